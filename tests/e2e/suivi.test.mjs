// What comes after a contact: whom to come back to, the whole journal, sheets that the person takes along.

import assert from "node:assert/strict";
import jsQR from "jsqr";

import { assertNone, axeFindings, sidewaysFindings, smallTargets } from "./support/accessibility.mjs";
import { createJournal, heading, hideButton, installOzoir, place, visitOzoir } from "./support/app.mjs";
import { OZOIR, readPack, readPacks } from "./support/site.mjs";
import { quantile, record } from "./support/measures.mjs";
import { FULL, measured, scenario } from "./support/world.mjs";

const DAY_MS = 86_400_000;
const PHONE = "018bcfe5-6800-4000-8000-000000000002";

/** The day that is so many days from now, as the journal writes days. */
const day = (days) => {
  const date = new Date(Date.now() + days * DAY_MS);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

const uuid = (kind, rank) => `018bcfe5-6800-${kind}000-8000-${rank.toString(16).padStart(12, "0")}`;

/** Puts contacts into the practice journal, as the app itself writes them: a list of `{ days, fait }`. */
async function fill(page, contacts) {
  const events = contacts.map(({ days = 0, contact }, rank) => {
    const moment = { instant_ms: Date.now() + days * DAY_MS, jour: day(days), decalage_min: 60 };
    const noted = { cadre: "rue", contrat: OZOIR, issue: "echange", ...contact };
    const seq = rank + 1;
    const event = { format: 2, id: uuid(7, seq), appareil: PHONE, seq, rang: seq, moment, fait: { ContactNote: noted } };
    return [`${PHONE}/${String(seq).padStart(20, "0")}`, JSON.stringify(event)];
  });
  await page.evaluate(async (events) => {
    const { name } = (await indexedDB.databases()).find(({ name }) => name.endsWith("essai"));
    const open = indexedDB.open(name);
    await new Promise((done, failed) => ((open.onsuccess = done), (open.onerror = failed)));
    const store = "evenements";
    const write = open.result.transaction(store, "readwrite");
    for (const [key, text] of events) write.objectStore(store).put(text, key);
    await new Promise((done, failed) => ((write.oncomplete = done), (write.onerror = failed)));
    open.result.close();
  }, events);
}

/** A phone with the contract, and these contacts in the practice journal, open at a page of the field. */
async function ready(world, contacts, { path = "terrain", options } = {}) {
  const server = await world.serve();
  const phone = await world.freshPhone({ reducedMotion: "reduce", ...options });
  await installOzoir(phone.page, server.url);
  await fill(phone.page, contacts);
  await phone.page.goto(`${server.url}${path}`);
  await phone.page.locator("main h1").waitFor();
  return { ...phone, server, url: server.url };
}

/** A person sent to the first dispositif of the contract that has a sheet, to be come back to on that day. */
const sent = (days, more = {}) => {
  const dispositif = readPack().dispositifs.find((item) => item.simple);
  return { orientations: [{ dispositif: dispositif.id }], relance: { le: day(days), motif: "apporter le formulaire" }, ...more };
};

/** Touches something, and counts it. */
function counted(page) {
  const tap = async (locator) => {
    tap.count += 1;
    await locator.click();
  };
  tap.count = 0;
  return tap;
}

scenario("From the list of those to come back to, a step or another day is two taps, and taken back in one", async (world) => {
  const { page } = await ready(world, [{ days: -9, contact: sent(-3) }]);
  await page.getByRole("link", { name: /^À relancer 1/ }).click();
  await heading(page, "À relancer").waitFor();
  await page.getByText("1 personne à relancer, dont 1 avant aujourd'hui").waitFor();
  await page.getByText("depuis 3 jours").waitFor();

  let tap = counted(page);
  await tap(page.locator(".gestes summary"));
  await tap(page.getByRole("button", { name: "1 semaine", exact: true }));
  await page.getByText("Reporté.").waitFor();
  assert.equal(tap.count, 2);
  await page.getByText("1 personne à relancer", { exact: true }).waitFor();
  await page.getByText("apporter le formulaire").waitFor();
  await page.getByRole("button", { name: "Annuler" }).click();
  await page.getByText("depuis 3 jours").waitFor();

  tap = counted(page);
  await tap(page.locator(".orientation summary"));
  await tap(page.getByRole("button", { name: "Contact pris", exact: true }));
  await page.getByText("Étape notée.").waitFor();
  assert.equal(tap.count, 2);
  await page.locator(".orientation").getByText(/^Contact pris/).first().waitFor();

  tap = counted(page);
  await tap(page.locator(".orientation summary"));
  await tap(page.getByRole("button", { name: "Obtenu", exact: true }));
  await page.getByText("Résultat noté.").waitFor();
  assert.equal(tap.count, 2);
  assert.equal(await page.locator(".orientation").count(), 0);

  tap = counted(page);
  await tap(page.getByRole("button", { name: "Fait", exact: true }));
  await page.getByText("Rien à relancer.").waitFor();
  assert.equal(tap.count, 1);
  await page.reload();
  await page.getByText("Rien à relancer.").waitFor();
});

scenario("A day is put off to a date that is chosen, and no day that is past", async (world) => {
  const { page } = await ready(world, [{ contact: sent(0) }], { path: "terrain/relances" });
  await page.locator(".gestes summary").click();
  const date = page.getByLabel("Reporter à une date");
  assert.equal(await date.getAttribute("min"), day(0));
  await date.fill(day(20));
  await page.locator(".gestes form").getByRole("button", { name: "Reporter" }).click();
  await page.getByText("Reporté.").waitFor();
  await page.reload();
  await page.getByText("1 personne à relancer", { exact: true }).waitFor();
  assert.equal(await page.getByRole("heading", { level: 2, name: "Aujourd'hui" }).count(), 0);
});

/** So many contacts, several a day, some with a need, a note, a day to come back. */
const many = (count) =>
  Array.from({ length: count }, (_, rank) => ({
    days: -Math.floor(rank / 25),
    contact: {
      issue: rank % 3 ? "absent" : "echange",
      besoins: rank % 3 ? [] : [rank % 2 ? "travail" : "logement"],
      note: rank % 3 ? undefined : `Passage numéro ${rank}`,
    },
  }));

scenario("A journal of two thousand entries scrolls to its end with few of them in the page, and Back finds the place", async (world) => {
  const { page, url } = await ready(world, many(2000), { path: "terrain/journal" });
  await page.getByText(/^2\s000 entrées$/).waitFor();
  const lines = page.locator("ol.entrees > li");
  const rank = () => lines.last().getAttribute("aria-posinset").then(Number);
  assert.equal(await lines.first().getAttribute("aria-setsize"), "2000");
  let before = 0;
  for (let turns = 0; turns < 200 && (await rank()) < 2000; turns += 1) {
    await page.evaluate(() => window.scrollBy(0, 4000));
    await page.waitForFunction((before) => Number(document.querySelector("ol.entrees > li:last-child").ariaPosInSet) !== before, before).catch(() => {});
    before = await rank();
    assert.ok((await lines.count()) <= 90, "few lines are in the page");
  }
  assert.equal(await rank(), 2000);
  assert.equal(await page.getByRole("button", { name: "Plus anciens" }).count(), 0);

  await page.evaluate(() => window.scrollBy(0, -9000));
  await page.waitForFunction(() => Number(document.querySelector("ol.entrees > li:last-child").ariaPosInSet) < 2000);
  const middle = await page.evaluate(() => [...document.querySelectorAll("ol.entrees > li")].find((line) => line.getBoundingClientRect().top > 100)?.id);
  const link = page.locator(`#${middle} a`);
  await link.click();
  await page.waitForURL(/terrain\/contact\//);
  await page.goBack();
  await page.locator(`#${middle}`).waitFor();
  await page.waitForFunction((id) => {
    const { top, bottom } = document.getElementById(id).getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }, middle);
  assert.equal(page.url(), `${url}terrain/journal`);
});

scenario("The journal is filtered and searched; each filter can be taken back; nothing of it stands in the address", async (world) => {
  const { page, url } = await ready(world, many(120), { path: "terrain/journal" });
  const count = page.locator(".compte");
  await page.getByText("Filtrer").click();
  await page.locator("[name=f1]").selectOption("echange");
  await count.getByText("40 entrées sur 120").waitFor();
  await page.locator("[name=f2]").selectOption("logement");
  await count.getByText("20 entrées sur 120").waitFor();
  await page.getByLabel("Du", { exact: true }).fill(day(0));
  await count.getByText(/^5 entrées sur 120|^4 entrées sur 120/).waitFor();
  assert.equal(page.url(), `${url}terrain/journal`);
  await page.getByRole("button", { name: /^Enlever le filtre : du / }).click();
  await count.getByText("20 entrées sur 120").waitFor();
  await page.getByRole("button", { name: "Tout afficher" }).click();
  await count.getByText("120 entrées").waitFor();

  const search = page.getByRole("searchbox", { name: "Chercher dans le journal" });
  await search.fill("PASSAGE numero 33");
  await count.getByText("1 entrée sur 120").waitFor();
  await page.locator("ol.entrees").getByText("Passage numéro 33").waitFor();
  await search.fill("zzzz");
  await page.getByText("Rien ne correspond.").waitFor();
  assert.equal(page.url(), `${url}terrain/journal`);
  await page.getByRole("button", { name: "Tout afficher" }).first().click();
  await count.getByText("120 entrées").waitFor();
  assert.equal(await search.inputValue(), "");
});

scenario("By keyboard alone the list goes on, and the focus goes to the lines that came", async (world) => {
  const { page } = await ready(world, many(200), { path: "terrain/journal" });
  const more = page.getByRole("button", { name: "Plus anciens" });
  await more.focus();
  // What came into sight with the focus may have brought lines in already.
  const end = Number(await page.locator("ol.entrees > li").last().getAttribute("aria-posinset"));
  await page.keyboard.press("Enter");
  await page.waitForFunction((end) => Number(document.activeElement?.closest("li")?.ariaPosInSet) >= end, end);
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.closest("ol.entrees") !== null));
});

