// What comes instead of a good contract: told in plain French, mended by trying again, and never at the cost of what
// is on the phone.

import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { heading, kept, noteContact, openJournal, visitOzoir } from "./support/app.mjs";
import { OZOIR, copySite, publish, readPack } from "./support/site.mjs";
import { scenario } from "./support/world.mjs";

const FILE = `contrats/${OZOIR}.json`;
const text = (pack) => JSON.stringify(pack);

/** Every way to be damaged: what it does to the site, and what the person is told. */
const FAULTS = {
  "is cut off in the middle": {
    site: (folder) => publish(folder, text(readPack()).slice(0, 100_000)),
    told: /contient des erreurs/,
    findings: 1,
  },
  "is not the file that the list announces": {
    site: (folder) => publish(folder, text(readPack()), { announced: false }),
    told: /n'est pas celui que le site annonce/,
  },
  "is of a format of the future": {
    site: (folder) => publish(folder, text({ ...readPack(), format: "relais-contrat/9" })),
    told: /contient des erreurs/,
    findings: 1,
  },
  "names things that are not in it": {
    site: (folder) => {
      const pack = readPack();
      pack.noeuds.find((noeud) => noeud.id === "e4").leviers[0].pilotes[0].acteur = "personne";
      pack.noeuds.find((noeud) => noeud.id === "e4-1").parent = "nulle-part";
      pack.noeuds.find((noeud) => noeud.id === "e4").dispositifs[0].dispositif = "aucun";
      publish(folder, text(pack));
    },
    told: /contient des erreurs/,
    findings: 3,
  },
  "weighs ten megabytes": {
    site: (folder) => publish(folder, text(readPack()).padEnd(10 * 1024 * 1024)),
    told: /dépasse 8 Mo/,
  },
  "is the sign-in page of a public network": {
    answer: (path, response) =>
      path.startsWith("contrats/") &&
      response.writeHead(200, { "content-type": "text/html" }).end("<!DOCTYPE html><title>Wifi de la gare</title>"),
    told: /page web à la place du contrat/,
  },
  "is missing": {
    site: (folder) => rmSync(join(folder, FILE)),
    told: /réponse 404/,
    console: /404.*contrats/,
  },
  "is missing, and the list of contracts too": {
    site: (folder) => rmSync(join(folder, "contrats"), { recursive: true }),
    told: /réponse 404/,
    console: /404.*contrats/,
  },
  "breaks off because the server dies": {
    answer: (path, response, folder) => {
      if (path !== FILE) return false;
      const body = readFileSync(join(folder, FILE));
      response.writeHead(200, { "content-type": "application/json", "content-length": body.length });
      response.write(body.subarray(0, 100_000), () => response.destroy());
      return true;
    },
    told: /s'est arrêté en route/,
    console: /ERR_(CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED_ENCODING|CONNECTION_RESET)/,
  },
};

/** Words that would mean that a message of the machine came through. */
const NOT_FRENCH = /\b(error|failed|unexpected|network|invalid|missing|unknown|expected|line \d+|not found)\b/i;

for (const [what, fault] of Object.entries(FAULTS)) {
  scenario(`A contract that ${what} is told in French, and trying again mends it`, async (world) => {
    if (fault.console) world.allow(fault.console);
    const [good, bad] = [copySite(world.folder("good")), copySite(world.folder("bad"), { edit: fault.site })];
    const host = await world.host({ "/": bad });
    host.answer = (path, response) => Boolean(fault.answer?.(path, response, good));
    const { page } = await world.freshPhone();
    await page.goto(`${host.origin}/contrat/${OZOIR}`);
    const alert = page.locator(".echec");
    await alert.getByText(fault.told).waitFor();
    if (fault.findings) {
      await alert.locator("summary").click();
      const findings = await alert.locator(".constats li").allInnerTexts();
      assert.ok(findings.length >= fault.findings, `${findings.length} findings: ${findings.join("\n")}`);
      assert.ok(findings.every((finding) => finding.length > 30), findings.join("\n"));
    }
    assert.match(await alert.innerText(), /Ce qui est déjà sur ce téléphone reste en place/);
    assert.doesNotMatch(await alert.innerText(), NOT_FRENCH);

    host.mounts["/"] = good;
    host.answer = () => false;
    await alert.getByRole("button", { name: "Réessayer" }).click();
    await heading(page, readPack().contrat.intitule).waitFor();
  });
}

const titled = (title, version) => {
  const pack = readPack();
  return text({ ...pack, version, contrat: { ...pack.contrat, intitule: title } });
};

scenario("A new version of a contract replaces the old one whole, and the contacts stay", async (world) => {
  const [old, next] = [copySite(world.folder("old")), copySite(world.folder("next"))];
  publish(next, titled("Contrat, deuxième version", 2));
  const host = await world.host({ "/": old });
  const { context, page } = await world.freshPhone();
  const url = `${host.origin}/`;
  await visitOzoir(page, url);
  await noteContact(page, url, { issue: "Absent" });
  host.mounts["/"] = next;
  await page.goto(`${url}contrat/${OZOIR}`);
  await heading(page, "Contrat, deuxième version").waitFor();
  await page.goto(`${url}plus/contrats`);
  await page.locator(".garde.ouvert").getByText(/version 2 ·/).waitFor();
  assert.equal(await kept(page).count(), 1, "one version is kept");

  await host.stop();
  world.allow(/ERR_CONNECTION_REFUSED/);
  const restarted = await context.newPage();
  await restarted.goto(`${url}contrat/${OZOIR}`);
  await heading(restarted, "Contrat, deuxième version").waitFor();
  assert.equal(await (await openJournal(restarted, url)).count(), 1);
});

scenario("With a good contract on the phone, a damaged new version changes nothing", async (world) => {
  const good = copySite(world.folder("good"));
  const host = await world.host({ "/": good });
  const { page } = await world.freshPhone();
  const url = `${host.origin}/`;
  await visitOzoir(page, url);
  for (const [what, fault] of Object.entries(FAULTS)) {
    if (fault.console) world.allow(fault.console);
    const next = copySite(world.folder("next"));
    publish(next, titled("Contrat, deuxième version", 2));
    fault.site?.(next);
    host.mounts["/"] = next;
    // The app asks for news once nobody waits for it; until then the network may be idle, too.
    const asked = new Promise((heard) => {
      host.answer = (path, response) => {
        if (path.startsWith("contrats/")) heard();
        return Boolean(fault.answer?.(path, response, next));
      };
    });
    await page.goto(`${url}contrat/${OZOIR}`);
    await asked;
    await page.waitForLoadState("networkidle");
    assert.equal(await page.locator(".echec").count(), 0, what);
    await page.goto(`${url}plus/contrats`);
    await page.locator(".garde.ouvert").getByText(/version 1 ·/).waitFor();
  }
});
