// Many contracts in one pocket: installed together, switched, removed with a way back, loaded from a file, compared.

import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { assertNone, axeFindings, sidewaysFindings, smallTargets } from "./support/accessibility.mjs";
import { heading, kept, offlineReady, visitOzoir } from "./support/app.mjs";
import { DIST, OZOIR, change, copySite, readPack, readPacks, sha256 } from "./support/site.mjs";
import { NO_NEWS, scenario } from "./support/world.mjs";

const packs = readPacks();
const others = packs.filter((pack) => pack.id !== OZOIR);
const place = (pack) => pack.contrat.territoire;
const mine = (page, pack) => kept(page).filter({ hasText: place(pack) });

/** A phone at "Mes contrats", with the contract of Ozoir open. */
async function pocket(world, options) {
  const server = await world.serve();
  const phone = await world.freshPhone(options);
  await visitOzoir(phone.page, server.url);
  await phone.page.goto(`${server.url}plus/contrats`);
  await mine(phone.page, readPack()).waitFor();
  return { ...phone, server, url: server.url };
}

/** Touches "Tout installer" and waits for the last one. */
async function installAll(page) {
  await page.getByRole("button", { name: /^Tout installer/ }).click();
  await page.getByText(`${others.length} contrats installés.`).waitFor();
}

/** Chooses a file, as a person does. */
const choose = (page, name, content) =>
  page.getByLabel("Ouvrir un fichier").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(content) });

/** A contract under an id of its own. */
const ownPack = (rewrite = {}) => {
  const pack = readPack();
  return JSON.stringify({ ...pack, id: "mon-contrat", ...rewrite, contrat: { ...pack.contrat, territoire: "Ma ville" } });
};

scenario("All contracts are installed at once, and one after the other opens without network", async (world) => {
  const { page, server, url } = await pocket(world);
  assert.equal(await kept(page).count(), 1);
  await installAll(page);
  assert.equal(await kept(page).count(), packs.length);
  await page.getByText("Tous les contrats de ce site sont déjà sur ce téléphone.").waitFor();
  await offlineReady(page);
  await server.stop();
  world.allow(NO_NEWS);
  for (const pack of others) {
    await page.goto(`${url}plus/contrats`);
    await mine(page, pack).getByRole("button", { name: `Ouvrir : ${place(pack)}` }).click();
    await mine(page, pack).getByText("Ouvert", { exact: true }).waitFor();
    await page.goto(`${url}contrat`);
    await heading(page, pack.contrat.intitule).waitFor();
  }
});

scenario("A contract is removed and put back; when it was the open one, another opens", async (world) => {
  const { page, server, url } = await pocket(world);
  await installAll(page);
  await page.reload();
  await mine(page, readPack()).getByText("Ouvert", { exact: true }).waitFor();
  await server.stop();
  world.allow(NO_NEWS);
  await page.getByRole("button", { name: `Retirer : ${place(readPack())}` }).click();
  await page.getByText(`Contrat retiré : ${place(readPack())}.`).waitFor();
  await page.locator(".garde.ouvert").waitFor();
  await mine(page, readPack()).waitFor({ state: "detached" });
  assert.equal(await kept(page).count(), packs.length - 1);
  await page.getByRole("button", { name: "Annuler" }).click();
  await mine(page, readPack()).getByText("Ouvert", { exact: true }).waitFor();
  await page.goto(`${url}contrat`);
  await heading(page, readPack().contrat.intitule).waitFor();

  await page.goto(`${url}plus/contrats`);
  await page.getByRole("button", { name: `Retirer : ${place(readPack())}` }).click();
  await page.getByText(`Contrat retiré : ${place(readPack())}.`).waitFor();
  await page.reload();
  await page.locator(".garde.ouvert").waitFor();
  assert.equal(await mine(page, readPack()).count(), 0, "a new start does not bring it back");
});

scenario("A contract that the site does not give stays away alone, and is asked for again in one touch", async (world) => {
  const host = await world.host({ "/": DIST });
  const { page } = await world.freshPhone();
  await visitOzoir(page, `${host.origin}/`);
  const last = others.at(-1);
  host.answer = (path, response) => path === `contrats/${last.id}.json` && response.writeHead(503).end();
  world.allow(/503.*contrats/);
  await page.goto(`${host.origin}/plus/contrats`);
  await page.getByRole("button", { name: /^Tout installer/ }).click();
  await page.getByRole("heading", { name: `Pas installé : ${place(last)}` }).waitFor();
  host.answer = () => false;
  await page.getByRole("button", { name: "Réessayer" }).click();
  await mine(page, last).waitFor();
  assert.equal(await kept(page).count(), packs.length, "those before it were kept");
});

