// What a person does on a round, in words.

import { heading, place } from "./app.mjs";

/** The button by which the practice begins, with an invented round and its tour. */
export async function practise(page, url) {
  await page.goto(`${url}terrain`);
  await page.getByRole("button", { name: "Essayer sans risque" }).click();
  await page.getByRole("link", { name: /Tournée d'essai/ }).waitFor();
}

/** Describes a building in the form of a round, and waits until it is chosen. */
export async function describe(page, { nom = "Tour A", halls = 1, niveaux = 5, portes = 4, premier = 1 } = {}) {
  await page.getByLabel("Adresse ou nom de l'immeuble").fill(nom);
  await page.getByLabel("Halls", { exact: true }).fill(String(halls));
  await page.getByLabel("Niveaux, rez-de-chaussée compris").fill(String(niveaux));
  await page.getByLabel("Portes par palier").fill(String(portes));
  await page.getByLabel("Numéro de la première porte").fill(String(premier));
  await page.getByRole("button", { name: "Ajouter l'immeuble" }).click();
}

/** Plans a round of one new building by the links of the app, and begins it. */
export async function beginRound(page, building) {
  await place(page, "Terrain");
  await page.getByRole("link", { name: "Préparer une tournée" }).click();
  await heading(page, "Préparer une tournée").waitFor();
  await describe(page, building);
  await page.locator("button[name=immeuble][aria-pressed=true]").waitFor();
  await page.getByRole("button", { name: "Préparer la tournée" }).click();
  await heading(page, "Tournée").waitFor();
  await page.getByRole("button", { name: "Commencer la tournée" }).click();
  await outcome(page, "Absent").waitFor();
}

/** A button of the bar. */
export const outcome = (page, name) => page.locator(".issues").getByRole("button", { name, exact: true });

/** What the bar says of the door that it acts on: "Porte 5, 1er étage". */
export const atDoor = (page, number) => page.locator(".issues-porte").getByText(`Porte ${number},`, { exact: false });

/** What the page says of the round: "3 portes faites sur 20". */
export const progress = (page, words) => page.locator(".tournee-tete").getByText(words, { exact: true });

/** A door of the grid or of the list, by its number. */
export const door = (page, number) => page.getByRole("button", { name: new RegExp(`^Porte ${number}\\b`) });

/** Touches "Absent" so many times, each once the one before is durable. */
export async function absentDoors(page, from, to) {
  for (let number = from; number <= to; number += 1) {
    await atDoor(page, number).waitFor();
    await outcome(page, "Absent").click();
  }
}
