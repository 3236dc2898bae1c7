// How long a person with a cheap phone waits. Written down, never judged: machines differ.

import assert from "node:assert/strict";

import { fillContact, installOzoir, kept, saveButton, withoutServer } from "./support/app.mjs";
import { quantile, record, slowDown, timeTo } from "./support/measures.mjs";
import { DIST, OZOIR, readPack } from "./support/site.mjs";
import { FULL, measured } from "./support/world.mjs";

/** How often each thing is done. */
const RUNS = FULL ? 15 : 5;

/**
 * Times of restarts at the page of the contract that was read last, four times slower: until it can be read and left by
 * its links, and until the app is there, too.
 */
async function restarts(world, profile, url) {
  const title = readPack().contrat.intitule;
  const times = { read: [], app: [] };
  const open = async (context) => {
    const page = context.pages()[0];
    await slowDown(page, 4);
    await page.addInitScript((title) => {
      const seen = {};
      globalThis.restart = {};
      // After the next frame it is painted and answers.
      const at = (name) => {
        seen[name] ??= requestAnimationFrame(() => setTimeout(() => (globalThis.restart[name] = performance.now())));
      };
      const watch = new MutationObserver(() => {
        const heading = document.querySelector("main h1");
        if (heading?.textContent !== title) return;
        at("read");
        if (heading.closest("[aria-busy]")) return;
        at("app");
        watch.disconnect();
      });
      watch.observe(document, { childList: true, subtree: true, characterData: true });
    }, title);
    await page.goto(`${url}contrat/${OZOIR}`);
    // The next start shows what this one has kept.
    await page.locator("html[data-relire=ready]").waitFor();
    return (await page.waitForFunction(() => globalThis.restart.app && globalThis.restart)).jsonValue();
  };
  for (let run = 0; run <= RUNS; run += 1) {
    const { context } = await world.phone(profile);
    const { read, app } = await open(context);
    // The first has found no page that was read last, or another one.
    if (run > 0) {
      times.read.push(read);
      times.app.push(app);
    }
    await context.close();
  }
  assert.equal(times.app.length, RUNS);
  return { read: quantile(times.read, 0.5), app: quantile(times.app, 0.5) };
}

measured("an offline restart to a usable page, with one contract and with all of them; installing these; four times slower", async (world) => {
  const { profile, url } = await withoutServer(world);
  const one = await restarts(world, profile, url);
  record("offline restart to a page that is read and left by its links, 4× slower", one.read, "ms", 500);
  record("offline restart until the app is there, too, 4× slower", one.app, "ms", 500);

  const server = await world.serve(DIST, { port: Number(new URL(url).port) });
  const { context, page } = await world.phone(profile);
  const times = [];
  for (let run = 0; run < 3; run += 1) {
    await page.goto(`${url}plus/contrats`, { waitUntil: "networkidle" });
    await kept(page).first().waitFor();
    // All of them, the one that is here already included.
    for (let left = await kept(page).count(); left > 0; left -= 1) {
      await kept(page).first().getByRole("button", { name: /^Retirer/ }).click();
      await page.waitForFunction((left) => document.querySelectorAll("button[name=retirer]").length < left, left);
    }
    await page.locator("button[name=tout]").waitFor();
    await slowDown(page, 4);
    times.push(await timeTo(page.locator("button[name=tout]"), ".mots", "contrats installés"));
    await slowDown(page, 1);
  }
  record("installing all contracts, 4× slower", quantile(times, 0.5), "ms", 1500);
  await context.close();
  await server.stop();

  const all = await restarts(world, profile, url);
  record("start with all contracts against start with one", all.app / one.app, "×", 1.2);
});

measured("a keystroke of a search to its results, six times slower", async (world) => {
  const server = await world.serve();
  const { page } = await world.freshPhone();
  await installOzoir(page, server.url);
  await page.goto(`${server.url}chercher`);
  await page.getByRole("searchbox").waitFor();
  await slowDown(page, 6);
  const times = await page.evaluate(async (queries) => {
    const input = document.querySelector("input[type=search]");
    const list = document.querySelector("main");
    const times = [];
    for (const query of queries) {
      for (let length = 1; length <= query.length; length += 1) {
        let updated = performance.now();
        const watch = new MutationObserver(() => (updated = performance.now()));
        watch.observe(list, { childList: true, subtree: true, characterData: true, attributes: true });
        const pressed = performance.now();
        input.value = query.slice(0, length);
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        // The results are in the page when the frame that shows them begins.
        await new Promise((frame) => requestAnimationFrame(frame));
        watch.disconnect();
        times.push(Math.max(updated - pressed, 0));
      }
    }
    return times;
  }, ["garde enfants", "mission locale", "permis", "journees metiers"]);
  await page.locator("main .carte").first().waitFor();
  assert.ok(times.length > 40);
  record("search, keystroke to results, 6× slower, median", quantile(times, 0.5), "ms", 16);
  record("search, keystroke to results, 6× slower, p95", quantile(times, 0.95), "ms", 16);
});

measured("a tap on Save to the durable contact, six times slower", async (world) => {
  const server = await world.serve();
  const { page } = await world.freshPhone();
  await installOzoir(page, server.url);
  const times = [];
  for (let run = 0; run < RUNS; run += 1) {
    await fillContact(page, server.url, { issue: "Échange", besoins: ["Je cherche un travail"] });
    await slowDown(page, 6);
    times.push(await timeTo(saveButton(page), ".mots", "enregistré"));
    await slowDown(page, 1);
  }
  assert.equal(times.length, RUNS);
  record("saving a contact, 6× slower", quantile(times, 0.5), "ms", 100);
});
