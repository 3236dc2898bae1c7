// A round, door by door: planned in a minute, tapped without a slip, never counted twice, gone on with after a death.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { assertNone, axeFindings, coveredFocus, sidewaysFindings, smallTargets } from "./support/accessibility.mjs";
import { contacts, createJournal, heading, hideButton, openJournal, place, typePhrase, visitOzoir } from "./support/app.mjs";
import { quantile, record, slowDown, timeTo } from "./support/measures.mjs";
import { absentDoors, atDoor, beginRound, describe, door, outcome, practise, progress } from "./support/tournee.mjs";
import { FULL, measured, scenario } from "./support/world.mjs";

/** A phone with the contract on it. */
async function ready(world, options) {
  const server = await world.serve();
  const phone = await world.freshPhone(options);
  await visitOzoir(phone.page, server.url);
  return { ...phone, server, url: server.url };
}

/** The same, with a round that has begun in the journal for practice. */
async function onRound(world, building, options) {
  const phone = await ready(world, options);
  await phone.page.goto(`${phone.url}terrain/preparer`);
  await heading(phone.page, "Préparer une tournée").waitFor();
  await describe(phone.page, building);
  await phone.page.locator("button[name=immeuble][aria-pressed=true]").waitFor();
  await phone.page.getByRole("button", { name: "Préparer la tournée" }).click();
  await phone.page.getByRole("button", { name: "Commencer la tournée" }).click();
  await outcome(phone.page, "Absent").waitFor();
  return phone;
}

scenario("Absent is one tap and the next door is ready; a refusal is one, coming back tomorrow two", async (world) => {
  const { page, url } = await ready(world);
  await createJournal(page, url);
  await beginRound(page, { niveaux: 2, portes: 4 });
  let taps = 0;
  const tap = async (name) => {
    taps += 1;
    await outcome(page, name).click();
  };
  await tap("Absent");
  await atDoor(page, 2).waitFor();
  assert.equal(taps, 1);
  await tap("Refus");
  await atDoor(page, 3).waitFor();
  assert.equal(taps, 2);
  await tap("À repasser");
  await tap("Demain");
  await atDoor(page, 4).waitFor();
  assert.equal(taps, 4);
  await tap("Autre");
  await tap("Logement vide");
  await atDoor(page, 5).waitFor();
  assert.equal(taps, 6);
  await progress(page, "4 portes faites sur 8").waitFor();
  for (const words of ["Porte 1, absent", "Porte 2, refus", "Porte 3, à repasser", "Porte 4, logement vide"]) {
    assert.equal(await page.getByRole("button", { name: new RegExp(`^${words} le`) }).count(), 1, words);
  }
});

scenario("A tap in the grid moves to that door and writes nothing; arrows do, too", async (world) => {
  const { page } = await onRound(world, { niveaux: 3, portes: 3 });
  await door(page, 8).click();
  await atDoor(page, 8).waitFor();
  await progress(page, "0 porte faite sur 9").waitFor();
  await page.keyboard.press("ArrowDown");
  await atDoor(page, 5).waitFor();
  await page.keyboard.press("ArrowLeft");
  await atDoor(page, 4).waitFor();
  assert.match(await page.evaluate(() => document.activeElement.textContent), /^Porte 4/);
  await page.keyboard.press("ArrowLeft");
  await atDoor(page, 4).waitFor();
  await progress(page, "0 porte faite sur 9").waitFor();
});

scenario("A thumb that trembles writes one door: a double tap and five taps in a row, on each panel", async (world) => {
  const { page } = await onRound(world);
  await outcome(page, "Absent").evaluate((button) => {
    for (let taps = 0; taps < 5; taps += 1) button.click();
  });
  await progress(page, "1 porte faite sur 20").waitFor();
  await atDoor(page, 2).waitFor();
  await outcome(page, "À repasser").dblclick();
  await page.getByText("Revenir quand ?").waitFor();
  await progress(page, "1 porte faite sur 20").waitFor();
  await outcome(page, "Demain").dblclick();
  await progress(page, "2 portes faites sur 20").waitFor();
  await atDoor(page, 3).waitFor();
  await page.reload();
  await progress(page, "2 portes faites sur 20").waitFor();
});

scenario("A tap is taken back within ten seconds, and so is a whole landing", async (world) => {
  const { page } = await onRound(world);
  await absentDoors(page, 1, 2);
  await progress(page, "2 portes faites sur 20").waitFor();
  await page.getByRole("button", { name: "Annuler" }).click();
  await progress(page, "1 porte faite sur 20").waitFor();
  await atDoor(page, 2).waitFor();
  await outcome(page, "Autre").click();
  await outcome(page, "Personne sur ce palier").click();
  await progress(page, "4 portes faites sur 20").waitFor();
  await atDoor(page, 5).waitFor();
  await page.getByText("3 portes : absent.").waitFor();
  await page.getByRole("button", { name: "Annuler" }).click();
  await progress(page, "1 porte faite sur 20").waitFor();
  await page.reload();
  await progress(page, "1 porte faite sur 20").waitFor();
});

