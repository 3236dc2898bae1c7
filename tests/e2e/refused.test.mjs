// Browsers that refuse what the app needs: a clear page, and what is on the phone stays.

import assert from "node:assert/strict";

import { fillContact, heading, noteContact, openJournal, place, saveButton, visitOzoir } from "./support/app.mjs";
import { OZOIR, change, copySite, readPack } from "./support/site.mjs";
import { scenario } from "./support/world.mjs";

/** What each browser does to the page before it runs, and what the person reads. */
const REFUSALS = {
  "blocks WebAssembly": { before: () => delete globalThis.WebAssembly, told: "Relais n'a pas pu démarrer" },
  "is too old for the page": {
    before: () => delete Element.prototype.replaceChildren,
    told: "Ce navigateur est trop ancien",
  },
  "has no database": {
    before: () => {
      for (const owner of [globalThis, Window.prototype]) delete owner.indexedDB;
    },
    told: "Ce navigateur est trop ancien",
  },
};

const TITLE = readPack().contrat.intitule;

/** A phone with the contract and one contact on it. */
async function phoneInUse(world) {
  const server = await world.serve();
  const { context, page } = await world.freshPhone();
  await visitOzoir(page, server.url);
  await noteContact(page, server.url, { issue: "Absent", note: "Avant la panne" });
  return { context, url: server.url };
}

/** Everything is as it was, once the browser is as it was. */
async function allThere(context, url) {
  const page = await context.newPage();
  assert.match(await (await openJournal(page, url)).innerText(), /Avant la panne/);
  await page.goto(`${url}contrat/${OZOIR}`);
  await heading(page, TITLE).waitFor();
}

for (const [what, { before, told }] of Object.entries(REFUSALS)) {
  scenario(`A browser that ${what} gets a clear page, and keeps what it has`, async (world) => {
    const { context, url } = await phoneInUse(world);
    const page = await context.newPage();
    await page.addInitScript(before);
    await page.goto(`${url}contrat`);
    await heading(page, told).waitFor();
    assert.equal(await page.locator("h1:visible").count(), 1, "one page, not two");
    const words = await page.getByRole("alert").innerText();
    assert.match(words, /Ce qui est gardé sur ce téléphone y reste\./);
    await allThere(context, url);
  });
}

scenario("Without JavaScript a clear page says so, and the phone keeps what it has", async (world) => {
  const { context, url } = await phoneInUse(world);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setScriptExecutionDisabled", { value: true });
  await page.goto(`${url}contrat`);
  const words = await page.locator("main").innerText();
  assert.match(words, /JavaScript est coupé\./);
  assert.match(words, /Rien n'est perdu\. Autorisez JavaScript pour ce site/);
  await allThere(context, url);
});

scenario("A browser without modules is told that it is too old", async (world) => {
  const site = copySite(world.folder("site"), {
    // Such a browser passes over a type that it does not know, and knows nothing of `nomodule`.
    edit: (folder) =>
      change(folder, "index.html", (page) =>
        page.replace('type="module"', 'type="x"').replace("<script nomodule", "<script"),
      ),
  });
  const host = await world.host({ "/": site });
  const { page } = await world.freshPhone();
  await page.goto(host.origin);
  await heading(page, "Ce navigateur est trop ancien").waitFor();
  assert.equal(await page.locator("h1:visible").count(), 1, "one page, not two");
});

/** Ways in which a browser denies its storage. */
const DENIALS = {
  "refuses to open the database": () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
  },
  "refuses the database and the preferences": () => {
    const refuse = () => {
      throw new DOMException("Access is denied for this document.", "SecurityError");
    };
    IDBFactory.prototype.open = refuse;
    Object.defineProperty(globalThis, "localStorage", { get: refuse });
  },
};

for (const [what, before] of Object.entries(DENIALS)) {
  scenario(`A browser that ${what} can still read the contract, and says that it keeps nothing`, async (world) => {
    const { context, url } = await phoneInUse(world);
    const page = await context.newPage();
    await page.addInitScript(before);
    await page.goto(`${url}contrat/${OZOIR}`);
    await heading(page, TITLE).waitFor();
    await page.locator(".avis.grave").getByText(/Ce navigateur refuse de garder des données/).waitFor();
    await place(page, "Terrain");
    await page.getByRole("alert").getByText(/Ce navigateur refuse de garder des données/).waitFor();
    await allThere(context, url);
  });
}

scenario("A browser that denies only the preferences loses only the comfort", async (world) => {
  const { context, url } = await phoneInUse(world);
  const page = await context.newPage();
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, "localStorage", {
      get() {
        throw new DOMException("Access is denied for this document.", "SecurityError");
      },
    });
  });
  assert.match(await (await openJournal(page, url)).innerText(), /Avant la panne/);
  await noteContact(page, url, { issue: "Refus" });
  assert.equal(await (await openJournal(page, url)).count(), 2);
});

/** A phone without room: every write is refused. */
const noRoom = () => {
  for (const write of ["put", "add"]) {
    IDBObjectStore.prototype[write] = () => {
      throw new DOMException("Quota exceeded.", "QuotaExceededError");
    };
  }
};

scenario("A full phone can read the contract, keeps the form of a contact, and loses nothing", async (world) => {
  const { context, url } = await phoneInUse(world);
  const page = await context.newPage();
  await page.addInitScript(noRoom);
  await fillContact(page, url, { issue: "Échange", note: "Sans place" });
  await saveButton(page).click();
  await page.getByRole("alert").getByText("Il n'y a plus de place sur le téléphone.").waitFor();
  assert.equal(await page.getByLabel("Note (facultative)").inputValue(), "Sans place", "the form is kept");
  assert.equal(await page.getByRole("button", { name: "Échange", exact: true }).getAttribute("aria-pressed"), "true");
  assert.equal(await saveButton(page).isEnabled(), true, "it can be tried again");
  await allThere(context, url);
});

scenario("A phone that is full at the first visit reads the contract and says that it is not kept", async (world) => {
  const server = await world.serve();
  const { page } = await world.freshPhone();
  await page.addInitScript(noRoom);
  await page.goto(`${server.url}contrat/${OZOIR}`);
  await heading(page, TITLE).waitFor();
  await page.locator(".avis.grave").getByText("Il n'y a plus de place sur le téléphone.").waitFor();
});
