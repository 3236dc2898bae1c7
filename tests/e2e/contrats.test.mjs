// Every contract of the site, from its root down to its deepest level, and the switch from one to another.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";

import { heading, kept } from "./support/app.mjs";
import { DIST, readPack } from "./support/site.mjs";
import { scenario } from "./support/world.mjs";

const ids = readdirSync(join(DIST, "contrats"))
  .filter((name) => name !== "index.json" && name.endsWith(".json"))
  .map((name) => name.replace(".json", ""));

for (const id of ids) {
  scenario(`The outline of ${id} opens down to its deepest level, and every page of its lists has its title`, async (world) => {
    const server = await world.serve();
    const { page } = await world.freshPhone();
    const pack = readPack(DIST, id);
    await page.goto(`${server.url}contrat/${id}`);
    await heading(page, pack.contrat.intitule).waitFor();

    const path = deepest(pack);
    for (const noeud of path.slice(0, -1)) {
      await page.getByRole("button", { name: `Déplier : ${titled(noeud)}`, exact: true }).first().click();
    }
    const last = path.at(-1);
    await page.locator(`.plan a[href$="/noeud/${last.id}"]`).click();
    await heading(page, last.intitule).waitFor();
    assert.equal(await page.locator(".chemin li").count(), path.length, "the way up names every level, and the contract");
    const source = await page.locator(".source").last().innerText();
    assert.ok(source.includes(last.sources[0].repere), `${source} names ${last.sources[0].repere}`);

    for (const [list, items] of Object.entries({ dispositifs: pack.dispositifs, acteurs: pack.acteurs, sigles: pack.sigles })) {
      if (!items?.length) continue;
      await page.goto(`${server.url}contrat/${id}/liste/${list}`);
      await page.locator("main .cartes").waitFor();
      assert.equal(await page.locator("main .cartes .carte").count(), items.length, `${list} are all listed`);
    }
  });
}

scenario("A contract is chosen with its size in sight, and another one is opened by its address", async (world) => {
  const server = await world.serve();
  const { page } = await world.freshPhone();
  await page.goto(`${server.url}contrat`);
  const [first, other] = ids.map((id) => readPack(DIST, id));
  const card = page.getByRole("button", { name: first.contrat.territoire });
  assert.match(await card.innerText(), new RegExp(`${first.noeuds.length} éléments.*version ${first.version}.* ko`, "s"));
  await card.click();
  await heading(page, first.contrat.intitule).waitFor();
  await page.goto(`${server.url}contrat/${other.id}/noeud/${other.noeuds[0].id}`);
  await heading(page, other.noeuds[0].intitule).waitFor();
  await page.goto(`${server.url}plus/contrats`);
  await page.getByText("Ouvert", { exact: true }).waitFor();
  assert.equal(await kept(page).count(), 2, "both are kept");
});

/** The nodes from a root to the first of the deepest nodes. */
function deepest({ noeuds }) {
  const byId = new Map(noeuds.map((noeud) => [noeud.id, noeud]));
  const pathTo = (noeud) => (noeud ? [...pathTo(byId.get(noeud.parent)), noeud] : []);
  return noeuds.map(pathTo).reduce((best, path) => (path.length > best.length ? path : best), []);
}

const titled = ({ numero, intitule }) => (numero ? `${numero}. ${intitule}` : intitule);
