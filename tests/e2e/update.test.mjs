// A new version of the app: whole or not at all, when the person says so, and nothing of theirs is touched.

import assert from "node:assert/strict";
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { contacts, heading, noteContact, offlineReady, openJournal, visitOzoir } from "./support/app.mjs";
import { change, copySite, precached } from "./support/site.mjs";
import { scenario } from "./support/world.mjs";

const OLD_WORD = "Je cherche un travail";
const NEW_WORD = "Je cherche un emploi";

/** Two builds on one origin: the first is installed and holds a contact, the second is ready to be put in its place. */
async function twoBuilds(world) {
  const [before, next] = [world.folder("build-a"), world.folder("build-b")];
  copySite(before);
  copySite(next, {
    edit: (folder) => {
      appendFileSync(join(folder, "boot.js"), "// The next build.\n");
      change(folder, "index.html", (page) => page.replace("<body>", "<body><!-- The next build. -->"));
      change(folder, "vocabulaire.json", (words) => words.replace(OLD_WORD, NEW_WORD));
    },
  });
  const host = await world.host({ "/": before });
  const { context, page } = await world.freshPhone();
  const url = `${host.origin}/`;
  await visitOzoir(page, url);
  await noteContact(page, url, { issue: "Absent" });
  return { before, next, host, context, page, url };
}

/** What the page gets for each file that the build keeps: its SHA-256. */
const received = (page, folder) =>
  page.evaluate(async (paths) => {
    const digests = {};
    for (const path of paths) {
      const body = await (await fetch(new URL(path, document.baseURI))).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
      digests[path] = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    }
    return digests;
  }, Object.keys(precached(folder)));

/** Asks for the new version and waits for what becomes of it: "installed" or "redundant". */
const fateOfUpdate = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return new Promise((resolve) => {
      const follow = (worker) =>
        worker?.addEventListener("statechange", () => {
          if (["installed", "redundant"].includes(worker.state)) resolve(worker.state);
        });
      follow(registration.installing);
      registration.addEventListener("updatefound", () => follow(registration.installing));
      registration.update();
    });
  });

/** The page has asked for a new build, as it does at its start, and no attempt is under way. */
async function atRest(page) {
  await offlineReady(page);
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    // Attempts come one after the other: this one stands behind those that were asked for before.
    await registration.update();
    const worker = registration.installing;
    if (!worker) return;
    await new Promise((over) => {
      worker.addEventListener("statechange", () => ["installed", "redundant"].includes(worker.state) && over());
    });
  });
}

const news = (page) => page.getByText("Nouvelle version prête.");
const besoin = (page, word) => page.locator(".tuile").filter({ hasText: word });

/** How many builds are kept, whole or not. The page last read has a cache of its own. */
const keptBuilds = (page) =>
  page.evaluate(async () => (await caches.keys()).filter((name) => !name.endsWith(":apercu")).length);

scenario("A new build waits for the person's word, then replaces the old one whole; the data stay", async (world) => {
  const { before, next, host, context, page, url } = await twoBuilds(world);
  host.mounts["/"] = next;
  await page.goto(`${url}aides`);
  await news(page).waitFor();
  await page.reload();
  await news(page).waitFor();
  assert.deepEqual(await received(page, before), precached(before), "the old build is served whole");
  await besoin(page, OLD_WORD).waitFor();

  await page.getByRole("button", { name: "Ouvrir la nouvelle version" }).click();
  await besoin(page, NEW_WORD).waitFor();
  assert.equal(await news(page).count(), 0);
  assert.deepEqual(await received(page, next), precached(next), "the new build is served whole");
  assert.equal(await keptBuilds(page), 1, "the old build is gone");
  assert.equal(await (await openJournal(page, url)).count(), 1, "the contact is kept");

  await host.stop();
  world.allow(/ERR_CONNECTION_REFUSED/);
  const restarted = await context.newPage();
  await restarted.goto(`${url}aides`);
  await besoin(restarted, NEW_WORD).waitFor();
});

scenario("A form that is being filled is not interrupted by a new build", async (world) => {
  const { next, host, page, url } = await twoBuilds(world);
  await page.goto(`${url}terrain/contact`);
  await page.getByLabel("Note (facultative)").fill("En cours");
  host.mounts["/"] = next;
  assert.equal(await fateOfUpdate(page), "installed");
  assert.equal(await news(page).count(), 0);
  assert.equal(await page.getByLabel("Note (facultative)").inputValue(), "En cours");
  await page.getByRole("link", { name: "Terrain" }).first().click();
  await news(page).waitFor();
});

scenario("A second window does not lose its form when the first accepts the new build", async (world) => {
  const { next, host, context, page, url } = await twoBuilds(world);
  const other = await context.newPage();
  await other.goto(`${url}terrain/contact`);
  await other.getByRole("button", { name: "Refus", exact: true }).click();
  await other.getByLabel("Note (facultative)").fill("En cours");
  await page.goto(`${url}aides`);
  host.mounts["/"] = next;
  assert.equal(await fateOfUpdate(page), "installed");
  await page.getByRole("button", { name: "Ouvrir la nouvelle version" }).click();
  await besoin(page, NEW_WORD).waitFor();
  assert.equal(await other.getByLabel("Note (facultative)").inputValue(), "En cours");
  await other.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await heading(other, "Terrain").waitFor();
  await contacts(other).nth(1).waitFor();
});

for (const [fault, answer] of Object.entries({
  missing: (response) => response.writeHead(404).end(),
  "of the build before": (response, before) =>
    response.writeHead(200, { "content-type": "text/javascript" }).end(readFileSync(join(before, "boot.js"))),
  "a sign-in page": (response) =>
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Wifi</title>"),
})) {
  scenario(`A build with one file ${fault} is not installed, and the one in place goes on`, async (world) => {
    const { before, next, host, page, url } = await twoBuilds(world);
    world.allow(/boot\.js|404/);
    host.mounts["/"] = next;
    host.answer = (path, response) => path === "boot.js" && Boolean(answer(response, before));
    assert.equal(await fateOfUpdate(page), "redundant");
    await page.goto(`${url}aides`);
    await besoin(page, OLD_WORD).waitFor();
    await atRest(page);
    assert.equal(await news(page).count(), 0);
    assert.deepEqual(await received(page, before), precached(before), "the old build is served whole");
    assert.equal(await keptBuilds(page), 1, "nothing is left of the half build");

    host.answer = () => false;
    assert.equal(await fateOfUpdate(page), "installed");
    await news(page).waitFor();
  });
}
