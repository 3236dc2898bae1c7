// The picture of a contract, the missions and the doubts: what a project team looks at.

import assert from "node:assert/strict";

import { heading, visitOzoir } from "./support/app.mjs";
import { DIST, OZOIR, readPack } from "./support/site.mjs";
import { scenario } from "./support/world.mjs";

const pack = readPack();
const childrenOf = (id) => pack.noeuds.filter((noeud) => (noeud.parent ?? null) === id);
const leavesOf = (id) => {
  const children = childrenOf(id);
  return children.length === 0 ? 1 : children.reduce((sum, child) => sum + leavesOf(child.id), 0);
};
const named = (id) => pack.noeuds.find((noeud) => noeud.id === id);
const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? "");

async function openPicture(world, path = "") {
  const server = await world.serve();
  const { page } = await world.freshPhone();
  await visitOzoir(page, server.url);
  await page.goto(`${server.url}contrat/${OZOIR}${path}`);
  return { page, url: server.url };
}

scenario("The picture is opened, looked into and left again, and its table says the same figures", async (world) => {
  const { page } = await openPicture(world);
  await page.getByRole("link", { name: "En image" }).click();
  await heading(page, "Le contrat en image").waitFor();
  const pillar = named("cohesion") ?? childrenOf(null).find((noeud) => noeud.niveau === "pilier");
  const block = page.getByRole("link", { name: new RegExp(`^${pillar.intitule}, .* ${leavesOf(pillar.id)} lignes d'action`) });
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: pillar.intitule }) });
  assert.equal(await row.getByRole("cell").first().innerText(), String(leavesOf(pillar.id)));
  const total = childrenOf(null).reduce((sum, root) => sum + leavesOf(root.id), 0);
  assert.equal(await page.locator("tfoot td").first().innerText(), String(total), "the whole is the sum");

  await block.click();
  await heading(page, pillar.intitule).waitFor();
  await page.getByRole("link", { name: "Dispositifs cités", exact: true }).click();
  await page.waitForURL(/image\/dispositifs\//);
  assert.equal(await page.locator("tbody tr").count() >= childrenOf(pillar.id).length, true);
  await page.goBack();
  await page.goBack();
  await heading(page, "Le contrat en image").waitFor();
  await block.click();
  await heading(page, pillar.intitule).waitFor();
  await page.getByRole("link", { name: "Lire cette partie" }).click();
  await heading(page, pillar.intitule).waitFor();
  assert.match(page.url(), /\/noeud\//);
});

scenario("The blocks are walked by arrow keys and opened with Enter", async (world) => {
  const { page } = await openPicture(world, "/image/actions");
  await heading(page, "Le contrat en image").waitFor();
  const first = page.locator("a.bloc-image").first();
  await first.focus();
  const pillar = await focused(page);
  await page.keyboard.press("ArrowRight");
  const child = await focused(page);
  assert.notEqual(child, pillar, "right leads to a part of it");
  await page.keyboard.press("ArrowDown");
  const next = await focused(page);
  assert.notEqual(next, child, "down leads to its neighbour");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(page), child, "and up leads back");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await focused(page), pillar, "left leads to what holds it");
  const opened = childrenOf(null).find(({ intitule }) => pillar.startsWith(intitule));
  await page.keyboard.press("Enter");
  await heading(page, opened.intitule).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
});

scenario("No words stick out of their block, in any contract, at any width", async (world) => {
  const server = await world.serve();
  for (const width of [320, 360, 1280]) {
    const { page } = await world.freshPhone({ viewport: { width, height: 740 } });
    for (const id of ["grand-paris-sud-2019", "seine-amont-2015", "brest-cucs-2006"]) {
      await page.goto(`${server.url}contrat/${id}/image/actions`);
      await page.locator(".icicle").waitFor();
      const out = await page.locator(".mots-bloc").evaluateAll((all) =>
        all
          .filter((words) => {
            const [inner, outer] = [words.getBoundingClientRect(), words.closest("foreignObject").getBoundingClientRect()];
            return inner.bottom > outer.bottom + 1 || inner.right > outer.right + 1 || inner.width < 20;
          })
          .map((words) => words.textContent),
      );
      assert.deepEqual(out, [], `${id} at ${width}`);
      const [first, ...others] = readPack(DIST, id).noeuds.filter((noeud) => !noeud.parent);
      const rows = await page.locator("tbody tr").count();
      assert.equal(rows, others.length + 1, `${id}: every branch is in the table, from ${first.intitule}`);
    }
  }
});

scenario("The missions say what is only possible, and which contract asks nothing", async (world) => {
  const { page, url } = await openPicture(world, "");
  await page.getByRole("link", { name: "Missions de l'adulte-relais" }).click();
  await heading(page, "Missions de l'adulte-relais").waitFor();
  const asked = pack.noeuds.filter((noeud) => noeud.adulte_relais);
  await page.getByText(`Demandé aux adultes-relais : ${asked.length} fois, dont ${asked.length} sous condition.`).waitFor();
  for (const { intitule } of asked) await page.getByRole("link", { name: intitule }).first().waitFor();
  assert.ok((await page.locator(".mission .eventuel").count()) >= asked.length);
  await page.goto(`${url}contrat/chennevieres-cucs/missions`);
  await page.getByText("Ce contrat ne demande rien aux adultes-relais.").waitFor();
});

scenario("The doubts are counted by kind, with the candidates of each open pairing", async (world) => {
  const { page } = await openPicture(world, "/doutes");
  await heading(page, "Doutes du document").waitFor();
  const levers = pack.noeuds.flatMap((noeud) => noeud.leviers ?? []);
  const open = levers.filter(({ certitude }) => certitude === "ambigue");
  await page.getByRole("heading", { name: `Rattachements ouverts (${open.length})` }).waitFor();
  await page.getByRole("heading", { name: `Contradictions et coquilles (${pack.anomalies.length})` }).waitFor();
  const first = page.locator("#ouverts .levier").first();
  for (const id of open[0].actions) await first.getByRole("link", { name: named(id).intitule }).waitFor();
  await page.getByRole("link", { name: /^Contradictions et coquilles/ }).click();
  await page.waitForURL(/#anomalies$/);
  await heading(page, "Doutes du document").waitFor();
});
