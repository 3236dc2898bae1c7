// The start: what the page reads while the app is on its way is used, and nothing depends on it.

import assert from "node:assert/strict";

import { heading, withoutServer } from "./support/app.mjs";
import { OZOIR, readPack } from "./support/site.mjs";
import { scenario } from "./support/world.mjs";

const TITLE = readPack().contrat.intitule;

/** A phone on which the contract was read once, without network since. */
async function phoneInUse(world) {
  const { profile, url } = await withoutServer(world);
  return { ...(await world.phone(profile)), url };
}

/** Notes what the page reads, and every heading that it shows. */
function watchReading() {
  globalThis.readings = [];
  globalThis.headings = [];
  const get = IDBObjectStore.prototype.get;
  IDBObjectStore.prototype.get = function (key) {
    if (this.name === "textes") globalThis.readings.push(key);
    return get.call(this, key);
  };
  const fetched = globalThis.fetch;
  globalThis.fetch = (what, options) => {
    const name = new URL(what.url ?? what, document.baseURI).pathname.split("/").pop();
    if (name === "vocabulaire.json") globalThis.readings.push(name);
    return fetched(what, options);
  };
  new MutationObserver(() => {
    const words = document.querySelector("main h1")?.textContent;
    if (words && globalThis.headings.at(-1) !== words) globalThis.headings.push(words);
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

scenario("A restart reads the contract and the vocabulary once each, and shows the contract at once", async (world) => {
  const { page, url } = await phoneInUse(world);
  await page.addInitScript(watchReading);
  await page.goto(`${url}contrat/${OZOIR}`);
  await heading(page, TITLE).waitFor();
  // The search is made ready last: by then everything that a start reads has been asked for.
  await page.goto(`${url}chercher?q=emploi`);
  await page.locator("main .carte").first().waitFor();
  const { readings, headings } = await page.evaluate(() => ({ readings: globalThis.readings, headings: globalThis.headings }));
  assert.deepEqual(readings.sort(), [OZOIR, "vocabulaire.json"].sort());
  assert.ok(!headings.includes("Contrat"), `no page of waiting among ${headings}`);
});

scenario("A database that does not answer while the app is on its way only makes the start slower", async (world) => {
  const { page, url } = await phoneInUse(world);
  await page.addInitScript(() => {
    const open = IDBFactory.prototype.open;
    // The first opening is that of the page; it never hears anything.
    IDBFactory.prototype.open = function () {
      IDBFactory.prototype.open = open;
      return new EventTarget();
    };
  });
  await page.goto(`${url}contrat/${OZOIR}`);
  await heading(page, TITLE).waitFor();
});

scenario("A text that was read ahead and is damaged is said in plain words, and the app lives", async (world) => {
  const { page, url } = await phoneInUse(world);
  await page.addInitScript(() => {
    const result = Object.getOwnPropertyDescriptor(IDBRequest.prototype, "result").get;
    Object.defineProperty(IDBRequest.prototype, "result", {
      get() {
        const value = result.call(this);
        return typeof value === "string" && value.startsWith("{") ? value.slice(0, 1000) : value;
      },
    });
  });
  await page.goto(`${url}contrat/${OZOIR}`);
  await page.getByText("Le contrat gardé sur ce téléphone ne se lit plus.").waitFor();
});