scenario("The only contract is removed, and the site offers it again instead of bringing it back", async (world) => {
  const { page } = await pocket(world);
  await page.getByRole("button", { name: /^Retirer/ }).click();
  await page.getByText("Aucun contrat n'est encore gardé ici.").waitFor();
  const offer = page.getByRole("button", { name: `Installer : ${place(readPack())}` });
  await offer.click();
  await mine(page, readPack()).getByText("Ouvert", { exact: true }).waitFor();
});

scenario("One's own file is shown before it is installed, read offline, handed back to the letter, removed", async (world) => {
  const { page, server, url } = await pocket(world);
  const text = `\uFEFF${ownPack().replaceAll("},{", "},\r\n{")}`;
  await server.stop();
  world.allow(NO_NEWS);
  await choose(page, "mon-contrat.json", text);
  await page.getByRole("heading", { name: "Avant d'installer" }).waitFor();
  assert.ok(await page.getByRole("heading", { name: "Avant d'installer" }).evaluate((one) => one === document.activeElement));
  await page.getByText("Ce contrat n'est pas encore sur ce téléphone.").waitFor();
  const row = page.getByRole("row", { name: `acteurs ${readPack().acteurs.length}` });
  await row.waitFor();
  await page.getByRole("button", { name: "Ne rien changer" }).click();
  assert.equal(await kept(page).count(), 1, "nothing was written");

  await choose(page, "mon-contrat.json", text);
  await page.getByRole("button", { name: "Installer", exact: true }).click();
  const own = kept(page).filter({ hasText: "Ma ville" });
  await own.getByText("Vient de votre fichier").waitFor();
  await own.getByRole("button", { name: "Ouvrir : Ma ville" }).click();
  await own.getByText("Ouvert", { exact: true }).waitFor();
  const download = page.waitForEvent("download");
  await own.getByRole("button", { name: "Enregistrer le fichier : Ma ville" }).click();
  const file = await download;
  assert.equal(file.suggestedFilename(), "mon-contrat.json");
  assert.equal(readFileSync(await file.path(), "utf8"), text, "the same bytes");
  await page.goto(`${url}contrat/mon-contrat`);
  await heading(page, readPack().contrat.intitule).waitFor();

  await page.goto(`${url}plus/contrats`);
  await own.getByRole("button", { name: "Retirer : Ma ville" }).click();
  await page.getByText("Contrat retiré : Ma ville.").waitFor();
  assert.equal(await own.count(), 0);
});

scenario("A file with the id of a contract of the site replaces it only on demand, and the site leaves it alone", async (world) => {
  const { page, url } = await pocket(world);
  const acteurs = readPack().acteurs.map((acteur, rank) => (rank === 0 ? { ...acteur, nom: "Un autre nom" } : acteur));
  await choose(page, "copie.json", ownPack({ id: OZOIR, acteurs }));
  await page.getByText("Remplace la version 1 du site.").waitFor();
  await page.getByText("Avec un autre contenu : 1 (Un autre nom)").waitFor();
  await page.getByRole("button", { name: "Remplacer" }).click();
  const own = kept(page).filter({ hasText: "Ma ville" });
  await own.getByText("Vient de votre fichier").waitFor();
  await own.getByText("Ouvert", { exact: true }).waitFor();
  // A new start asks the site for news, and leaves the file alone.
  await page.goto(`${url}plus/contrats`, { waitUntil: "networkidle" });
  await own.getByText("Vient de votre fichier").waitFor();
  await own.getByText("Le site a une autre version").waitFor();
  await own.getByRole("button", { name: "Voir ce qui change : Ma ville" }).click();
  await page.getByText("Remplace la version 1 de votre fichier.").waitFor();
  await page.getByText("Avec un autre contenu : 1 (").waitFor();
  await page.getByRole("button", { name: "Remplacer" }).click();
  await mine(page, readPack()).getByText("Vient du site").waitFor();
  await page.getByRole("button", { name: "Annuler" }).click();
  await own.getByText("Vient de votre fichier").waitFor();
});

