// After one visit, the app needs no network for anything.

import assert from "node:assert/strict";
import { test } from "node:test";

import { heading, installOzoir, noteContact, visitOzoir, withoutServer } from "./support/app.mjs";
import { declaredRoutes, oddSigles, screens } from "./support/screens.mjs";
import { DIST, OZOIR, readPack } from "./support/site.mjs";
import { scenario } from "./support/world.mjs";

test("Every route that the app declares has a screen in these scenarios", () => {
  const tried = new Set(screens().map((screen) => screen.route));
  assert.deepEqual(declaredRoutes().filter((route) => !tried.has(route)), []);
});

scenario("After one visit every screen opens with the server stopped and the browser restarted", async (world) => {
  assert.deepEqual(await notOpening(world, screens()), []);
});

scenario("An acronym printed with dots or a slash opens without network too", async (world) => {
  const sigles = oddSigles();
  assert.ok(sigles.length > 0, "the contract has such acronyms");
  assert.deepEqual(await notOpening(world, sigles), []);
});

/** Visits once, takes server and browser away, then opens each screen by its address: those that fail. */
async function notOpening(world, wanted) {
  const { profile, url } = await withoutServer(world, (page, url) => noteContact(page, url, { issue: "Refus" }));
  const { context } = await world.phone(profile);
  const failed = [];
  let page = context.pages()[0];
  for (const { path, title } of wanted) {
    try {
      await page.goto(`${url}${path}`);
      await (title ? heading(page, title) : page.locator("main h1")).waitFor({ timeout: 5_000 });
    } catch (error) {
      failed.push(`${path}: ${error.message.split("\n")[0]}`);
      // The browser's own error page may still be on its way: the next screen gets a page without a past.
      page = await context.newPage();
    }
  }
  return failed;
}

/** Addresses of the pages that the next start would show before the app is there. */
const keptPages = (page) =>
  page.evaluate(async () => {
    const name = (await caches.keys()).find((name) => name.endsWith(":apercu"));
    return name ? (await (await caches.open(name)).keys()).map(({ url }) => url) : [];
  });

scenario("The page last read can be read and left while the app is still on its way", async (world) => {
  const { profile, url } = await withoutServer(world, async (page, url) => {
    await visitOzoir(page, url);
    await page.locator("html[data-relire=ready]").waitFor();
  });
  const { page, context } = await world.phone(profile);
  // The app never comes.
  await page.addInitScript(() => (WebAssembly.instantiateStreaming = () => new Promise(() => {})));
  await page.goto(`${url}contrat/${OZOIR}`);
  await heading(page, readPack().contrat.intitule).waitFor();
  assert.equal(await page.title(), `${readPack().contrat.intitule} · Relais`);
  assert.equal(await page.locator(".shell").getAttribute("aria-busy"), "true");
  const link = page.locator(".plan a").first();
  const wanted = await link.evaluate((link) => link.href);
  await link.click();
  await page.waitForURL(wanted);
  await heading(page, "Relais s'ouvre…").waitFor();
  await context.close();

  // The home address leads the project team to its contract: from the second time on, at once.
  const again = await world.phone(profile);
  await again.page.goto(url);
  await again.page.locator(".shell:not([aria-busy])").waitFor();
  await again.page.locator("html[data-relire=ready]").waitFor();
  await again.context.close();
  const home = await world.phone(profile);
  await home.page.addInitScript(() => (WebAssembly.instantiateStreaming = () => new Promise(() => {})));
  await home.page.goto(url);
  await heading(home.page, readPack().contrat.intitule).waitFor();
});

