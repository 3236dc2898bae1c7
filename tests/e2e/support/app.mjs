// What a person does with the app, in words.

import { OZOIR } from "./site.mjs";
import { NO_NEWS } from "./world.mjs";

/** The heading of the page, once it says `title`. */
export const heading = (page, title) => page.getByRole("heading", { level: 1, name: title, exact: true });

/** Opens the app for the first time and reads the contract of Ozoir, whether the site offers one or several. */
export async function installOzoir(page, url, profil = "Équipe du contrat") {
  await page.goto(url);
  await heading(page, "Vous êtes…").waitFor();
  await page.getByRole("button", { name: profil }).click();
  await place(page, "Contrat");
  const offered = page.getByRole("button", { name: /Ozoir-la-Ferrière/ });
  const open = page.locator(".plan");
  await offered.or(open).first().waitFor();
  if (await offered.isVisible()) await offered.click();
  await open.waitFor();
  await offlineReady(page);
}

/**
 * A phone on which the contract of Ozoir was read once, switched off since, and without its server: the folder of what
 * it keeps, and the address that still answers. `use` does more with it before it is switched off.
 */
export async function withoutServer(world, use = async () => {}) {
  const profile = world.folder("profile");
  const server = await world.serve();
  const { context, page } = await world.phone(profile);
  await installOzoir(page, server.url);
  await use(page, server.url);
  await context.close();
  await server.stop();
  world.allow(NO_NEWS);
  return { profile, url: server.url };
}

/** Opens a phone's app at the contract of Ozoir by its address. */
export async function visitOzoir(page, url) {
  await page.goto(`${url}contrat/${OZOIR}`);
  await page.locator(".plan").waitFor();
  await offlineReady(page);
}

/** The app is whole on the phone. */
export const offlineReady = (page) => page.locator("html[data-offline=ready]").waitFor();

/** Touches one of the five places. */
export const place = (page, name) =>
  page.getByRole("navigation", { name: "Les cinq places" }).getByRole("link", { name }).click();

/** Fills the form of a contact and leaves it unsaved. */
export async function fillContact(page, url, { issue = "Absent", besoins = [], note = "" } = {}) {
  await page.goto(`${url}terrain/contact`);
  await heading(page, "Noter un contact").waitFor();
  await page.getByRole("button", { name: issue, exact: true }).click();
  for (const besoin of besoins) await page.getByRole("button", { name: besoin }).click();
  if (note) await page.getByLabel("Note (facultative)").fill(note);
}

/** The button that saves a contact. */
export const saveButton = (page) => page.getByRole("button", { name: "Enregistrer", exact: true });

/** What the app says once a contact is durable. */
export const saved = (page) => page.getByText("Contact enregistré dans le journal d'essai.");

/** Notes a contact and waits until it is durable. */
export async function noteContact(page, url, contact) {
  await fillContact(page, url, contact);
  await saveButton(page).click();
  await saved(page).waitFor();
}

/** The contracts that "Mes contrats" shows as kept on this phone. */
export const kept = (page) => page.locator(".garde:has(button[name=retirer])");

/** The contacts that the journal lists. */
export const contacts = (page) => page.locator(".contact");

/** Opens the journal and waits until it has been read. */
export async function openJournal(page, url) {
  await page.goto(`${url}terrain`);
  const none = page.getByText("Aucun contact noté").or(page.getByRole("link", { name: "Créer mon journal" }));
  await contacts(page).or(none).first().waitFor();
  return contacts(page);
}

/** The words that a page shows to be written down. */
const shownWords = (page, nth = 0) => page.locator(".mots-secrets").nth(nth).getByRole("listitem").allInnerTexts();

/** Types the words that a proof asks for. */
async function proveWords(page, words) {
  const labels = page.getByText(/^Mot numéro \d+$/);
  await labels.first().waitFor();
  for (const label of await labels.allInnerTexts()) {
    await page.getByLabel(label, { exact: true }).fill(words[Number(label.match(/\d+/)[0]) - 1]);
  }
}

/** Makes a journal as a new user does. Returns the phrase and the sheet that were shown. */
export async function createJournal(page, url) {
  await page.goto(`${url}terrain`);
  await page.getByRole("link", { name: "Créer mon journal" }).click();
  await heading(page, "Votre phrase secrète").waitFor();
  await page.locator(".mots-secrets").waitFor();
  const phrase = await shownWords(page);
  await page.getByRole("link", { name: "C'est écrit" }).click();
  await heading(page, "Vérifions la phrase").waitFor();
  await proveWords(page, phrase);
  await page.getByRole("button", { name: "Continuer" }).click();
  await heading(page, "Votre fiche de secours").waitFor();
  const sheet = await shownWords(page);
  await page.getByRole("link", { name: "Je l'ai écrite" }).click();
  await heading(page, "Vérifions la fiche").waitFor();
  await proveWords(page, sheet);
  await page.getByRole("button", { name: "Créer mon journal" }).click();
  await page.getByText("Votre journal est créé.").waitFor();
  await hideButton(page).waitFor();
  return { phrase: phrase.join(" "), sheet: sheet.join(" ") };
}

/** Goes through the two first steps of another phrase, once the journal is open. Returns the phrase. */
export async function anotherPhrase(page) {
  await page.locator(".mots-secrets").waitFor();
  const phrase = await shownWords(page);
  await page.getByRole("link", { name: "C'est écrit" }).click();
  await heading(page, "Vérifions la phrase").waitFor();
  await proveWords(page, phrase);
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByText("La nouvelle phrase est en place.").waitFor();
  return phrase.join(" ");
}

/** The button that locks at once; it shows while the journal is open. */
export const hideButton = (page) => page.getByRole("button", { name: "Masquer", exact: true });

/** Goes to the lock and types a phrase. */
export async function typePhrase(page, phrase) {
  await page.getByLabel("Votre phrase secrète").fill(phrase);
  await page.getByRole("button", { name: "Ouvrir", exact: true }).click();
}

/** Opens the locked journal. */
export async function unlock(page, url, phrase) {
  await page.goto(`${url}terrain`);
  await typePhrase(page, phrase);
  await hideButton(page).waitFor();
}

/** Follows links to the form of a contact, as going by address would lock the journal; then fills and saves it. */
export async function noteHere(page, contact) {
  await fillHere(page, contact);
  await saveButton(page).click();
  await heading(page, "Terrain").waitFor();
}

/** Follows links to the form of a contact, fills it and leaves it unsaved. */
export async function fillHere(page, { issue = "Absent", note = "" } = {}) {
  await place(page, "Terrain");
  await page.getByRole("link", { name: /^Noter un contact/ }).click();
  await heading(page, "Noter un contact").waitFor();
  await page.getByRole("button", { name: issue, exact: true }).click();
  if (note) await page.getByLabel("Note (facultative)").fill(note);
}
