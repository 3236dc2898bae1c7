// The first use of the app, from the first question to a restart without any network.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { contacts, heading, installOzoir, noteContact, place, saved } from "./support/app.mjs";
import { NO_NEWS, inWholeBrowser } from "./support/world.mjs";
import { OZOIR, readPack } from "./support/site.mjs";

const CONTACT = { issue: "Échange", besoins: ["Je cherche un travail"], note: "Rappeler mardi." };
const PICTURES = join(import.meta.dirname, "results");

inWholeBrowser("A first use: reading, finding, noting a contact, and all of it again without network", async (world) => {
  const profile = world.folder("profile");
  const server = await world.serve();
  const { url } = server;
  const first = await world.phone(profile);
  await installOzoir(first.page, url);
  await walkDownToAction(first.page);
  await findAction(first.page);
  await noteContact(first.page, url, CONTACT);
  await checkJournal(first.page);
  await first.context.close();
  await server.stop();

  world.allow(NO_NEWS);
  const again = await world.phone(profile);
  await again.page.goto(url);
  // The profile chosen the first time opens its own place.
  await heading(again.page, readPack().contrat.intitule).waitFor();
  await walkDownToAction(again.page);
  await findAction(again.page);
  await place(again.page, "Terrain");
  await checkJournal(again.page);
  await again.page.goto(`${url}contrat/${OZOIR}/noeud/${action().id}`);
  await heading(again.page, action().intitule).waitFor();
  await takePictures(again.page, url);
  assert.ok(world.requests.every((address) => address.startsWith(url)), "nothing leaves the site");
});

/** An action with people, an indicator and a source of its own, and the way down to it. */
function action() {
  return readPack().noeuds.find((noeud) => noeud.id === "e4-3");
}

async function walkDownToAction(page) {
  const { noeuds, acteurs, indicateurs } = readPack();
  const above = [];
  for (let id = action().parent; id; id = noeuds.find((noeud) => noeud.id === id).parent) above.unshift(id);
  for (const id of above) {
    const { numero, intitule } = noeuds.find((noeud) => noeud.id === id);
    const title = numero ? `${numero}. ${intitule}` : intitule;
    await page.getByRole("button", { name: `Déplier : ${title}`, exact: true }).click();
  }
  await page.locator(".plan").getByRole("link", { name: action().intitule }).click();
  await heading(page, action().intitule).waitFor();
  const [lever] = noeuds
    .find((noeud) => noeud.id === action().parent)
    .leviers.filter((lever) => lever.actions.includes(action().id));
  const shown = page.locator(".levier");
  const pilot = acteurs.find((acteur) => acteur.id === lever.pilotes[0].acteur);
  await shown.getByRole("link", { name: pilot.nom }).waitFor();
  for (const id of lever.indicateurs) {
    const { intitule } = indicateurs.find((indicateur) => indicateur.id === id);
    assert.ok((await shown.innerText()).includes(intitule), `the indicator ${id} is shown`);
  }
  const source = await page.locator(".source").last().innerText();
  assert.match(source, new RegExp(`^Source : .*${action().sources[0].repere}`));
}

async function findAction(page) {
  await page.getByRole("link", { name: "Chercher dans le contrat" }).click();
  await page.getByRole("searchbox").pressSequentially("journe metie benef");
  const found = page.locator("main .carte").filter({ hasText: action().intitule });
  await found.click();
  await heading(page, action().intitule).waitFor();
}

async function checkJournal(page) {
  const contact = contacts(page);
  await contact.first().waitFor();
  assert.equal(await contact.count(), 1);
  const words = await contact.innerText();
  for (const part of [CONTACT.issue, ...CONTACT.besoins, CONTACT.note, "Anne Frank"]) {
    assert.ok(words.includes(part), `"${part}" is listed in: ${words}`);
  }
}

/** Pictures for people to look at: the story's screens on a phone and on a desk, light and dark. */
async function takePictures(page, url) {
  mkdirSync(PICTURES, { recursive: true });
  const places = {
    aides: "aides",
    contrat: "contrat",
    action: `contrat/${OZOIR}/noeud/${action().id}`,
    terrain: "terrain",
    contact: "terrain/contact",
  };
  for (const [name, path] of Object.entries(places)) {
    await page.goto(`${url}${path}`);
    await page.locator("main h1").waitFor();
    await page.locator(".attente").waitFor({ state: "detached" });
    for (const [width, height] of [[360, 740], [1280, 800]]) {
      await page.setViewportSize({ width, height });
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: join(PICTURES, `${name}-${width}-${colorScheme}.png`) });
      }
    }
  }
}
