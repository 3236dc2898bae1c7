// The site in a folder of a host that knows nothing of the app but its 404 page.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

import { contacts, heading, installOzoir, noteContact, openJournal, visitOzoir } from "./support/app.mjs";
import { screens } from "./support/screens.mjs";
import { DEV, DIST, OZOIR, copySite, readPack } from "./support/site.mjs";
import { scenario } from "./support/world.mjs";

const BASE = "/outils/relais/";
const ACTION = readPack().noeuds.find((noeud) => noeud.niveau === "action");

scenario("The site that `dist` writes for a folder works there, by deep link, without network too", async (world) => {
  const site = world.folder("dist");
  execFileSync(DEV, ["dist", "--from", DIST, "--base", BASE, "--out", site], { stdio: "ignore" });
  const host = await world.host({ [BASE]: site }, { plain: true });
  const url = `${host.origin}${BASE}`;
  const deep = `${url}contrat/${OZOIR}/noeud/${ACTION.id}`;
  const { context, page } = await world.freshPhone();
  // A host of files answers an address that is no file with 404.html and its status; the browser says so.
  world.allow(/404.*\/contrat\//);
  const answer = await page.goto(deep);
  assert.equal(answer.status(), 404);
  await heading(page, ACTION.intitule).waitFor();
  await page.goto(url);
  await installOzoir(page, url);
  assert.ok(world.requests.every((address) => address.startsWith(url)), "nothing is asked outside the folder");

  await host.stop();
  world.allow(/ERR_CONNECTION_REFUSED.*contrats\/index\.json/);
  const again = await context.newPage();
  for (const { path, title } of screens().filter((screen) => screen.title)) {
    await again.goto(`${url}${path}`);
    await heading(again, title).waitFor();
  }
});

scenario("Two apps in two folders of one origin do not mix their data", async (world) => {
  const [one, two] = ["/centre/relais/", "/mairie/relais/"];
  const host = await world.host({
    [one]: copySite(world.folder("one"), { base: one }),
    [two]: copySite(world.folder("two"), { base: two }),
  });
  const { page } = await world.freshPhone();
  await installOzoir(page, `${host.origin}${one}`);
  await noteContact(page, `${host.origin}${one}`, { issue: "Refus", note: "Au centre" });
  await page.goto(`${host.origin}${two}`);
  await heading(page, "Vous êtes…").waitFor();
  await visitOzoir(page, `${host.origin}${two}`);
  assert.equal(await (await openJournal(page, `${host.origin}${two}`)).count(), 0);
  await noteContact(page, `${host.origin}${two}`, { issue: "Absent", note: "À la mairie" });
  await page.getByRole("button", { name: "Supprimer tout le journal d'essai" }).click();
  await page.getByText("Aucun contact noté").waitFor();

  const kept = await openJournal(page, `${host.origin}${one}`);
  assert.equal(await kept.count(), 1);
  assert.match(await contacts(page).innerText(), /Au centre/);
  const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).sort());
  const owned = ["/centre/relais", "/mairie/relais"].flatMap((folder) => [
    `relais${folder}:catalogue`,
    `relais${folder}:essai`,
    `relais${folder}:journal`,
  ]);
  assert.deepEqual(databases, owned);
});
