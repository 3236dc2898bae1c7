// What a scenario lives in: its servers, its phones, its folders. All of it is gone when the scenario ends, and an
// error in any console that the scenario did not announce fails it.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { chromium } from "playwright-core";

import { StaticHost, serve } from "./server.mjs";
import { DIST } from "./site.mjs";

/** The whole browser, and one without windows that does the same with half the work: where there is none, the whole one. */
const WHOLE = process.env.CHROMIUM ?? "/usr/bin/chromium";
const SHELL = process.env.CHROMIUM_SHELL ?? WHOLE;
const LAUNCH = {
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};
const PHONE = { viewport: { width: 360, height: 740 }, locale: "fr-FR", hasTouch: true };

/** Longest a scenario may take, and longest that one condition is awaited, in milliseconds. */
const SCENARIO_LIMIT = 180_000;
const CONDITION_LIMIT = 15_000;

/** Whether the wide matrix is wanted (`cargo dev test --full`). */
export const FULL = Boolean(process.env.RELAIS_FULL);

/** Asking for news of the contracts is what the app tries at each start; without a server the browser says this. */
export const NO_NEWS = /ERR_CONNECTION_REFUSED.*contrats\/index\.json/;

/** The browsers that scenarios of this file share, by program. */
const shared = new Map();
after(() => Promise.all([...shared.values()].map(async (browser) => (await browser).close())));

/** Which scenarios are played: those that take times ("measured"), which want the machine for themselves, the others, or all. */
const PLAYED = process.env.RELAIS_PLAYED;

/** A scenario, titled as a sentence. `run` is also given the test of Node, which can skip it with a reason. */
export const scenario = (title, ...how) => PLAYED !== "measured" && play(SHELL, title, ...how);

/** A scenario that is always played in the whole browser. */
export const inWholeBrowser = (title, ...how) => PLAYED !== "measured" && play(WHOLE, title, ...how);

/** A scenario that takes times or counts, in the whole browser. */
export const measured = (title, ...how) => PLAYED !== "others" && play(WHOLE, `Measured: ${title}`, ...how);

function play(browser, title, run, timeout = SCENARIO_LIMIT) {
  test(title, { timeout }, async (test) => {
    const world = new World(browser);
    try {
      await run(world, test);
      assert.deepEqual(world.unexpected(), [], "the consoles stay calm");
    } catch (error) {
      console.log(await world.describe());
      throw error;
    } finally {
      await world.end();
    }
  });
}

class World {
  #phones = [];
  #servers = [];
  #folders = [];
  #errors = [];
  #allowed = [];
  #launch;
  /** Every request that a phone made: its address. */
  requests = [];

  /** One whose phones have this browser. */
  constructor(browser) {
    this.#launch = { ...LAUNCH, executablePath: browser };
  }

  /** Announces errors that belong to the scenario. */
  allow(...patterns) {
    this.#allowed.push(...patterns);
  }

  unexpected() {
    return this.#errors.filter((error) => !this.#allowed.some((pattern) => pattern.test(error)));
  }

  folder(name) {
    const path = mkdtempSync(join(tmpdir(), `relais-${name}-`));
    this.#folders.push(path);
    return path;
  }

  /** The built site by the project's own server. */
  async serve(dir = DIST, options) {
    const server = await serve(dir, options);
    this.#servers.push(server);
    return server;
  }

  /** A host of folders, which can be told to misbehave. */
  async host(mounts, options) {
    const host = await new StaticHost(mounts, options).start();
    this.#servers.push(host);
    return host;
  }

  /** A phone that keeps what it knows in `profile`, so that it can be switched off and on again. `args` tell the browser more. */
  async phone(profile, { args = [], ...options } = {}) {
    const launch = { ...this.#launch, args: [...this.#launch.args, ...args] };
    const context = await chromium.launchPersistentContext(profile, { ...launch, ...PHONE, ...options });
    this.#watch(context);
    return { context, page: context.pages()[0] };
  }

  /** A phone for one scenario, in a browser that the scenarios of a file share. */
  async freshPhone(options = {}) {
    const { executablePath } = this.#launch;
    if (!shared.has(executablePath)) shared.set(executablePath, chromium.launch(this.#launch));
    const context = await (await shared.get(executablePath)).newContext({ ...PHONE, ...options });
    this.#watch(context);
    return { context, page: await context.newPage() };
  }

  /** The number of a phone's browser, and of the group of all its processes. */
  async group(context) {
    const devtools = await context.browser().newBrowserCDPSession();
    const { processInfo } = await devtools.send("SystemInfo.getProcessInfo");
    return processInfo.find((one) => one.type === "browser").id;
  }

  /** Kills a phone's browser and all its processes at once, as an empty battery would. */
  async kill(context) {
    const group = await this.group(context);
    const closed = new Promise((resolve) => context.once("close", resolve));
    process.kill(-group, "SIGKILL");
    await closed;
  }

  #watch(context) {
    context.setDefaultTimeout(CONDITION_LIMIT);
    context.on("request", (request) => this.requests.push(request.url()));
    context.on("weberror", (event) => this.#errors.push(String(event.error())));
    context.on("console", (message) => {
      if (message.type() === "error") this.#errors.push(`${message.text()} ${message.location().url}`);
    });
    this.#phones.push(context);
  }

  /** What the phones show, for whoever reads of a failure. */
  async describe() {
    const shown = async (page) => {
      const words = await page.locator("body").innerText({ timeout: 1_000 }).catch((error) => error.message);
      return `${page.url()} shows: ${words.replaceAll(/\s+/g, " ").slice(0, 400)}`;
    };
    const pages = this.#phones.flatMap((context) => context.pages());
    return [...(await Promise.all(pages.map(shown))), ...this.unexpected()].join("\n");
  }

  async end() {
    // In this order: nobody asks a server that is gone, and no server misses a folder.
    await Promise.all(this.#phones.map((context) => context.close()));
    await Promise.all(this.#servers.map((server) => server.stop()));
    for (const path of this.#folders) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  }
}
