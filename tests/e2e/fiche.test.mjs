// The sheet of a contact, what is noted beside contacts, a contact's page: few taps, no typing that is owed, nothing
// lost, nobody named who did not agree.

import assert from "node:assert/strict";

import { assertNone, axeFindings, coveredFocus, sidewaysFindings, smallTargets } from "./support/accessibility.mjs";
import { contacts, createJournal, fillContact, heading, openJournal, place, saveButton, saved, typePhrase, visitOzoir } from "./support/app.mjs";
import { quantile, record, slowDown, timeTo } from "./support/measures.mjs";
import { atDoor, beginRound, describe, outcome, progress } from "./support/tournee.mjs";
import { FULL, measured, scenario } from "./support/world.mjs";

/** A phone with the contract on it. */
async function ready(world, options) {
  const server = await world.serve();
  const phone = await world.freshPhone({ reducedMotion: "reduce", ...options });
  await visitOzoir(phone.page, server.url);
  return { ...phone, server, url: server.url };
}

/** Counts the taps of a story. */
function thumb() {
  const taps = { count: 0 };
  taps.on = async (locator) => {
    taps.count += 1;
    await locator.click();
  };
  return taps;
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const need = (page, words) => page.getByRole("button", { name: words });
/** What the contract offers under the needs. */
const offer = (page) => page.locator(".offre .carte");
/** Unfolds what is folded away under these words. */
const unfold = (page, words) => page.locator("summary", { hasText: new RegExp(`^\\s*${words}`) }).first().click();

scenario("A conversation with one need is noted in four taps, and nothing is typed", async (world) => {
  const { page, url } = await ready(world);
  await fillContact(page, url, { issue: "Refus" });
  await saveButton(page).click();
  await saved(page).waitFor();
  const taps = thumb();
  await taps.on(page.getByRole("link", { name: "Noter un contact" }));
  await heading(page, "Noter un contact").waitFor();
  await taps.on(button(page, "Échange"));
  await taps.on(need(page, "Je cherche un travail"));
  await offer(page).first().waitFor();
  await taps.on(saveButton(page));
  await heading(page, "Terrain").waitFor();
  await contacts(page).nth(1).waitFor();
  assert.match(await contacts(page).first().innerText(), /Échange[\s\S]*Je cherche un travail/);
  assert.ok(taps.count <= 5, `${taps.count} taps`);
});

scenario("Behind a known door: an orientation and a day to come back in five taps, then the next door", async (world) => {
  const { page, url } = await ready(world);
  await createJournal(page, url);
  await beginRound(page, { niveaux: 2, portes: 4 });
  const taps = thumb();
  await taps.on(outcome(page, "Échange"));
  await heading(page, "Noter un contact").waitFor();
  await page.getByText("Tour A, hall 1, porte 1").waitFor();
  await taps.on(need(page, "Je cherche un travail"));
  const first = offer(page).first();
  const place = await first.locator(".carte-titre").innerText();
  assert.match(await first.innerText(), /pour ce besoin/);
  await taps.on(first);
  await page.getByText("Orientations", { exact: true }).waitFor();
  await taps.on(button(page, "Demain"));
  await taps.on(saveButton(page));
  await heading(page, "Tournée").waitFor();
  await atDoor(page, 2).waitFor();
  await progress(page, "1 porte faite sur 8").waitFor();
  assert.equal(taps.count, 5);

  await page.getByRole("link", { name: "Terrain" }).first().click();
  const row = contacts(page).first();
  await row.click();
  await heading(page, "Un contact").waitFor();
  const said = await page.locator("main").innerText();
  assert.ok(said.includes(place) && /Proposée le/.test(said) && said.includes("À relancer"), said);
  assert.ok(said.includes("Tour A, hall 1") && !said.includes("porte 1"), "a conversation keeps the hall, not the door");
});

scenario("A contact behind a door is taken back whole: the door waits again", async (world) => {
  const { page, url } = await ready(world);
  await page.goto(`${url}terrain/preparer`);
  await describe(page, { niveaux: 2, portes: 2 });
  await page.locator("button[name=immeuble][aria-pressed=true]").waitFor();
  await page.getByRole("button", { name: "Préparer la tournée" }).click();
  await page.getByRole("button", { name: "Commencer la tournée" }).click();
  await outcome(page, "Échange").click();
  await saveButton(page).click();
  await progress(page, "1 porte faite sur 4").waitFor();
  await page.getByRole("button", { name: "Annuler" }).click();
  await progress(page, "0 porte faite sur 4").waitFor();
  await page.reload();
  await progress(page, "0 porte faite sur 4").waitFor();
});

scenario("Suggestions follow the person: made for the young first, with the reason in words; more on demand", async (world) => {
  const { page, url } = await ready(world);
  await fillContact(page, url, { issue: "Échange", besoins: ["Je cherche un travail"] });
  assert.equal(await offer(page).count(), 3);
  await unfold(page, "Qui");
  await button(page, "18 à 25 ans").click();
  await offer(page).first().getByText("pour les 16-25 ans").waitFor();
  await button(page, "Voir d'autres propositions").click();
  await offer(page).nth(3).waitFor();
  // A second need: the others come back, and both count.
  await button(page, "Autre besoin").click();
  await need(page, "Je veux me former").click();
  await offer(page).first().getByText("pour 2 de ces besoins").waitFor();
  assert.equal(await page.locator("button[name=besoin]").count(), 2);
});

scenario("A place outside of the contract is found or written, its step set, the objective shown", async (world) => {
  const { page, url } = await ready(world);
  await fillContact(page, url, { issue: "Échange", besoins: ["Je cherche un travail"] });
  await unfold(page, "Orienter ailleurs");
  const field = page.getByLabel("Un lieu, un service, une personne-ressource");
  await field.fill("mission loc");
  await page.locator("button[name=vers][value^='acteur:']").first().waitFor();
  // Enter looks for something; it does not save the sheet.
  await field.press("Enter");
  await field.fill("La bibliothèque du bas");
  await page.getByRole("button", { name: /La bibliothèque du bas.*hors contrat/ }).click();
  assert.equal(await field.inputValue(), "");
  await unfold(page, "Étape");
  await button(page, "Contact pris").click();
  await offer(page).first().click();
  await page.locator("summary", { hasText: "Objectif du contrat" }).filter({ hasNotText: "aucun" }).waitFor();
  await saveButton(page).click();
  await saved(page).waitFor();
  await contacts(page).first().click();
  const said = await page.locator("main").innerText();
  assert.match(said, /La bibliothèque du bas\s+Contact pris le/);
  assert.match(said, /Objectif du contrat/);
});

scenario("A note that gives somebody away is told so with the reason, and is saved all the same", async (world) => {
  const { page, url } = await ready(world);
  await fillContact(page, url, { issue: "Échange", note: "Rappeler au 06 12 34 56 78, il est diabétique" });
  await page.getByText(/un numéro de téléphone/).waitFor();
  await page.getByText(/un état de santé.*La loi interdit/).waitFor();
  await saveButton(page).click();
  await saved(page).waitFor();
});

scenario("No name before the box is ticked; a number in its place is told, and kept as a number", async (world) => {
  const { page, url } = await ready(world);
  await fillContact(page, url, { issue: "Échange" });
  assert.equal(await page.getByLabel("Prénom ou pseudonyme").count(), 0);
  await page.getByRole("checkbox", { name: /La personne est d'accord/ }).click();
  await page.getByLabel("Prénom ou pseudonyme").fill("06 12 34 56 78");
  await page.getByText("C'est un numéro de téléphone.").waitFor();
  await saveButton(page).click();
  await saved(page).waitFor();
  await contacts(page).first().click();
  await page.getByText("Sans nom").waitFor();
  await page.locator("a[href='tel:0612345678']").waitFor();
  await unfold(page, "La personne ne veut plus");
  await button(page, "Effacer pour de bon").click();
  await page.getByText("Effacé pour de bon.", { exact: true }).waitFor();
  assert.equal(await page.getByText("Sans nom").count(), 0);
  assert.equal(await page.getByText("Échange", { exact: true }).count(), 1, "the contact stays");
});

scenario("A day gone by is said so and refused in words, and the sheet stays as it was", async (world) => {
  const { page, url } = await ready(world);
  await fillContact(page, url, { issue: "Absent", note: "Reste là" });
  await page.locator("input[name=date]").fill("2020-01-01");
  await page.getByText("Ce jour est déjà passé.").waitFor();
  await saveButton(page).click();
  await page.getByRole("alert").getByText("Le jour pour revenir est déjà passé.").waitFor();
  assert.equal(await page.getByLabel("Note (facultative)").inputValue(), "Reste là");
  await button(page, "1 semaine").click();
  await saveButton(page).click();
  await saved(page).waitFor();
});

scenario("A page that is hidden, a screen that turns: the sheet is as it was; a locked one is gone on with", async (world) => {
  const { page, url } = await ready(world);
  const { phrase } = await createJournal(page, url);
  await place(page, "Terrain");
  await page.getByRole("link", { name: "Noter un contact" }).click();
  await button(page, "Échange").click();
  await need(page, "Je cherche un travail").click();
  await offer(page).first().click();
  await page.getByLabel("Note (facultative)").fill("Avant l'appel");
  await page.setViewportSize({ width: 740, height: 360 });
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  });
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => false });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  });
  await page.setViewportSize({ width: 360, height: 740 });
  const whole = async () => {
    assert.equal(await page.getByLabel("Note (facultative)").inputValue(), "Avant l'appel");
    assert.equal(await page.locator(".orientations > li").count(), 1);
  };
  await whole();
  await button(page, "Masquer").click();
  await place(page, "Terrain");
  await typePhrase(page, phrase);
  await button(page, "Reprendre la saisie").click();
  await heading(page, "Noter un contact").waitFor();
  await whole();
  await saveButton(page).click();
  await page.getByText("Contact enregistré.").waitFor();
});