scenario("What is touched or typed on the page last read is taken up by the app", async (world) => {
  const { profile, url } = await withoutServer(world);
  const { page } = await world.phone(profile);
  // The app comes when it is told to.
  await page.addInitScript(() => {
    const held = new Promise((letGo) => (globalThis.letGo = letGo));
    const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = (...given) => held.then(() => instantiateStreaming(...given));
  });
  const shell = (isThere) => page.locator(isThere ? ".shell:not([aria-busy])" : ".shell[aria-busy]");
  /** Reads a page with the app, then opens it again: as it was last read. */
  const again = async (path) => {
    await page.goto(`${url}${path}`);
    await page.evaluate(() => globalThis.letGo());
    await shell(true).waitFor();
    await page.locator("html[data-relire=ready]").waitFor();
    await page.goto(`${url}${path}`);
  };

  await again(`contrat/${OZOIR}`);
  /** Where the plan stands on the screen, after a little way down. */
  const place = (isThere) => shell(isThere).locator(".plan").evaluate((plan) => plan.getBoundingClientRect().top);
  await shell(false).locator(".plan").scrollIntoViewIfNeeded();
  const before = await place(false);
  const unfold = (isThere) => shell(isThere).locator("button[name=deplier]").nth(1);
  await unfold(false).click();
  assert.equal(await unfold(false).getAttribute("aria-busy"), "true");
  assert.equal(await unfold(false).getAttribute("aria-expanded"), "false");
  await page.evaluate(() => globalThis.letGo());
  await shell(true).locator("button[name=deplier][aria-expanded=true]").waitFor();
  assert.equal(await unfold(true).getAttribute("aria-expanded"), "true");
  assert.equal(await unfold(true).evaluate((button) => button === document.activeElement), true);
  assert.equal(await place(true), before);

  await again(`contrat/${OZOIR}/liste/acteurs`);
  const all = await shell(false).locator(".cartes > *").count();
  await shell(false).getByRole("searchbox").fill("mission");
  await page.evaluate(() => globalThis.letGo());
  await shell(true).waitFor();
  assert.equal(await shell(true).getByRole("searchbox").inputValue(), "mission");
  const found = await shell(true).locator(".cartes > *").count();
  assert.ok(found > 0 && found < all, `${found} of ${all} actors`);
  assert.equal(await shell(true).getByRole("searchbox").evaluate((field) => field === document.activeElement), true);
});

/** The needs whose pages have a way out in one tap (`src/ui/markup/quitter.rs`). */
const SENSIBLES = ["violences", "discriminations", "droits-papiers"];

scenario("Only what anybody may read is kept for the next start, and it goes with its contract", async (world) => {
  const { url } = await world.serve();
  const { page } = await world.freshPhone();
  await installOzoir(page, url);
  const sheet = readPack().dispositifs.find((item) => item.simple && !item.besoins.some((besoin) => SENSIBLES.includes(besoin)));
  const hidden = readPack().dispositifs.find((item) => item.simple && item.besoins.includes("violences"));
  const read = async (path) => {
    await page.goto(`${url}${path}`);
    await page.locator("main h1").waitFor();
    await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)));
  };
  await read(`contrat/${OZOIR}/dispositif/${sheet.id}`);
  await page.locator("html[data-relire=ready]").waitFor();
  // The home address has led to the contract before.
  const expected = [url, `${url}contrat/${OZOIR}/dispositif/${sheet.id}`];
  assert.deepEqual(await keptPages(page), expected);
  for (const path of [`contrat/${OZOIR}/dispositif/${hidden.id}`, "aides/violences", "secours", "terrain", "bilan", "chercher?q=garde"]) {
    await read(path);
    assert.deepEqual(await keptPages(page), expected, path);
  }
  await page.goto(`${url}plus/contrats`);
  await page.getByRole("button", { name: /^Retirer/ }).first().click();
  await page.getByRole("button", { name: /^Retirer/ }).first().waitFor({ state: "detached" });
  await page.waitForFunction(async () => !(await caches.keys()).some((name) => name.endsWith(":apercu")));
});

scenario("With no network and nothing kept yet, the app says so, and succeeds once there is one", async (world) => {
  const host = await world.host({ "/": DIST });
  const { page } = await world.freshPhone();
  host.answer = (path, response) => path.startsWith("contrats/") && Boolean(response.destroy());
  world.allow(/contrats\/index\.json/);
  await page.goto(`${host.origin}/`);
  const alert = page.getByRole("alert").filter({ hasText: "Le réseau ne répond pas." });
  await alert.waitFor();
  assert.match(await alert.innerText(), /Rapprochez-vous d'un réseau/);
  host.answer = () => false;
  await page.getByRole("button", { name: "Réessayer" }).click();
  await page.getByRole("heading", { name: "Quel contrat ?" }).or(page.locator(".plan")).first().waitFor();
});