scenario("What was searched for in the real journal is gone at the lock, and was never kept", async (world) => {
  const server = await world.serve();
  const { page } = await world.freshPhone();
  await visitOzoir(page, server.url);
  const { phrase } = await createJournal(page, server.url);
  await place(page, "Terrain");
  await page.getByRole("link", { name: /^Noter un contact/ }).click();
  await page.getByRole("button", { name: "Échange", exact: true }).click();
  await page.getByLabel("Note (facultative)").fill("Un aubergiste de passage");
  await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await heading(page, "Terrain").waitFor();
  await page.getByRole("link", { name: "Tout le journal" }).click();
  const search = page.getByRole("searchbox", { name: "Chercher dans le journal" });
  await search.fill("aubergis");
  await page.locator("ol.entrees").getByText("Un aubergiste de passage").waitFor();
  const kept = () =>
    page.evaluate(() => location.href + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }) + JSON.stringify(history.state));
  assert.ok(!(await kept()).includes("aubergis"));

  await hideButton(page).click();
  await heading(page, "De quoi avez-vous besoin ?").waitFor();
  assert.ok(!(await page.content()).includes("aubergis"));
  await place(page, "Terrain");
  await page.getByLabel("Votre phrase secrète").fill(phrase);
  await page.getByRole("button", { name: "Ouvrir", exact: true }).click();
  await hideButton(page).waitFor();
  await page.getByRole("link", { name: "Tout le journal" }).click();
  await heading(page, "Journal").waitFor();
  await page.locator("ol.entrees").getByText("Un aubergiste de passage").waitFor();
  assert.equal(await page.getByRole("searchbox", { name: "Chercher dans le journal" }).inputValue(), "");
});

