// The practice journal: what was acknowledged is there, once, whatever fingers, tabs and batteries do.

import assert from "node:assert/strict";

import {
  contacts,
  fillContact,
  heading,
  noteContact,
  openJournal,
  saveButton,
  saved,
  visitOzoir,
} from "./support/app.mjs";
import { FULL, scenario } from "./support/world.mjs";

/** A phone with the contract on it. */
async function ready(world) {
  const server = await world.serve();
  const phone = await world.freshPhone();
  await visitOzoir(phone.page, server.url);
  return { ...phone, server, url: server.url };
}

scenario("Five taps on Save within fifty milliseconds note one contact", async (world) => {
  const { page, url } = await ready(world);
  await fillContact(page, url, { issue: "Absent" });
  await saveButton(page).evaluate(async (button) => {
    // Two before the page can answer at all, three while it does.
    button.click();
    button.click();
    for (let taps = 0; taps < 3; taps += 1) {
      await new Promise((next) => setTimeout(next, 10));
      button.click();
    }
  });
  await saved(page).waitFor();
  assert.equal(await (await openJournal(page, url)).count(), 1);
});

scenario("A megabyte pasted into the note is refused in words, and the form is kept", async (world) => {
  const { page, url } = await ready(world);
  await fillContact(page, url, { issue: "Échange", besoins: ["Je cherche un travail"], note: "é".repeat(1_000_000) });
  await saveButton(page).click();
  const alert = page.getByRole("alert");
  await alert.getByText(/la limite est 500/).waitFor();
  assert.match(await alert.innerText(), /Raccourcissez la note/);
  assert.equal((await page.getByLabel("Note (facultative)").inputValue()).length, 1_000_000);
  assert.equal(await page.getByRole("button", { name: "Je cherche un travail" }).getAttribute("aria-pressed"), "true");

  await page.getByLabel("Note (facultative)").fill("Plus court");
  await saveButton(page).click();
  await saved(page).waitFor();
  assert.match(await (await openJournal(page, url)).innerText(), /Plus court/);
});

scenario("Saving can be undone, erasing can be undone, and both last", async (world) => {
  const { page, url } = await ready(world);
  await noteContact(page, url, { issue: "Absent", note: "Reste" });
  await noteContact(page, url, { issue: "Refus", note: "Repris" });
  await page.getByRole("button", { name: "Annuler" }).click();
  await page.getByText("C'est annulé.").waitFor();
  assert.equal(await (await openJournal(page, url)).count(), 1);

  await page.getByRole("button", { name: "Effacer ce contact" }).click();
  await page.getByText("Contact effacé.").waitFor();
  assert.equal(await contacts(page).count(), 0);
  await page.getByRole("button", { name: "Annuler" }).click();
  await contacts(page).waitFor();
  assert.match(await (await openJournal(page, url)).innerText(), /Reste/);

  await page.getByRole("button", { name: "Effacer ce contact" }).click();
  await page.getByText("Contact effacé.").waitFor();
  assert.equal(await (await openJournal(page, url)).count(), 0, "what is erased stays so");
});

scenario("The whole practice journal goes in one tap, and does not come back", async (world) => {
  const { page, url } = await ready(world);
  for (const issue of ["Absent", "Refus", "À repasser"]) await noteContact(page, url, { issue });
  assert.equal(await contacts(page).count(), 3);
  await page.getByRole("button", { name: "Supprimer tout le journal d'essai" }).click();
  await page.getByText("Aucun contact noté").waitFor();
  assert.equal(await (await openJournal(page, url)).count(), 0);
  await noteContact(page, url, { issue: "Absent" });
  assert.equal(await (await openJournal(page, url)).count(), 1, "a new one begins");
});

scenario("A contact survives the browser's death right after it is said to be saved", async (world) => {
  const profile = world.folder("profile");
  const server = await world.serve();
  let phone = await world.phone(profile);
  await visitOzoir(phone.page, server.url);
  for (let deaths = 1; deaths <= (FULL ? 20 : 1); deaths += 1) {
    await noteContact(phone.page, server.url, { issue: "Refus", note: `Avant la mort ${deaths}` });
    await world.kill(phone.context);
    phone = await world.phone(profile);
    const kept = await openJournal(phone.page, server.url);
    assert.equal(await kept.count(), deaths);
    assert.match(await kept.first().innerText(), new RegExp(`Avant la mort ${deaths}$`, "m"));
  }
});

scenario("Two tabs that save at once both end in the journal", async (world) => {
  const { context, page, url } = await ready(world);
  await noteContact(page, url, { issue: "Absent", note: "D'abord" });
  const other = await context.newPage();
  await fillContact(page, url, { issue: "Refus", note: "Ici" });
  await fillContact(other, url, { issue: "Absent", note: "Là" });
  await Promise.all([page, other].map((tab) => saveButton(tab).evaluate((button) => button.click())));
  await Promise.all([page, other].map((tab) => saved(tab).waitFor()));
  const kept = (await (await openJournal(page, url)).allInnerTexts()).join("\n");
  for (const note of ["D'abord", "Ici", "Là"]) assert.ok(kept.includes(note), `${note}: ${kept}`);
  assert.equal(await contacts(page).count(), 3);
});

scenario("Back in the moment of Save notes the contact once and leaves the person where Back leads", async (world) => {
  const { page, url } = await ready(world);
  await page.goto(`${url}bilan`);
  await page.getByRole("link", { name: "Noter un contact" }).click();
  await page.getByRole("button", { name: "Refus", exact: true }).click();
  await saveButton(page).evaluate((button) => {
    button.click();
    history.back();
  });
  await saved(page).waitFor();
  await heading(page, "Bilan").waitFor();
  assert.equal(new URL(page.url()).pathname, "/bilan");
  assert.equal(await (await openJournal(page, url)).count(), 1);
});

scenario("What people type is shown as they typed it, without marks that turn writing about, and never run", async (world) => {
  const { page, url } = await ready(world);
  const run = ["<script>document.title = 'pris'</script>", "<img src=x onerror=alert(1)>"];
  const notes = [...run, "null", "\u202Eabc", "e\u0301te\u0301"];
  for (const note of notes) await noteContact(page, url, { issue: "Absent", note });
  const kept = await (await openJournal(page, url)).locator(".note").allTextContents();
  assert.deepEqual(new Set(kept), new Set(notes.map((note) => note.replace("\u202E", ""))));
  assert.equal(await page.title(), "Terrain · Relais");
});
