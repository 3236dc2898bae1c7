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
  await contacts(page).or(page.getByText("Aucun contact noté")).first().waitFor();
  return contacts(page);
}
