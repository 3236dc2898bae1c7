// A whole shift, door by door. It waits more than it works: by its name it begins first, beside all others.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { createJournal, hideButton, place, unlock, visitOzoir } from "./support/app.mjs";
import { DEV } from "./support/site.mjs";
import { absentDoors, atDoor, beginRound, progress } from "./support/tournee.mjs";
import { NO_NEWS, scenario } from "./support/world.mjs";

scenario("A shift of 200 doors without network, with a death in its middle, ends with exactly 200", async (world) => {
  world.allow(NO_NEWS);
  const server = await world.serve();
  const profile = world.folder("profil");
  let phone = await world.phone(profile);
  await visitOzoir(phone.page, server.url);
  const { phrase, sheet } = await createJournal(phone.page, server.url);
  await beginRound(phone.page, { nom: "Les Lilas", halls: 2, niveaux: 10, portes: 10 });
  await server.stop();
  await absentDoors(phone.page, 1, 100);
  await atDoor(phone.page, 1).waitFor();
  // The second hall begins anew at number 1.
  await absentDoors(phone.page, 1, 7);
  await atDoor(phone.page, 8).waitFor();
  await world.kill(phone.context);

  phone = await world.phone(profile);
  await unlock(phone.page, server.url, phrase);
  await phone.page.getByRole("link", { name: /Les Lilas/ }).click();
  await progress(phone.page, "107 portes faites sur 200").waitFor();
  await absentDoors(phone.page, 8, 100);
  await progress(phone.page, "200 portes faites sur 200").waitFor();
  await phone.page.getByText("Toutes les portes sont faites.").waitFor();
  const doors = await tappedDoors(world, phone.page, sheet);
  assert.equal(doors.length, 200, "each tap is in the journal once");
  assert.equal(new Set(doors).size, 200, "and each is another door");
  await hideButton(phone.page).click();
  await unlock(phone.page, server.url, phrase);
  await phone.page.getByRole("link", { name: /Les Lilas/ }).click();
  await progress(phone.page, "200 portes faites sur 200").waitFor();
}, 420_000);

/** The doors of every tap that the open journal holds, read from a backup of it. */
async function tappedDoors(world, page, sheet) {
  await place(page, "Plus");
  await page.getByRole("link", { name: "Sauvegarde" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Faire une sauvegarde" }).click();
  const folder = world.folder("cle-usb");
  const [file, secret] = [join(folder, "sauvegarde.txt"), join(folder, "fiche.txt")];
  await (await download).saveAs(file);
  writeFileSync(secret, sheet);
  const told = execFileSync(DEV, ["backup", "inspect", file, "--secret", secret, "--json"], { encoding: "utf8" });
  return JSON.parse(told).evenements.flatMap(({ fait }) => fait.PorteNotee?.porte ?? []);
}