scenario("A door that asked not to be visited stays greyed in the next round, with its date", async (world) => {
  const { page } = await onRound(world, { niveaux: 1, portes: 2 });
  await outcome(page, "Autre").click();
  await outcome(page, "Ne plus passer").click();
  await atDoor(page, 2).waitFor();
  await outcome(page, "Absent").click();
  await page.locator(".issues").getByRole("button", { name: "Clore la tournée" }).click();
  await page.getByRole("button", { name: "Tournée avec ce qui reste" }).click();
  await page.getByRole("button", { name: "Commencer la tournée" }).click();
  await atDoor(page, 2).waitFor();
  await progress(page, "0 porte faite sur 1").waitFor();
  await door(page, 1).click();
  await page.getByText(/Cette porte a demandé qu'on ne passe plus/).waitFor();
  assert.equal(await outcome(page, "Absent").count(), 0);
  await page.getByText(/^Campagne : 0 porte ouverte sur 1/).waitFor();
});

scenario("A round pauses, goes on, closes, and is done again in one tap", async (world) => {
  const { page } = await onRound(world, { nom: "Tour B", niveaux: 1, portes: 3 });
  await absentDoors(page, 1, 1);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Reprendre la tournée" }).click();
  await atDoor(page, 2).waitFor();
  await page.getByRole("button", { name: "Clore", exact: true }).click();
  await page.getByText("Tournée close.").waitFor();
  await page.getByRole("button", { name: "Rouvrir" }).click();
  await atDoor(page, 2).waitFor();
  await page.getByRole("button", { name: "Clore", exact: true }).click();
  await place(page, "Terrain");
  await page.getByText("Tournées passées").click();
  await page.getByRole("button", { name: /^Refaire aujourd'hui : Tour B/ }).click();
  await heading(page, "Tournée").waitFor();
  await progress(page, "0 porte faite sur 3").waitFor();
});

scenario("A building that cannot be is refused in words, and what was typed stays", async (world) => {
  const { page, url } = await ready(world);
  await page.goto(`${url}terrain/preparer`);
  for (const [building, words] of [
    [{ niveaux: 0 }, /niveaux ne va pas/],
    [{ niveaux: 41 }, /niveaux ne va pas/],
    [{ halls: 0 }, /halls ne va pas/],
    [{ portes: 21 }, /portes par palier ne va pas/],
    [{ premier: -3 }, /première porte ne va pas/],
    [{ nom: " " }, /n'a pas de nom/],
  ]) {
    await describe(page, building);
    await page.getByRole("alert").getByText(words).waitFor();
    assert.equal(await page.getByLabel("Adresse ou nom de l'immeuble").inputValue(), building.nom ?? "Tour A");
  }
  await page.getByRole("button", { name: "Préparer la tournée" }).click();
  await page.getByRole("alert").getByText(/Aucun immeuble n'est choisi/).waitFor();
  await describe(page, { nom: "Grande tour", niveaux: 40, portes: 20 });
  await page.getByRole("button", { name: /Grande tour · 800 portes/, pressed: true }).waitFor();
});

scenario("Back in the moment of a tap keeps it once; the round goes on where it was", async (world) => {
  const { page } = await onRound(world);
  await place(page, "Terrain");
  await page.getByRole("link", { name: /Tour A/ }).click();
  await outcome(page, "Absent").evaluate((button) => {
    button.click();
    history.back();
  });
  await page.getByText("Porte 1 : absent.").waitFor();
  await heading(page, "Terrain").waitFor();
  await page.getByRole("link", { name: /Tour A/ }).click();
  await progress(page, "1 porte faite sur 20").waitFor();
  await atDoor(page, 2).waitFor();
});

scenario("A turned screen and a call in the middle leave the round where it was", async (world) => {
  const { page, url } = await ready(world);
  await page.clock.install();
  const { phrase } = await createJournal(page, url);
  await beginRound(page);
  await absentDoors(page, 1, 3);
  await atDoor(page, 4).waitFor();
  await door(page, 11).click();
  await page.setViewportSize({ width: 740, height: 360 });
  await atDoor(page, 11).waitFor();
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  });
  await page.clock.fastForward("05:10");
  await typePhrase(page, phrase);
  await hideButton(page).waitFor();
  await page.getByRole("link", { name: /Tour A/ }).click();
  await progress(page, "3 portes faites sur 20").waitFor();
  await atDoor(page, 4).waitFor();
});

scenario("Without its contract the round says so and goes on", async (world) => {
  const { page, url } = await onRound(world);
  const round = page.url();
  await page.goto(`${url}plus/contrats`);
  await page.getByRole("button", { name: /^Retirer/ }).first().click();
  await page.getByText(/retiré/).first().waitFor();
  await page.goto(round);
  await page.getByText("Le contrat de cette tournée n'est plus sur ce téléphone.").waitFor();
  await absentDoors(page, 1, 1);
  await progress(page, "1 porte faite sur 20").waitFor();
});

scenario("The tour of the practice leads from tap to tap, and all of it goes in one", async (world) => {
  const { page, url } = await ready(world);
  await practise(page, url);
  const step = (number) => page.getByText(`Visite, étape ${number} sur 6`);
  await step(1).waitFor();
  await page.getByRole("link", { name: /Tournée d'essai/ }).click();
  await step(2).waitFor();
  await outcome(page, "Absent").click();
  await step(3).waitFor();
  await outcome(page, "Refus").click();
  await step(4).waitFor();
  await page.getByRole("button", { name: "Annuler" }).click();
  await step(5).waitFor();
  await outcome(page, "Échange").click();
  await heading(page, "Noter un contact").waitFor();
  await page.getByRole("button", { name: "Passer", exact: true }).click();
  await step(6).waitFor();
  await page.getByRole("button", { name: "Terminer" }).click();
  assert.equal(await step(6).count(), 0);
  await openJournal(page, url);
  assert.equal(await contacts(page).count(), 2);
  await page.getByRole("button", { name: "Supprimer tout le journal d'essai" }).click();
  await page.getByText("Journal d'essai supprimé.").waitFor();
  assert.equal(await page.getByRole("link", { name: /Tournée d'essai/ }).count(), 0);
});

/** Where the pictures of the screens are put. */
const PICTURES = join(import.meta.dirname, "results");

/** Opens each face of a round and of its form, and collects what `look` finds there. */
async function onEveryFace(page, url, look) {
  const found = [];
  const collect = async (name) => found.push(...(await look(name)).map((finding) => `${name}: ${finding}`));
  await page.goto(`${url}terrain`);
  await page.getByRole("button", { name: "Essayer sans risque" }).click();
  await page.getByRole("link", { name: /Tournée d'essai/ }).waitFor();
  await collect("terrain");
  await page.getByRole("link", { name: /Tournée d'essai/ }).click();
  await outcome(page, "Absent").waitFor();
  await collect("grid");
  await page.getByRole("button", { name: "Quitter" }).click();
  await outcome(page, "À repasser").click();
  await collect("day to come back");
  await outcome(page, "Retour").click();
  await outcome(page, "Autre").click();
  await collect("other outcomes");
  await outcome(page, "Ne plus passer").click();
  await collect("just tapped");
  await page.getByRole("button", { name: "En liste" }).click();
  await collect("list");
  await page.getByRole("button", { name: "En liste" }).click();
  await page.getByRole("button", { name: "Clore", exact: true }).click();
  await page.getByRole("button", { name: "Rouvrir" }).waitFor();
  await collect("closed");
  await place(page, "Terrain");
  await page.getByText("Tournées passées").click();
  await collect("terrain, rounds that are over");
  await page.getByRole("link", { name: "Préparer une tournée" }).click();
  await page.getByText("Équipe, but, objectif, campagne").click();
  await page.getByRole("button", { name: "Nouvel immeuble" }).click();
  await page.getByRole("button", { name: "Ajouter l'immeuble" }).click();
  await page.getByRole("alert").waitFor();
  await collect("form, refused");
  return found;
}

scenario("Rounds are for everybody: axe, thumbs, narrow screens, and nothing under a bar", async (world) => {
  const { page, url } = await ready(world, { reducedMotion: "reduce" });
  mkdirSync(PICTURES, { recursive: true });
  const look = async (name) => {
    const picture = (theme) =>
      page.screenshot({ path: join(PICTURES, `tournee-${name.replaceAll(/\W+/g, "-")}-360-${theme}.png`) });
    await picture("light");
    const found = [await axeFindings(page), await smallTargets(page), await sidewaysFindings(page), await coveredFocus(page)].flat();
    await page.emulateMedia({ colorScheme: "dark" });
    await picture("dark");
    found.push(...(await axeFindings(page, ["color-contrast"])).map((finding) => `dark: ${finding}`));
    await page.emulateMedia({ colorScheme: "light" });
    return found;
  };
  assertNone(await onEveryFace(page, url, look));
});

/** Times from a tap on Absent to the word that it is durable, six times slower. */
async function taps(page, count) {
  const times = [];
  for (let run = 0; run < count; run += 1) {
    await page.locator(".mot").getByRole("button", { name: "Fermer ce message" }).click().catch(() => {});
    // For the time of a double tap the bar hears nothing.
    await page.locator(".issues:not([aria-disabled])").waitFor();
    await slowDown(page, 6);
    times.push(await timeTo(outcome(page, "Absent"), ".mots", "absent"));
    await slowDown(page, 1);
  }
  return times;
}

measured("a tap on a door to its durable outcome, six times slower", async (world) => {
  for (const [name, building] of [["of 20 doors", {}], ["of 40 × 20", { nom: "Grande tour", niveaux: 40, portes: 20 }]]) {
    const { page, url } = await ready(world);
    await createJournal(page, url);
    await beginRound(page, building);
    await outcome(page, "Absent").click();
    await atDoor(page, 2).waitFor();
    const times = await taps(page, FULL ? 15 : 5);
    record(`a tap on a door, building ${name}, 6× slower`, quantile(times, 0.5), "ms", 100);
  }
});
