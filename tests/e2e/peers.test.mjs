// What a sealed contact on both copies costs, beside what it would cost to keep as many bytes in barer ways, in the same
// page and in turn. Figures are written down, never judged.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { createJournal, fillHere, heading, saveButton, visitOzoir } from "./support/app.mjs";
import { quantile, record, slowDown, timeTo } from "./support/measures.mjs";
import { FULL, measured } from "./support/world.mjs";

/** How often each way is taken. */
const RUNS = FULL ? 40 : 12;
const DEXIE = readFileSync(createRequire(import.meta.url).resolve("dexie/dist/dexie.min.js"), "utf8");

measured("a sealed contact on both copies, beside a bare write of its bytes and beside Dexie", async (world) => {
  const server = await world.serve();
  const { page } = await world.phone(world.folder("profil"));
  await visitOzoir(page, server.url);
  await createJournal(page, server.url);
  await page.evaluate(DEXIE);
  await page.evaluate(prepare);

  const times = { ours: [], bare: [], dexie: [] };
  // The first contact makes keys that the others find; it tells how many bytes a contact is.
  await save(page);
  const before = await page.evaluate(held);
  await save(page);
  const bytes = (await page.evaluate(held)) - before;
  assert.ok(bytes > 100, `${bytes} bytes of a sealed contact`);
  for (let run = 0; run < RUNS; run += 1) {
    times.ours.push(await save(page));
    times.bare.push(await page.evaluate((bytes) => globalThis.bare(bytes), bytes));
    times.dexie.push(await page.evaluate((bytes) => globalThis.dexie(bytes), bytes));
  }
  const [ours, bare, dexie] = ["ours", "bare", "dexie"].map((way) => quantile(times[way], 0.5));
  record("a sealed contact, tap to acknowledged", ours, "ms");
  record(`as many bytes (${bytes}), strict put and one flush`, bare, "ms");
  record("the same through Dexie, strict, AES-GCM", dexie, "ms");
  record("a sealed contact against the bare write", ours / bare, "×");
  record("a sealed contact against Dexie", ours / dexie, "×");

  const slow = [];
  for (let run = 0; run < RUNS; run += 1) slow.push(await save(page, 6));
  record("saving a sealed contact, 6× slower", quantile(slow, 0.5), "ms", 100);
});

/** Notes a contact in the open journal: milliseconds from the tap to the words that come once both copies have it. */
async function save(page, rate = 1) {
  await fillHere(page, { issue: "Absent" });
  await slowDown(page, rate);
  const time = await timeTo(saveButton(page), ".mots", "Contact enregistré");
  await slowDown(page, 1);
  await heading(page, "Terrain").waitFor();
  // So that the next one is not taken for said already.
  await page.locator(".mot").getByRole("button", { name: "Fermer ce message" }).click();
  return time;
}

/** How many bytes the rows of the journal's database hold. */
async function held() {
  const answered = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
  const { name } = (await indexedDB.databases()).find((database) => database.name.endsWith(":journal"));
  const database = await answered(indexedDB.open(name));
  const rows = await answered(database.transaction("rangs").objectStore("rangs").getAll());
  database.close();
  return rows.reduce((sum, row) => sum + row.byteLength, 0);
}

/** Makes the two other ways: `bare(bytes)` and `dexie(bytes)`, which answer how many milliseconds they took. */
async function prepare() {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const opening = indexedDB.open("pair", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("rows", { autoIncrement: true });
  const database = await done(opening);
  const worker = new Worker("coffre.js");
  const ask = (question) => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error.message)) : resolve(data.value));
    worker.postMessage({ id: 1, ...question });
  });
  await ask({ do: "enter", path: ["pair"] });
  const timed = (work) => async (bytes) => {
    const text = crypto.getRandomValues(new Uint8Array(bytes));
    const begun = performance.now();
    await work(text);
    return performance.now() - begun;
  };
  globalThis.bare = timed(async (row) => {
    await ask({ do: "append", name: "rows", bytes: row });
    const transaction = database.transaction("rows", "readwrite", { durability: "strict" });
    transaction.objectStore("rows").add(row);
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
  });
  const store = new Dexie("pair-dexie", { chromeTransactionDurability: "strict" });
  store.version(1).stores({ rows: "++id" });
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  globalThis.dexie = timed(async (row) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, row);
    await store.rows.add({ iv, sealed });
  });
}
