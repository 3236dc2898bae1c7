// The sealed journal: made, locked, opened again by every way in, carried to another phone, read by nobody else.

import assert from "node:assert/strict";
import { lstatSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { assertNone, axeFindings, sidewaysFindings, smallTargets } from "./support/accessibility.mjs";
import {
  anotherPhrase,
  contacts,
  createJournal,
  heading,
  hideButton,
  noteHere,
  place,
  saveButton,
  typePhrase,
  unlock,
  visitOzoir,
} from "./support/app.mjs";
import { beginRound } from "./support/tournee.mjs";
import { NO_NEWS, scenario } from "./support/world.mjs";

/** A phone with the contract on it, whose profile outlives its browser. */
async function ready(world) {
  const server = await world.serve();
  const profile = world.folder("profil");
  const phone = await world.phone(profile);
  await visitOzoir(phone.page, server.url);
  return { ...phone, server, profile, url: server.url };
}

/** A phone with the contract on it, and with a key of its own that the finger opens. */
async function withKey(world) {
  const server = await world.serve();
  // A passkey belongs to a name: an address of numbers has none.
  const url = server.url.replace("127.0.0.1", "localhost");
  const { page, context } = await world.freshPhone();
  await visitOzoir(page, url);
  const devtools = await context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const options = { protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasResidentKey: true, hasPrf: true };
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: { ...options, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return { page, url };
}

scenario("A new user has a journal in four steps, and nothing exists before the last one", async (world) => {
  const { page, url } = await ready(world);
  await page.goto(`${url}terrain`);
  await page.getByRole("link", { name: "Créer mon journal" }).click();
  await page.locator(".mots-secrets").waitFor();
  await page.getByRole("link", { name: "C'est écrit" }).click();
  await page.getByLabel(/^Mot numéro/).first().fill("zzzz");
  await page.getByLabel(/^Mot numéro/).last().fill("zzzz");
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByRole("alert").getByText(/Le mot numéro \d+ n'est pas le bon/).waitFor();
  await page.reload();
  await heading(page, "Votre phrase secrète").waitFor();
  await place(page, "Terrain");
  await page.getByRole("link", { name: "Créer mon journal" }).waitFor();

  await createJournal(page, url);
  await noteHere(page, { issue: "Échange", note: "Première vraie note" });
  await contacts(page).getByText("Première vraie note").waitFor();
});

scenario("A journal locks, and opens without network; a wrong phrase opens nothing and loses nothing", async (world) => {
  world.allow(NO_NEWS);
  const { page, url, server } = await ready(world);
  const { phrase } = await createJournal(page, url);
  await noteHere(page, { note: "Gardée sous clé" });
  await server.stop();
  await page.goto(`${url}terrain`);
  await typePhrase(page, phrase.split(" ").reverse().join(" "));
  await page.getByRole("alert").getByText("Ce n'est pas la bonne phrase.").waitFor();
  // Of many words one may be wrong: they can be mended.
  assert.equal(await page.getByLabel("Votre phrase secrète").inputValue(), phrase.split(" ").reverse().join(" "));
  await typePhrase(page, "abaisser zzzz");
  await page.getByRole("alert").getByText(/n'est pas dans la liste|il en faut 8/).waitFor();
  assert.equal(await contacts(page).count(), 0);
  // Four letters a word, without accents, are enough.
  const plain = phrase.normalize("NFD").replaceAll(/\p{M}/gu, "").toUpperCase();
  await typePhrase(page, plain.split(" ").map((word) => word.slice(0, 4)).join("  "));
  await hideButton(page).waitFor();
  await contacts(page).getByText("Gardée sous clé").waitFor();
});

scenario("Hiding locks at once and shows the public part", async (world) => {
  const { page, url } = await ready(world);
  await createJournal(page, url);
  await noteHere(page, { note: "À ne pas montrer" });
  await hideButton(page).click();
  await heading(page, "De quoi avez-vous besoin ?").waitFor();
  await place(page, "Terrain");
  await page.getByLabel("Votre phrase secrète").waitFor();
  assert.equal(await page.getByText("À ne pas montrer").count(), 0);
});

scenario("Five idle minutes lock, and so does a minute out of sight, or five in a round", async (world) => {
  const { page, url } = await ready(world);
  await page.clock.install();
  const { phrase } = await createJournal(page, url);
  await page.clock.fastForward("04:30");
  assert.ok(await hideButton(page).isVisible());
  await page.clock.fastForward("00:45");
  await page.getByLabel("Votre phrase secrète").waitFor();

  await typePhrase(page, phrase);
  await hideButton(page).waitFor();
  const hidden = (hidden) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }, hidden);
  await hidden(true);
  await page.clock.fastForward("01:10");
  await page.getByLabel("Votre phrase secrète").waitFor();

  // In a round the phone goes into the pocket from door to door.
  await hidden(false);
  await typePhrase(page, phrase);
  await hideButton(page).waitFor();
  await beginRound(page);
  await hidden(true);
  await page.clock.fastForward("04:30");
  assert.ok(await hideButton(page).isVisible());
  await page.clock.fastForward("00:45");
  await page.getByLabel("Votre phrase secrète").waitFor();
});

scenario("Months whose time is over are listed, and go at the person's word; how long they are kept is chosen", async (world) => {
  const { page, url } = await ready(world);
  const { phrase } = await createJournal(page, url);
  await noteHere(page, { note: "Notée il y a longtemps" });
  const toTheVault = async () => {
    await place(page, "Plus");
    await page.getByRole("link", { name: "Le coffre" }).click();
    await heading(page, "Le coffre").waitFor();
  };
  const section = page.locator(".bloc", { has: page.getByRole("heading", { name: "La durée de garde" }) });
  const nothing = section.getByText("Aucun mois n'a dépassé ce temps.");
  const choice = (months) => section.getByRole("button", { name: `${months} mois`, exact: true });
  const chosen = (months) => section.locator("button[aria-pressed=true]", { hasText: `${months} mois` });
  await toTheVault();
  await nothing.waitFor();
  await chosen(24).waitFor();

  // The phone shows a day more than a year later, which its owner vouches for.
  const day = 24 * 60 * 60 * 1000;
  const begun = Date.now();
  await page.clock.setSystemTime(begun + 500 * day);
  await unlock(page, url, phrase);
  await toTheVault();
  await section.getByText("La date du téléphone est douteuse.").waitFor();
  await place(page, "Terrain");
  await page.getByRole("button", { name: "La date est juste" }).click();
  await page.getByText("La date du téléphone paraît fausse.").waitFor({ state: "detached" });
  await toTheVault();
  await nothing.waitFor();

  // A shorter choice lists more, a longer one less; nothing goes by it, and it outlives the lock.
  await choice(12).click();
  await page.getByText("Choisi : chaque mois est gardé 12 mois après sa fin.").waitFor();
  await section.getByText("1 contact").waitFor();
  await chosen(12).waitFor();
  assert.ok(await choice(12).evaluate((button) => button === document.activeElement), "the focus stays on the choice");
  await unlock(page, url, phrase);
  await contacts(page).getByText("Notée il y a longtemps").waitFor();
  await toTheVault();
  await chosen(12).waitFor();
  await section.getByText("1 contact").waitFor();
  await choice(36).click();
  await nothing.waitFor();
  await choice(12).click();
  await section.getByText("1 contact").waitFor();
  await section.getByText("Détruire ces mois").click();
  await section.getByRole("button", { name: "Détruire pour de bon" }).click();
  await page.getByText("C'est détruit sur ce téléphone.").waitFor();
  await nothing.waitFor();

  await unlock(page, url, phrase);
  await hideButton(page).waitFor();
  assert.equal(await page.getByText("Notée il y a longtemps").count(), 0);
});

scenario("A contact noted while the journal is locked joins it at the next opening", async (world) => {
  const { page, url } = await ready(world);
  const { phrase } = await createJournal(page, url);
  await page.goto(`${url}terrain`);
  await page.getByRole("link", { name: "Noter un contact sans ouvrir" }).click();
  await page.getByText("Journal fermé.").waitFor();
  await page.getByRole("button", { name: "Échange", exact: true }).click();
  await page.getByLabel("Note (facultative)").fill("Écrit porte close");
  await saveButton(page).click();
  await page.getByText(/Il rejoindra le journal à la prochaine ouverture/).first().waitFor();
  assert.equal(await contacts(page).count(), 0);
  await unlock(page, url, phrase);
  await contacts(page).getByText("Écrit porte close").waitFor();
  await page.getByText(/Contacts notés journal fermé.* 1\./).waitFor();
});

scenario("A forgotten phrase is replaced by means of the sheet, and no contact is lost", async (world) => {
  const { page, url } = await ready(world);
  const { phrase, sheet } = await createJournal(page, url);
  await noteHere(page, { note: "Toujours là" });
  await page.goto(`${url}terrain`);
  await page.getByRole("link", { name: "Phrase oubliée ?" }).click();
  await page.getByLabel(/Les douze mots/).fill(sheet.split(" ").slice(1).join(" "));
  await page.getByRole("button", { name: "Ouvrir avec la fiche" }).click();
  await page.getByRole("alert").getByText("Il y a 11 mots, il en faut 12.").waitFor();
  await page.getByLabel(/Les douze mots/).fill(sheet);
  await page.getByRole("button", { name: "Ouvrir avec la fiche" }).click();
  await heading(page, "Votre phrase secrète").waitFor();
  const another = await anotherPhrase(page);
  await page.goto(`${url}terrain`);
  await typePhrase(page, phrase);
  await page.getByRole("alert").getByText("Ce n'est pas la bonne phrase.").waitFor();
  await typePhrase(page, another);
  await contacts(page).getByText("Toujours là").waitFor();
});

scenario("A form that was being filled in when the battery died is offered again", async (world) => {
  const { page, url, context, profile } = await ready(world);
  const { phrase } = await createJournal(page, url);
  await beginContact(page, "À moitié écrit");
  await kept(page);
  await world.kill(context);
  const again = await world.phone(profile);
  await unlock(again.page, url, phrase);
  await again.page.getByRole("button", { name: "Reprendre la saisie" }).click();
  await heading(again.page, "Noter un contact").waitFor();
  assert.equal(await again.page.getByLabel("Note (facultative)").inputValue(), "À moitié écrit");
  await again.page.getByRole("button", { name: "Échange", exact: true }).click();
  await saveButton(again.page).click();
  await contacts(again.page).getByText("À moitié écrit").waitFor();
  assert.equal(await again.page.getByRole("button", { name: "Reprendre la saisie" }).count(), 0);
});

scenario("One window has the journal; another one takes over when asked to", async (world) => {
  const { page, url, context } = await ready(world);
  const { phrase } = await createJournal(page, url);
  await noteHere(page, { note: "De la première fenêtre" });
  const other = await context.newPage();
  await other.goto(`${url}terrain`);
  await typePhrase(other, phrase);
  await other.getByText("Le journal est ouvert dans une autre fenêtre.").waitFor();
  await other.getByRole("button", { name: "Prendre la main ici" }).click();
  await typePhrase(other, phrase);
  await contacts(other).getByText("De la première fenêtre").waitFor();
  await page.getByLabel("Votre phrase secrète").waitFor();
  assert.equal(await contacts(page).count(), 0);
});

scenario("The phone's own key opens the journal, until it is taken away", async (world) => {
  const { page, url } = await withKey(world);
  await createJournal(page, url);
  await noteHere(page, { note: "Ouvert du doigt" });
  await place(page, "Plus");
  await page.getByRole("link", { name: "Le coffre" }).click();
  await page.getByRole("button", { name: "Ajouter la clé de ce téléphone" }).click();
  await page.getByRole("button", { name: "Retirer la clé" }).waitFor();
  await page.goto(`${url}terrain`);
  await page.getByRole("button", { name: "Ouvrir avec la clé du téléphone" }).click();
  await contacts(page).getByText("Ouvert du doigt").waitFor();
  await place(page, "Plus");
  await page.getByRole("link", { name: "Le coffre" }).click();
  await page.getByRole("button", { name: "Retirer la clé" }).click();
  await page.getByRole("button", { name: "Ajouter la clé de ce téléphone" }).waitFor();
  await page.goto(`${url}terrain`);
  await page.getByLabel("Votre phrase secrète").waitFor();
  assert.equal(await page.getByRole("button", { name: "Ouvrir avec la clé du téléphone" }).count(), 0);
});

scenario("A phone that has a key of its own is offered it once the journal is made; no other one is", async (world) => {
  const offered = (page) => page.getByRole("button", { name: "Ajouter la clé de ce téléphone" });
  const { page, url } = await withKey(world);
  const { phrase } = await createJournal(page, url);
  await offered(page).waitFor();
  assertNone([...(await axeFindings(page)), ...(await sidewaysFindings(page)), ...(await smallTargets(page))]);
  await offered(page).click();
  await page.getByText("Ce téléphone ouvre maintenant le journal").waitFor();
  assert.equal(await offered(page).count(), 0);
  await page.goto(`${url}terrain`);
  await page.getByRole("button", { name: "Ouvrir avec la clé du téléphone" }).click();
  await hideButton(page).waitFor();
  // It is offered once, and the phrase opens as before.
  assert.equal(await offered(page).count(), 0);
  await unlock(page, url, phrase);

  const declined = await withKey(world);
  await createJournal(declined.page, declined.url);
  await offered(declined.page).waitFor();
  await declined.page.getByRole("button", { name: "Non merci" }).click();
  await offered(declined.page).waitFor({ state: "detached" });

  const without = await ready(world);
  const told = without.page.evaluate(() => PublicKeyCredential.getClientCapabilities());
  assert.equal((await told).userVerifyingPlatformAuthenticator, false);
  await createJournal(without.page, without.url);
  await noteHere(without.page, {});
  assert.equal(await offered(without.page).count(), 0);
});

scenario("The code of the day reopens after the lock, three times at most when it is wrong", async (world) => {
  const { page, url } = await ready(world);
  await createJournal(page, url);
  await place(page, "Plus");
  await page.getByRole("link", { name: "Le coffre" }).click();
  await page.getByLabel("Code du jour").fill("482913");
  await page.getByRole("button", { name: "Mettre ce code" }).click();
  await page.getByText("Le code rouvrira le journal jusqu'à minuit.").waitFor();
  assert.equal(await page.getByLabel("Code du jour").inputValue(), "", "what was read leaves its field");
  const type = async (code) => {
    await page.getByLabel("Code du jour").fill(code);
    await page.getByRole("button", { name: "Ouvrir avec le code" }).click();
  };
  await hideButton(page).click();
  await place(page, "Terrain");
  await type("482913");
  await hideButton(page).click();
  await place(page, "Terrain");
  for (const left of ["Il reste 2 essais.", "Il reste un essai.", "Le code du jour ne sert plus."]) {
    await type("000000");
    await page.getByRole("alert").getByText(left).waitFor();
  }
  assert.equal(await page.getByLabel("Code du jour").count(), 0);
});

scenario("The phrase is changed, and the old one opens no more", async (world) => {
  const { page, url } = await ready(world);
  const { phrase } = await createJournal(page, url);
  await place(page, "Plus");
  await page.getByRole("link", { name: "Le coffre" }).click();
  await page.getByRole("link", { name: "Changer la phrase" }).click();
  const another = await anotherPhrase(page);
  await page.goto(`${url}terrain`);
  await typePhrase(page, phrase);
  await page.getByRole("alert").getByText("Ce n'est pas la bonne phrase.").waitFor();
  await typePhrase(page, another);
  await hideButton(page).waitFor();
});

scenario("A phone is lost: its backup and the sheet bring everything back on another one", async (world) => {
  const { page, url } = await ready(world);
  const { phrase, sheet } = await createJournal(page, url);
  for (const note of ["Un", "Deux", "Trois"]) await noteHere(page, { note });
  await place(page, "Plus");
  await page.getByRole("link", { name: "Sauvegarde" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Faire une sauvegarde" }).click();
  const file = join(world.folder("cle-usb"), "sauvegarde.txt");
  await (await download).saveAs(file);
  await page.getByText(/^Dernière sauvegarde : /).waitFor();

  const other = await world.freshPhone();
  await visitOzoir(other.page, url);
  await other.page.goto(`${url}plus/sauvegarde`);
  const choose = (name, buffer) =>
    other.page.getByLabel("Choisir le fichier").setInputFiles({ name, mimeType: "text/plain", buffer });
  await choose("coupe.txt", readFileSync(file).subarray(0, 500));
  await other.page.getByRole("alert").getByText(/coupé, abîmé ou d'une autre sorte/).waitFor();
  // The phrase opens the file as well as the sheet does.
  await choose("sauvegarde.txt", readFileSync(file));
  await other.page.getByLabel("Votre phrase secrète").fill(phrase);
  await other.page.getByRole("button", { name: "Ouvrir avec la phrase" }).click();
  await other.page.getByText("Ce que contient ce fichier").waitFor();
  await other.page.getByRole("button", { name: "Laisser ce fichier" }).click();
  await choose("sauvegarde.txt", readFileSync(file));
  await other.page.getByLabel(/douze mots/).fill(sheet);
  await other.page.getByRole("button", { name: "Ouvrir avec la fiche" }).click();
  await other.page.getByText("Ce que contient ce fichier").waitFor();
  assert.match(await other.page.locator("main").innerText(), /Contacts\s+3/);
  await other.page.getByRole("button", { name: "Reprendre" }).click();
  await hideButton(other.page).waitFor();
  assert.equal(await contacts(other.page).count(), 3);
});

scenario("Where one copy is gone the other one mends it; where both are, nothing new begins by itself", async (world) => {
  const { page, url, context, profile } = await ready(world);
  const { phrase } = await createJournal(page, url);
  await noteHere(page, { note: "En deux exemplaires" });
  await context.close();
  const remove = (names) => {
    for (const path of below(profile)) if (names.some((name) => path.endsWith(name))) rmSync(path, { recursive: true });
  };
  for (const lost of [["/File System"], ["/IndexedDB", "/WebStorage"]]) {
    remove(lost);
    const phone = await world.phone(profile);
    await unlock(phone.page, url, phrase);
    await contacts(phone.page).getByText("En deux exemplaires").waitFor();
    await phone.page.getByText(/entrées y ont été remises/).waitFor();
    await phone.context.close();
  }
  remove(["/File System", "/IndexedDB", "/WebStorage"]);
  const phone = await world.phone(profile);
  await phone.page.goto(`${url}terrain`);
  await phone.page.getByText("Le journal de ce téléphone ne se lit plus.").waitFor();
  assert.ok(!(await phone.page.getByRole("link", { name: "Commencer un journal neuf" }).isVisible()));
});

scenario("Nobody reads in the phone's memory what was noted, be it locked or killed in the middle of a form", async (world) => {
  const { page, url, context, profile } = await ready(world);
  const { phrase } = await createJournal(page, url);
  const planted = Array.from({ length: 50 }, (_, rank) => `Zyqvo${rank}rueKwartzel${rank * 7}`);
  for (let rank = 0; rank < 45; rank += 9) {
    await noteHere(page, { issue: "Échange", note: planted.slice(rank, rank + 9).join(" ") });
  }
  await hideButton(page).click();
  await place(page, "Terrain");
  await page.getByLabel("Votre phrase secrète").waitFor();
  assert.deepEqual(readable(profile, planted), []);

  await typePhrase(page, phrase);
  await hideButton(page).waitFor();
  await beginContact(page, planted.slice(45).join(" "));
  await kept(page);
  await world.kill(context);
  assert.deepEqual(readable(profile, planted), []);
});

scenario("Every screen of the journal passes the automatic accessibility rules", async (world) => {
  const { page, url } = await ready(world);
  const failures = [];
  const check = async (name) => {
    for (const look of [axeFindings, sidewaysFindings, smallTargets]) {
      failures.push(...(await look(page)).map((finding) => `${name}: ${finding}`));
    }
  };
  await page.goto(`${url}terrain`);
  await page.getByRole("link", { name: "Créer mon journal" }).waitFor();
  await check("welcome");
  await page.goto(`${url}terrain/clefs/phrase`);
  await page.locator(".mots-secrets").waitFor();
  await check("phrase");
  await page.getByRole("link", { name: "Je choisis la mienne" }).click();
  await page.getByLabel("Votre phrase").fill("le chat dort");
  await page.getByText("Force :").waitFor();
  await check("own phrase");
  await createJournal(page, url);
  await noteHere(page, {});
  await check("open");
  await place(page, "Plus");
  await page.getByRole("link", { name: "Le coffre" }).click();
  await heading(page, "Le coffre").waitFor();
  await check("ways in");
  await place(page, "Plus");
  await page.getByRole("link", { name: "Sauvegarde" }).click();
  await check("backup");
  await place(page, "Plus");
  await page.getByRole("link", { name: "Ce qui est gardé ici" }).click();
  await page.getByRole("button", { name: "Vérifier la chaîne" }).click();
  await page.getByText(/sans aucun défaut/).waitFor();
  await page.getByRole("button", { name: "Mesurer la place libre" }).click();
  await page.getByText(/ont été écrits, relus/).waitFor();
  await check("storage");
  await page.goto(`${url}terrain`);
  await page.getByLabel("Votre phrase secrète").waitFor();
  await check("locked");
  await page.goto(`${url}terrain/oubli`);
  await page.getByLabel(/Les douze mots/).waitFor();
  await check("forgotten");
  assertNone(failures);
});

/** Until a draft lies in the database. */
async function kept(page) {
  const drafts = () =>
    page.evaluate(async () => {
      const answered = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
      const { name } = (await indexedDB.databases()).find((database) => database.name.endsWith(":journal"));
      const database = await answered(indexedDB.open(name));
      const keys = await answered(database.transaction("choses").objectStore("choses").getAllKeys());
      database.close();
      return keys.filter((key) => key.startsWith("brouillon-")).length;
    });
  // Each question takes its time; the scenario's own limit ends it.
  while ((await drafts()) === 0);
}

/** Opens the form of a contact and types its note, nothing else. */
async function beginContact(page, note) {
  await place(page, "Terrain");
  await page.getByRole("link", { name: /^Noter un contact/ }).click();
  await page.getByLabel("Note (facultative)").fill(note);
}

/**
 * Which of these words some file of a profile holds, as a person or a program would write them. A running browser takes
 * files away while they are walked: a walk that met this tells nothing of what moved, and begins again.
 */
function readable(profile, words) {
  for (;;) {
    try {
      return below(profile).flatMap((path) => (lstatSync(path).isFile() ? wordsIn(path, words) : []));
    } catch (failure) {
      if (failure.code !== "ENOENT") throw failure;
    }
  }
}

/** Which of these words the bytes of a file hold, in either encoding of a browser. */
function wordsIn(path, words) {
  const bytes = readFileSync(path);
  const holds = (word) => bytes.includes(word) || bytes.includes(Buffer.from(word, "utf16le"));
  return words.filter(holds).map((word) => `${word} in ${path}`);
}

/** Every file and folder below one. */
function below(folder) {
  return readdirSync(folder, { recursive: true }).map((path) => join(folder, path));
}