/** What a scanner reads in the first QR of the page, as it is on the screen. */
async function scan(page) {
  const picture = await page.locator("svg.qr").first().screenshot();
  const { width, height, data } = await page.evaluate(async (picture) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    return { width: image.width, height: image.height, data: [...pen.getImageData(0, 0, image.width, image.height).data] };
  }, picture.toString("base64"));
  const code = jsQR(Uint8ClampedArray.from(data), width, height);
  return Buffer.from(code?.binaryData ?? []).toString("utf8");
}

for (const colorScheme of ["light", "dark"]) {
  scenario(`At the door the person scans the sheet from a ${colorScheme} screen: it is read as its text says`, async (world) => {
    const { page } = await ready(world, [{ contact: sent(7) }], {
      path: `terrain/remise/${uuid(7, 1)}`,
      options: { colorScheme, deviceScaleFactor: 2 },
    });
    const tap = counted(page);
    await tap(page.getByRole("button", { name: "QR", exact: true }));
    await page.getByText("Noté : remis par QR.").waitFor();
    assert.equal(tap.count, 1);
    const text = await page.locator(".texte-remis").innerText();
    assert.ok(Buffer.byteLength(text) <= 400);
    assert.equal(await scan(page), text);
    const sheet = readPack().dispositifs.find((item) => item.simple);
    assert.ok(text.startsWith(sheet.nom), text);
    await page.locator(".remise").getByText(/^Remise aujourd'hui \(QR\)/).waitFor();
    await page.reload();
    await page.locator(".remise").getByText(/^Remise aujourd'hui \(QR\)/).waitFor();
  });
}

scenario("A sheet leaves by message, by another app or by copy, and the orientation says so once a day", async (world) => {
  const { page, context } = await ready(world, [{ contact: sent(7) }], { path: `terrain/remise/${uuid(7, 1)}` });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const link = page.getByRole("link", { name: "SMS" });
  const text = await page.locator(".texte-remis").innerText();
  const address = await link.getAttribute("href");
  assert.ok(address.startsWith("sms:?body="));
  assert.equal(decodeURIComponent(address.slice("sms:?body=".length)), text);
  // No app of this machine takes messages.
  await page.evaluate(() => document.addEventListener("click", (event) => event.target.closest("a[href^='sms:']") && event.preventDefault()));
  await link.click();
  await page.getByText("Noté : remis par SMS.").waitFor();
  await page.getByRole("button", { name: "Copier" }).click();
  await page.getByText("Noté : remis par Copie.").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
  await page.evaluate(() => (navigator.share = async (data) => (globalThis.shared = data)));
  await page.getByRole("button", { name: "Partager" }).click();
  await page.getByText("Noté : remis par Partage.").waitFor();
  assert.equal(await page.evaluate(() => globalThis.shared.text), text);
  await page.getByRole("button", { name: "Annuler" }).click();
  await page.locator(".remise").getByText(/^Remise aujourd'hui \(Copie\)/).waitFor();
});

/** The pages of a PDF: how many, and how large in points. */
function pages(pdf) {
  const text = pdf.toString("latin1");
  const boxes = [...text.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)];
  return { count: (text.match(/\/Type\s*\/Page\b/g) ?? []).length, sizes: boxes.map(([, width, height]) => [Math.round(width), Math.round(height)]) };
}

scenario("Every long sheet is printed on one page of A5, with nothing of the screen", async (world) => {
  const server = await world.serve();
  const { page } = await world.freshPhone();
  await installOzoir(page, server.url);
  const length = (sheet) => Object.values(sheet.simple ?? {}).join("").length + sheet.nom.length;
  const longest = readPack().dispositifs.filter((item) => item.simple).sort((one, other) => length(other) - length(one));
  for (const sheet of longest.slice(0, 3)) {
    await page.goto(`${server.url}contrat/${OZOIR}/dispositif/${sheet.id}`);
    await page.getByRole("button", { name: "Imprimer" }).waitFor();
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const found = pages(pdf);
    assert.equal(found.count, 1, sheet.id);
    // A5: 148 × 210 mm.
    assert.deepEqual(found.sizes[0], [420, 595]);
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator(".feuillet").getByText(sheet.simple.comment_faire.slice(0, 30)).isVisible());
    assert.ok(!(await page.getByRole("navigation").first().isVisible()));
    assert.ok(!(await page.getByRole("heading", { level: 1 }).isVisible()));
    await page.emulateMedia({ media: null });
  }
});

scenario("A resident gives a sheet of the contract: as a QR, and to another app", async (world) => {
  const server = await world.serve();
  const { page } = await world.freshPhone({ deviceScaleFactor: 2 });
  await installOzoir(page, server.url);
  const sheet = readPack().dispositifs.find((item) => item.simple);
  await page.goto(`${server.url}contrat/${OZOIR}/dispositif/${sheet.id}`);
  await page.evaluate(() => (navigator.share = async (data) => (globalThis.shared = data)));
  await page.getByRole("button", { name: "Partager" }).click();
  await page.waitForFunction(() => globalThis.shared);
  assert.ok((await page.evaluate(() => globalThis.shared.text)).startsWith(sheet.nom));
  await page.getByRole("link", { name: "QR" }).click();
  await heading(page, "Donner cette fiche").waitFor();
  assert.equal(await scan(page), await page.locator(".texte-remis").innerText());
});

/** Which corners of a QR something else covers; its white border may be. */
const coveredCorners = (page) =>
  page.locator("svg.qr").first().evaluate((code) => {
    const { left, top, width, height } = code.getBoundingClientRect();
    const first = 4.5 / code.viewBox.baseVal.width;
    const corners = [first, 1 - first].flatMap((y) => [first, 1 - first].map((x) => [left + x * width, top + y * height]));
    return corners.filter(([x, y]) => !code.contains(document.elementFromPoint(x, y)));
  });

scenario("The QR of the sheet with the longest name is seen whole when its page opens, on a low screen too", async (world) => {
  const server = await world.serve();
  const { page } = await world.freshPhone({ viewport: { width: 360, height: 640 }, deviceScaleFactor: 2 });
  const sheets = readPacks().flatMap(({ id: contrat, dispositifs }) => dispositifs.map(({ id, nom }) => ({ contrat, id, nom })));
  const [longest] = sheets.sort((one, other) => other.nom.length - one.nom.length);
  await page.goto(`${server.url}contrat/${longest.contrat}/dispositif/${longest.id}/partager`);
  await heading(page, "Donner cette fiche").waitFor();
  assert.deepEqual(await coveredCorners(page), []);
  assert.equal(await scan(page), await page.locator(".texte-remis").innerText());
});

for (const colorScheme of ["light", "dark"]) {
  scenario(`These screens are for everybody, in the ${colorScheme} theme`, async (world) => {
    const contacts = [{ days: -9, contact: sent(-3) }, { contact: sent(0, { issue: "refus" }) }, ...many(30)];
    const { page, url } = await ready(world, contacts, { options: { colorScheme } });
    const found = [];
    const look = async (name) => {
      const all = [...(await axeFindings(page)), ...(await sidewaysFindings(page)), ...(await smallTargets(page))];
      found.push(...all.map((finding) => `${name}: ${finding}`));
    };
    const go = async (path) => {
      await page.goto(`${url}${path}`);
      await page.locator("main h1").waitFor();
    };
    await look("terrain");
    await go("terrain/relances");
    await page.locator(".gestes summary").first().click();
    await page.locator(".orientation summary").first().click();
    await look("relances");
    await go("terrain/journal");
    await page.getByText("Filtrer").click();
    await page.locator("[name=f1]").selectOption("echange");
    await page.getByRole("button", { name: /^Enlever le filtre/ }).waitFor();
    await look("journal");
    await go(`terrain/remise/${uuid(7, 1)}`);
    await page.getByRole("button", { name: "QR", exact: true }).click();
    await page.locator("svg.qr").first().waitFor();
    await look("remise");
    await go(`terrain/personne/${uuid(7, 1)}`);
    await look("personne");
    assertNone(found);
  });
}

measured("a journal of many entries, to its list, a filter and a word", async (world) => {
  const size = FULL ? 50_000 : 10_000;
  const { page, url } = await ready(world, many(size));
  await page.getByRole("link", { name: "Tout le journal" }).waitFor({ timeout: 120_000 });
  const words = new RegExp(`^${(size / 1000).toFixed(0)}\\s000 entrées$`);
  /** How long it takes from doing something to the count that it changes. */
  const timed = (act) =>
    page.evaluate(async (act) => {
      const start = performance.now();
      const before = document.querySelector(".compte")?.textContent;
      const field = (name, value, event) => {
        const found = document.querySelector(`[name=${name}]`);
        found.value = value;
        found.dispatchEvent(new Event(event, { bubbles: true }));
      };
      if (act === "list") document.querySelector("a[href$='/terrain/journal']").click();
      if (act === "filter") field("f1", "echange", "change");
      if (act === "word") field("mots", "passage numero 33", "input");
      while (!document.querySelector(".compte") || document.querySelector(".compte").textContent === before) {
        await new Promise((next) => setTimeout(next));
      }
      return performance.now() - start;
    }, act);
  record(`the list of ${size} entries, opened`, await timed("list"), "ms", 200);
  await page.getByText(words).waitFor();
  const filters = [];
  for (let turn = 0; turn < 5; turn += 1) {
    filters.push(await timed("filter"));
    await page.getByRole("button", { name: /^Enlever le filtre/ }).click();
    await page.getByText(words).waitFor();
  }
  record(`a filter of ${size} entries`, quantile(filters, 0.5), "ms", 200);
  const ready_ = performance.now();
  await page.getByRole("searchbox").focus();
  await page.evaluate(() => new Promise((next) => setTimeout(next)));
  record(`the search of ${size} entries made ready`, performance.now() - ready_, "ms", 2000);
  record(`a word in ${size} entries`, await timed("word"), "ms", 200);
  assert.equal(page.url(), `${url}terrain/journal`);
});

scenario("Empty pages say what would fill them", async (world) => {
  const server = await world.serve();
  const { page } = await world.freshPhone();
  await installOzoir(page, server.url);
  await page.goto(`${server.url}terrain/relances`);
  await page.getByText("Rien à relancer.").waitFor();
  await page.goto(`${server.url}terrain/journal`);
  await page.getByText("Le journal est vide.").waitFor();
  await page.goto(`${server.url}terrain/remise/${uuid(7, 1)}`);
  await page.getByText("Ce contact n'est plus dans le journal.").waitFor();
});