scenario("The notice for the person is one tap from the sheet, and the sheet waits behind it", async (world) => {
  const { page, url } = await ready(world);
  await fillContact(page, url, { issue: "Échange", note: "Toujours là" });
  await page.getByRole("button", { name: /Qui écrit, quoi, pourquoi/ }).click();
  await page.getByText("Comment dire non ?").waitFor();
  assert.equal(await saveButton(page).isVisible(), false);
  await button(page, "Revenir à la fiche").click();
  assert.equal(await page.getByLabel("Note (facultative)").inputValue(), "Toujours là");
  await page.goto(`${url}terrain/qui-ecrit`);
  await heading(page, "Qui écrit, quoi, pourquoi").waitFor();
});

scenario("In the street there is no closed door, and a group is told by counts", async (world) => {
  const { page, url } = await ready(world);
  await page.goto(`${url}terrain/contact`);
  await unfold(page, "Où");
  await button(page, "Rue, espace public").click();
  assert.equal(await button(page, "Logement vide").count(), 0);
  await page.getByLabel("Lieu, en quelques mots").fill("Devant l'école");
  await button(page, "Échange").click();
  await unfold(page, "Qui");
  await button(page, "+ 10").click();
  await button(page, "Femme").click();
  await button(page, "D'autres personnes").click();
  await button(page, "Une personne de plus").click();
  await button(page, "12 à 17 ans").click();
  await saveButton(page).click();
  await saved(page).waitFor();
  await contacts(page).first().click();
  const said = await page.locator("main").innerText();
  assert.match(said, /Rue, espace public · .*Devant l'école/);
  assert.match(said, /10 personnes · Femme · 2 personnes · 12 à 17 ans/);
});

scenario("A contact is corrected, moved on, come back to, erased and brought back; its history says so", async (world) => {
  const { page, url } = await ready(world);
  await fillContact(page, url, { issue: "Échange", besoins: ["Je cherche un travail"], note: "Avant" });
  await offer(page).first().click();
  await button(page, "Demain").click();
  await saveButton(page).click();
  await saved(page).waitFor();
  await contacts(page).first().click();
  await heading(page, "Un contact").waitFor();
  await page.getByRole("button", { name: "Obtenu" }).click();
  await page.getByText("Obtenu le").waitFor();
  await page.getByRole("button", { name: "C'est fait" }).click();
  await page.getByText("À relancer").waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Corriger" }).click();
  await heading(page, "Corriger un contact").waitFor();
  await page.getByLabel("Note (facultative)").fill("Après");
  await saveButton(page).click();
  await heading(page, "Un contact").waitFor();
  await page.getByText("Après").waitFor();
  await unfold(page, "Histoire");
  const history = await page.locator("details.bloc ol").innerText();
  for (const words of ["noté", "Obtenu", "revenu le", "note écrite"]) assert.ok(history.includes(words), history);
  await page.getByRole("button", { name: "Effacer ce contact" }).click();
  await page.getByText("Contact effacé.").waitFor();
  assert.equal(await contacts(page).count(), 0);
  await page.getByRole("button", { name: "Annuler" }).click();
  await contacts(page).waitFor();
  assert.match(await (await openJournal(page, url)).innerText(), /Après/);
});

scenario("Acts, collective actions and things out of order are noted, listed and taken back", async (world) => {
  const { page, url } = await ready(world);
  const begin = async (name) => {
    await page.goto(`${url}terrain/noter`);
    await page.getByRole("link", { name }).click();
    await heading(page, name).waitFor();
  };
  await begin("Noter une démarche");
  await page.getByLabel("Combien ?").fill("3");
  await saveButton(page).click();
  await page.getByRole("alert").getByText("Il manque : de quoi il s'agit.").waitFor();
  assert.equal(await page.getByLabel("Combien ?").inputValue(), "3", "what was typed stays");
  await page.getByRole("radio", { name: "Rendez-vous pris" }).check();
  await saveButton(page).evaluate((save) => [1, 2, 3, 4, 5].forEach(() => save.click()));
  await heading(page, "Terrain").waitFor();

  await begin("Noter une action collective");
  await page.getByRole("radio", { name: "Atelier" }).check();
  await page.getByLabel("Combien de personnes ?").fill("12");
  await unfold(page, "Par âge et sexe");
  await page.getByLabel("Femmes, 26 à 39 ans").fill("4");
  await saveButton(page).click();
  await heading(page, "Terrain").waitFor();

  await begin("Noter une veille technique");
  await page.getByRole("radio", { name: "Ascenseur" }).check();
  await page.getByLabel("Où ?").fill("12 rue des Lilas");
  await page.getByLabel("Transmis à qui ?").fill("Bailleur");
  await saveButton(page).click();
  await heading(page, "Terrain").waitFor();
  const rows = page.locator(".contact", { has: page.locator("button[name=annuler]") });
  await rows.nth(2).waitFor();
  const said = (await rows.allInnerTexts()).join("\n");
  for (const words of ["Rendez-vous pris", "× 3", "12 personnes", "12 rue des Lilas · transmis : Bailleur"]) {
    assert.ok(said.includes(words), said);
  }
  await page.getByRole("button", { name: "Effacer : Ascenseur" }).click();
  await rows.nth(2).waitFor({ state: "detached" });
  assert.equal(await rows.count(), 2);
});

scenario("axe, thumbs and narrow screens find nothing on the sheet in any of its states", async (world) => {
  const { page, url } = await ready(world);
  const found = [];
  const collect = async (name) => {
    await page.locator("details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
    for (const look of [axeFindings, smallTargets, sidewaysFindings, coveredFocus]) {
      found.push(...(await look(page)).map((finding) => `${name}: ${finding}`));
    }
    await page.emulateMedia({ colorScheme: "dark" });
    found.push(...(await axeFindings(page, ["color-contrast"])).map((finding) => `${name}, dark: ${finding}`));
    await page.emulateMedia({ colorScheme: "light" });
  };
  await fillContact(page, url, { issue: "Échange", besoins: ["Je cherche un travail"], note: "06 12 34 56 78" });
  await offer(page).first().click();
  await button(page, "1 semaine").click();
  await page.getByRole("checkbox", { name: /La personne est d'accord/ }).click();
  await page.getByLabel("Prénom ou pseudonyme").fill("06 12 34 56 78");
  await collect("sheet, full");
  await saveButton(page).click();
  await saved(page).waitFor();
  await contacts(page).first().click();
  await heading(page, "Un contact").waitFor();
  await collect("contact");
  for (const path of ["demarche", "action-collective", "veille"]) {
    await page.goto(`${url}terrain/noter/${path}`);
    await page.locator("form[name=noter]").waitFor();
    await collect(path);
  }
  assertNone(found);
});

measured("a need touched to its suggestions, six times slower", async (world) => {
  const { page, url } = await ready(world);
  const times = [];
  for (let run = 0; run < (FULL ? 15 : 5); run += 1) {
    await fillContact(page, url, { issue: "Échange" });
    await slowDown(page, 6);
    times.push(await timeTo(need(page, "Je cherche un travail"), ".offre .carte"));
    await slowDown(page, 1);
  }
  record("a need to its suggestions, 6× slower", quantile(times, 0.5), "ms", 100);
});
