// Help within one tap, and the way out of the pages that could bring someone into danger.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { assertNone, axeFindings, smallTargets } from "./support/accessibility.mjs";
import { heading, offlineReady, visitOzoir, withoutServer } from "./support/app.mjs";
import { DIST, OZOIR, readPack } from "./support/site.mjs";
import { NO_NEWS, scenario } from "./support/world.mjs";

const TITLE = "Numéros d'urgence";
const LIST = "Liste de courses";
const { numeros } = JSON.parse(readFileSync(`${DIST}/secours.json`, "utf8"));

const quit = (page) => page.getByRole("button", { name: "Quitter vite" });

scenario("With the server stopped, one tap from any place shows every number, ready to be called", async (world) => {
  const { profile, url } = await withoutServer(world);
  const { page } = await world.phone(profile);
  for (const path of ["aides", "contrat", "terrain/contact", "bilan", "plus/aide"]) {
    await page.goto(`${url}${path}`);
    await page.getByRole("banner").getByRole("link", { name: "Urgence" }).click();
    await heading(page, TITLE).waitFor();
  }
  const calls = page.locator("a.appel");
  assert.equal(await calls.count(), numeros.length);
  for (const [rank, { numero, sms }] of numeros.entries()) {
    const address = `${sms ? "sms" : "tel"}:${numero.replaceAll(" ", "")}`;
    assert.equal(await calls.nth(rank).getAttribute("href"), address);
    assert.ok((await calls.nth(rank).innerText()).startsWith(numero), `${numero} is what one reads first`);
  }
});

scenario("The need for safety leads to its own numbers, and from there to all", async (world) => {
  const server = await world.serve();
  const { page } = await world.freshPhone();
  await visitOzoir(page, server.url);
  await page.goto(`${server.url}chercher?q=suicide`);
  await page.locator("main .carte").filter({ hasText: "Besoin" }).first().click();
  await page.getByRole("link", { name: "Numéros à appeler" }).click();
  await page.locator('a[href="tel:3114"]').waitFor();
  assert.equal(await page.locator('a[href="tel:3919"]').count(), 0);
  await page.getByRole("link", { name: "Tous les numéros" }).click();
  await page.locator('a[href="tel:3919"]').waitFor();
});

/** Goes back and forth as far as this tab goes: every page that is met. */
async function around(page) {
  const met = [];
  const step = async (way) => {
    // The end of the history answers with nothing, a step within a page with nothing either.
    await page[way]({ timeout: 3_000 }).catch(() => null);
    met.push(`${new URL(page.url()).pathname} ${await page.title()}`);
  };
  for (const way of ["goForward", "goBack", "goBack", "goForward", "goForward", "goBack", "goBack", "goBack"]) await step(way);
  return met;
}

/** Reads of violence as somebody would, over several pages and two loads of the app. */
async function readOfViolence(page, url) {
  await page.goto(`${url}aides`);
  await offlineReady(page);
  await page.getByRole("link", { name: "Je subis des violences" }).click();
  await heading(page, "Je subis des violences").waitFor();
  await page.goto(`${url}secours/violences`);
  await heading(page, TITLE).waitFor();
  await page.getByRole("link", { name: "Tous les numéros" }).click();
  await page.locator('a[href="tel:3039"]').waitFor();
}

scenario("Quick exit shows a shopping list, and neither back nor forward leads to where one was", async (world) => {
  const server = await world.serve();
  const { page } = await world.freshPhone();
  await visitOzoir(page, server.url);
  await readOfViolence(page, server.url);
  await quit(page).click();
  await heading(page, LIST).waitFor();
  assert.equal(new URL(page.url()).pathname, "/courses.html");
  assert.equal(await page.title(), LIST);
  for (const met of await around(page)) assert.match(met, /^(\/courses\.html Liste de courses|blank )$/);
});

scenario("Escape twice does the same without network; once, or on another page, it does nothing", async (world) => {
  const server = await world.serve();
  const { page } = await world.freshPhone();
  await visitOzoir(page, server.url);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await heading(page, readPack().contrat.intitule).waitFor();
  const sheet = readPack().dispositifs.find((item) => item.besoins?.includes("droits-papiers"));
  await page.goto(`${server.url}contrat/${OZOIR}/dispositif/${sheet.id}`);
  await quit(page).waitFor();
  await server.stop();
  world.allow(NO_NEWS);
  await page.keyboard.press("Escape");
  await page.keyboard.press("a");
  await page.keyboard.press("Escape");
  await quit(page).waitFor();
  await page.keyboard.press("Escape");
  await heading(page, LIST).waitFor();
});

scenario("The shopping list is for everybody, and leads home and nowhere else", async (world) => {
  const server = await world.serve();
  const { page } = await world.freshPhone({ viewport: { width: 320, height: 640 } });
  await page.goto(`${server.url}courses.html`);
  assertNone([...(await axeFindings(page)), ...(await smallTargets(page))]);
  const links = await page.locator("a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  assert.deepEqual(links, ["./"]);
});
