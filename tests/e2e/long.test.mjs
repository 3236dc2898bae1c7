// Two years of contacts, sealed: how long a backup of them takes to come in and to be made, how long the journal takes to
// open, how much memory it needs. The journal is invented by `cargo dev backup invent`. Written down, never judged.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { hideButton, place, visitOzoir } from "./support/app.mjs";
import { record, slowDown, timeTo } from "./support/measures.mjs";
import { DEV } from "./support/site.mjs";
import { FULL, measured } from "./support/world.mjs";

/** A short run is there so that the scenario itself does not rust. */
const CONTACTS = Number(process.env.RELAIS_CONTACTS ?? (FULL ? 50_000 : 1_500));
const NAME = `${CONTACTS} contacts`;
const MINUTES = 60_000;

measured(`${NAME} come in, open, and go out again`, async (world) => {
  const file = join(world.folder("sauvegarde"), "sauvegarde.txt");
  const told = execFileSync(DEV, ["backup", "invent", file, "--contacts", String(CONTACTS)], { encoding: "utf8" });
  const [, sheet, day] = told.match(/^sheet +(.+)\nlast day +(\S+)/);
  const server = await world.serve();
  const profile = world.folder("profil");
  const phone = await switchedOn(world, profile, day);
  await visitOzoir(phone.page, server.url);
  await phone.page.goto(`${server.url}plus/sauvegarde`);
  const seen = await timed(async () => {
    await phone.page.getByLabel("Choisir le fichier").setInputFiles(file);
    await phone.page.getByLabel(/douze mots/).fill(sheet);
    await phone.page.getByRole("button", { name: "Ouvrir avec la fiche" }).click();
    await phone.page.getByText("Ce que contient ce fichier").waitFor({ timeout: 5 * MINUTES });
  });
  const restored = await timed(async () => {
    await phone.page.getByRole("button", { name: "Reprendre" }).click();
    await hideButton(phone.page).waitFor({ timeout: 5 * MINUTES });
  });
  record(`${NAME}: a backup read and previewed`, seen, "ms", 6000);
  record(`${NAME}: the backup restored after its preview`, restored, "ms", 6000);
  await settled(phone.page);
  record(`${NAME}: memory after the restore`, await megabytes(phone.page), "MB", 150);
  await phone.context.close();

  // Opened for the first time, what months add up to is there already: the restore has summed it up.
  for (const rate of [1, 4]) {
    const { context, page } = await switchedOn(world, profile, day);
    await page.goto(`${server.url}terrain/oubli`);
    await page.getByLabel(/douze mots/).fill(sheet);
    record(`${NAME}: memory while locked`, await megabytes(page), "MB", 150);
    await slowDown(page, rate);
    const opened = await timeTo(page.getByRole("button", { name: "Ouvrir avec la fiche" }), "button[name=masquer]");
    await hideButton(page).waitFor();
    record(`${NAME}: open, the sheet's button to the first screen, processor ${rate}× slower`, opened, "ms", 1000);
    record(`${NAME}: memory at the first screen`, await megabytes(page), "MB", 150);
    await place(page, "Bilan");
    const shown = await page.locator("main").innerText();
    await slowDown(page, 1);
    const whole = await timed(() => settled(page));
    record(`${NAME}: everything read, after that`, whole, "ms", 30_000);
    await place(page, "Bilan");
    assert.equal(await page.locator("main").innerText(), shown, "the first figures were those of the whole");
    record(`${NAME}: memory with everything read`, await megabytes(page), "MB", 150);
    if (rate === 4) {
      await place(page, "Terrain");
      // Told by the page itself: what finds the link by its name goes over every element of it.
      const listed = await timeTo(page.getByRole("link", { name: "Tout le journal" }), "ol.entrees > li");
      record(`${NAME}: the list of the whole journal`, listed, "ms", 200);
      await place(page, "Plus");
      await page.getByRole("link", { name: "Sauvegarde" }).click();
      const saved = await timed(async () => {
        const download = page.waitForEvent("download", { timeout: MINUTES });
        await page.getByRole("button", { name: "Faire une sauvegarde" }).click();
        await download;
      });
      record(`${NAME}: a backup made`, saved, "ms", 3000);
    }
    await context.close();
  }
}, 30 * MINUTES);

/** A phone whose clock stands at noon of the journal's last day. */
async function switchedOn(world, profile, day) {
  const phone = await world.phone(profile);
  await phone.page.clock.setFixedTime(new Date(`${day}T12:00:00Z`));
  return phone;
}

/** Until the journal is read whole, and its copies are compared. */
async function settled(page) {
  await place(page, "Terrain");
  await page.locator("main .attente").waitFor({ state: "detached", timeout: 5 * MINUTES });
}

async function timed(work) {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/**
 * What the page's process holds for itself, in megabytes: the wasm's memory with the journal, scripts, the page, the
 * browser's own part. Without what the browser had not swept up yet, which is ten to fifty more, as it likes.
 */
async function megabytes(page) {
  const inPage = await page.context().newCDPSession(page);
  await inPage.send("HeapProfiler.collectGarbage");
  const devtools = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await devtools.send("SystemInfo.getProcessInfo");
  const pages = processInfo.filter((one) => one.type === "renderer").map((one) => `/proc/${one.id}/status`);
  const kilobytes = (path) => Number(readFileSync(path, "utf8").match(/^RssAnon:\s+(\d+)/m)?.[1] ?? 0);
  return Math.max(...pages.map(kilobytes)) / 1024;
}