scenario("A bad file is refused with every fault, which can be copied; what is on the phone stays", async (world) => {
  const { context, page } = await pocket(world);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const pack = readPack();
  const noeuds = pack.noeuds.map((noeud, rank) => (rank < 3 ? { ...noeud, sources: [], niveau: "strate" } : noeud));
  await choose(page, "fautes.json", ownPack({ noeuds }));
  await page.getByRole("heading", { name: "Pas installé : fautes.json" }).waitFor();
  await page.getByText("Il y a 6 erreurs dans ce fichier.").waitFor();
  await page.getByRole("heading", { name: "Erreurs (6)" }).waitFor();
  await page.getByText("noeuds › n° 2 › niveau").waitFor();
  await page.getByRole("button", { name: "Copier la liste" }).click();
  await page.getByText("Liste copiée.").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied.split("\n").filter((line) => line.startsWith("erreur /noeuds/")).length, 6);
  await page.getByRole("button", { name: "Revenir à la liste" }).click();

  const whole = ownPack();
  const many = Array.from({ length: 100_000 }, (_, rank) => ({ id: `n${rank}`, niveau: "action" }));
  const refusals = {
    "vide.json": ["", "le fichier est vide"],
    "coupe.json": [whole.slice(0, whole.length / 2), "le fichier s'arrête au milieu"],
    "photo.jpg": [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10]), "C'est une photo, pas un contrat."],
    "windows.json": [Buffer.from(whole, "latin1"), "Le fichier n'est pas écrit en UTF-8"],
    "neuf.json": [ownPack({ format: "relais-contrat/2" }), "plus récent que cette application"],
    "gros.json": [Buffer.alloc(8 * 1024 * 1024 + 1, " "), "Le fichier est trop gros : 9 Mo."],
    "noeuds.json": [ownPack({ noeuds: many }), "Il y a une erreur dans ce fichier."],
  };
  for (const [name, [content, words]] of Object.entries(refusals)) {
    await choose(page, name, content);
    await page.getByRole("heading", { name: `Pas installé : ${name}` }).waitFor();
    assert.ok((await page.getByRole("alert").innerText()).includes(words), `${name}: ${words}`);
    await page.getByText("Rien n'a changé sur ce téléphone.").waitFor();
    await page.getByRole("button", { name: "Revenir à la liste" }).click();
    assert.equal(await kept(page).count(), 1, name);
  }
});

scenario("Markup in a file is text, wherever it is shown", async (world) => {
  const { page, url } = await pocket(world);
  const attack = "<img src=x onerror=document.title='volé'>";
  const acteurs = readPack().acteurs.map((acteur) => ({ ...acteur, nom: `${acteur.nom} ${attack}` }));
  await choose(page, "balises.json", ownPack({ acteurs, id: OZOIR }));
  await page.getByText(attack).first().waitFor();
  await page.getByRole("button", { name: "Remplacer" }).click();
  await page.getByText("Contrat installé : Ma ville.").waitFor();
  await page.goto(`${url}contrat/${OZOIR}/acteur/${acteurs[0].id}/comparer`);
  await page.getByText(attack).first().waitFor();
  assert.equal(await page.locator("img[src=x]").count(), 0);
});

scenario("Who pays for French lessons is compared across all contracts, and each answer leads into its contract", async (world) => {
  const { page, url } = await pocket(world);
  await installAll(page);
  await page.goto(`${url}aides/francais`);
  await page.getByRole("link", { name: "Dans les autres contrats de ce téléphone" }).click();
  await page.getByText(new RegExp(`sur ${packs.length} en parlent`)).waitFor();
  assert.equal(await page.locator(".position").count(), packs.length);
  const names = (refs, pack) => refs.map(({ acteur }) => pack.acteurs.find(({ id }) => id === acteur).nom);
  for (const pack of packs) {
    const answer = page.locator(".position").filter({ hasText: place(pack) });
    const nodes = pack.noeuds.filter((noeud) => noeud.besoins?.includes("francais"));
    const payers = nodes.flatMap((noeud) => names(noeud.financeurs ?? [], pack));
    for (const payer of payers) {
      await answer.locator("p", { hasText: /^Finance : / }).getByRole("link", { name: payer }).first().waitFor();
    }
    const items = pack.dispositifs.filter((item) => item.besoins?.includes("francais"));
    if (nodes.length + items.length === 0) await answer.getByText("Ce contrat n'en dit rien.").waitFor();
  }
  const elsewhere = packs.find((pack) => pack.id !== OZOIR && pack.noeuds.some((noeud) => noeud.besoins?.includes("francais")));
  const answer = page.locator(".position").filter({ hasText: place(elsewhere) });
  await answer.locator("summary").first().click();
  const card = answer.locator(".carte").first();
  const title = await card.locator(".carte-titre").innerText();
  await card.click();
  await page.locator("h1", { hasText: title }).waitFor();
  assert.ok(new URL(page.url()).pathname.startsWith(`/contrat/${elsewhere.id}/`), "the address names its contract");
});

