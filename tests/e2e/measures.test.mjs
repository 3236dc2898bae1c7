// How long a person with a cheap phone waits. Written down, never judged: machines differ.

import assert from "node:assert/strict";

import { fillContact, installOzoir, kept, saveButton, withoutServer } from "./support/app.mjs";
import { quantile, record, slowDown, timeTo } from "./support/measures.mjs";
import { OZOIR, readPack } from "./support/site.mjs";
import { FULL, scenario } from "./support/world.mjs";

/** How often each thing is done. */
const RUNS = FULL ? 15 : 5;

/** Times of restarts to a usable page of the contract, four times slower, on a phone that has it. */
async function restarts(world, profile, url) {
  const title = readPack().contrat.intitule;
  const times = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { context, page } = await world.phone(profile);
    await slowDown(page, 4);
    await page.addInitScript((title) => {
      const watch = new MutationObserver(() => {
        if (document.querySelector("main h1")?.textContent !== title) return;
        watch.disconnect();
        // After the next frame the page is painted and answers.
        requestAnimationFrame(() => setTimeout(() => (globalThis.usableAt = performance.now())));
      });
      watch.observe(document, { childList: true, subtree: true, characterData: true });
    }, title);
    await page.goto(`${url}contrat/${OZOIR}`);
    times.push(await (await page.waitForFunction(() => globalThis.usableAt)).jsonValue());
    await context.close();
  }
  assert.equal(times.length, RUNS);
  return times;
}

scenario("Measured: an offline restart to a usable page of the contract, four times slower", async (world) => {
  const { profile, url } = await withoutServer(world);
  const times = await restarts(world, profile, url);
  record("offline restart to a usable page, 4× slower", quantile(times, 0.5), "ms", 500);
});

scenario("Measured: installing every contract, and how much slower a phone with all of them starts", async (world) => {
  const profile = world.folder("profile");
  const server = await world.serve();
  const first = await world.phone(profile);
  await installOzoir(first.page, server.url);
  await first.context.close();
  const one = await restarts(world, profile, server.url);

  const { context, page } = await world.phone(profile);
  const times = [];
  for (let run = 0; run < 3; run += 1) {
    await page.goto(`${server.url}plus/contrats`, { waitUntil: "networkidle" });
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

  const all = await restarts(world, profile, server.url);
  record("start with all contracts against start with one", quantile(all, 0.5) / quantile(one, 0.5), "×", 1.2);
});

scenario("Measured: a keystroke of a search to its results, six times slower", async (world) => {
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

scenario("Measured: a tap on Save to the durable contact, six times slower", async (world) => {
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