scenario("An acteur and a dispositif are compared too; alone on the phone, they say so", async (world) => {
  const { page, url } = await pocket(world);
  const caf = readPack().acteurs.find((acteur) => acteur.commun === "caf");
  await page.goto(`${url}contrat/${OZOIR}/acteur/${caf.id}/comparer`);
  await page.getByText("Il n'y a qu'un contrat sur ce téléphone.").waitFor();
  await page.getByRole("link", { name: "En installer d'autres" }).click();
  await installAll(page);
  await page.goto(`${url}contrat/${OZOIR}/acteur/${caf.id}/comparer`);
  await page.getByText(new RegExp(`sur ${packs.length} en parle`)).waitFor();
  const known = packs.filter((pack) => pack.acteurs.some((acteur) => acteur.commun === "caf"));
  assert.ok(known.length > 1);
  for (const pack of known) {
    const answer = page.locator(".position").filter({ hasText: place(pack) });
    await answer.locator("details[open] .carte").first().waitFor();
  }
  const [dispositif] = readPack().dispositifs;
  await page.goto(`${url}contrat/${OZOIR}/dispositif/${dispositif.id}`);
  await page.getByRole("link", { name: "Dans les autres contrats de ce téléphone" }).click();
  await page.locator(".position").nth(packs.length - 1).waitFor();
  await page.getByText("Rapprochés par leur nom.").waitFor();
});

scenario("A site with one contract opens it at once, and its pages speak of one", async (world) => {
  const site = copySite(world.folder("one"), {
    edit: (folder) => {
      for (const pack of others) rmSync(join(folder, "contrats", `${pack.id}.json`));
      change(folder, "contrats/index.json", (index) => {
        const list = JSON.parse(index);
        return JSON.stringify({ ...list, contrats: list.contrats.filter((entry) => entry.id === OZOIR) });
      });
    },
  });
  const server = await world.serve(site);
  const { page } = await world.freshPhone();
  await page.goto(`${server.url}contrat`);
  await heading(page, readPack().contrat.intitule).waitFor();
  await page.goto(`${server.url}plus/contrats`);
  await page.getByText("Le contrat de ce site est déjà sur ce téléphone.").waitFor();
  assert.equal(await page.getByRole("button", { name: /installer/i }).count(), 0);
  await page.goto(`${server.url}plus/format`);
  const example = page.getByRole("link", { name: /^Télécharger l'exemple/ });
  await example.waitFor();
  const answer = await page.request.get(await example.evaluate((link) => link.href));
  assert.equal(sha256(await answer.body()), sha256(readFileSync(join(site, `contrats/${OZOIR}.json`))));
  const schema = await page.getByRole("link", { name: "Télécharger le schéma" }).evaluate((link) => link.href);
  assert.ok((await page.request.get(schema)).ok());
});

scenario("Without network the page on the format hands over an example of this phone", async (world) => {
  const { page, server, url } = await pocket(world);
  await offlineReady(page);
  await server.stop();
  world.allow(NO_NEWS);
  await page.goto(`${url}plus/format`);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /^Enregistrer l'exemple/ }).click();
  assert.equal(readFileSync(await (await download).path(), "utf8"), readFileSync(join(DIST, `contrats/${OZOIR}.json`), "utf8"));
});

scenario("What is decided about a file, and the comparisons, are for everybody", async (world) => {
  const { page, url } = await pocket(world, { reducedMotion: "reduce", viewport: { width: 320, height: 640 } });
  const found = [];
  const look = async (name) => {
    const here = [await axeFindings(page), await smallTargets(page), await sidewaysFindings(page)].flat();
    await page.emulateMedia({ colorScheme: "dark" });
    here.push(...(await axeFindings(page, ["color-contrast"])).map((finding) => `dark: ${finding}`));
    await page.emulateMedia({ colorScheme: "light" });
    found.push(...here.map((finding) => `${name}: ${finding}`));
  };
  await look("contracts");
  await choose(page, "copie.json", ownPack({ id: OZOIR, acteurs: readPack().acteurs.slice(1), dispositifs: [] }));
  await page.getByRole("heading", { name: /^Pas installé/ }).waitFor();
  await look("refused");
  await page.getByRole("button", { name: "Revenir à la liste" }).click();
  await choose(page, "copie.json", ownPack({ id: OZOIR }));
  await page.getByRole("button", { name: "Remplacer" }).waitFor();
  await look("preview");
  await page.getByRole("button", { name: "Ne rien changer" }).click();
  await installAll(page);
  await look("all installed");
  await page.goto(`${url}aides/francais/comparer`);
  await page.locator(".position").nth(packs.length - 1).waitFor();
  for (const summary of await page.locator(".position summary").all()) await summary.click();
  await look("compared");
  assertNone(found);
});
