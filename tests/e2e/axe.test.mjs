// Every screen for everybody: by axe in both themes, on a narrow phone with doubled text, by thumb and by keyboard.

import assert from "node:assert/strict";

import { assertNone, axeFindings, coveredFocus, sidewaysFindings, smallTargets } from "./support/accessibility.mjs";
import { contacts, fillContact, heading, noteContact, saved, visitOzoir } from "./support/app.mjs";
import { screens } from "./support/screens.mjs";
import { DIST, OZOIR, readPack } from "./support/site.mjs";
import { scenario } from "./support/world.mjs";

/** A phone with the contract and one contact, so that no list is empty. */
async function ready(world, options) {
  const server = await world.serve();
  // Without motion: a colour on its way to another has neither's contrast.
  const { page } = await world.freshPhone({ reducedMotion: "reduce", ...options });
  await visitOzoir(page, server.url);
  await noteContact(page, server.url, { issue: "Échange", besoins: ["Je cherche un travail"], note: "Un essai" });
  return { page, url: server.url };
}

/** Opens each screen, in the states that have something to show, and collects what `look` finds there. */
async function onEveryScreen(page, url, look) {
  const found = [];
  const collect = async (name) => found.push(...(await look(page)).map((finding) => `${name}: ${finding}`));
  for (const { path, title } of screens()) {
    await page.goto(`${url}${path}`);
    await (title ? heading(page, title) : page.locator("main h1")).waitFor();
    await page.locator("main .attente").waitFor({ state: "detached" });
    await collect(path);
  }
  await page.goto(`${url}contrat`);
  await page.getByRole("button", { name: /^Déplier/ }).first().click();
  await collect("contrat, open");
  await page.goto(`${url}chercher?q=zzzz`);
  await page.getByText("Rien trouvé.").waitFor();
  await collect("chercher, nothing found");
  await fillContact(page, url, { issue: "Échange", note: "x".repeat(501) });
  await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await page.getByRole("alert").waitFor();
  await collect("contact, refused");
  await noteContact(page, url, { issue: "Refus" });
  await collect("terrain, just saved");
  return found;
}

/** Doubles the text; the policy of the page allows no style of ours but this one. */
const doubleText = (page) =>
  page.evaluate(() => {
    const root = document.documentElement;
    root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
  });

scenario("On a phone, light or dark, axe finds nothing, thumbs and focus reach everything, nothing scrolls sideways", async (world) => {
  const { page, url } = await ready(world);
  const look = async () => {
    const found = await axeFindings(page);
    await page.emulateMedia({ colorScheme: "dark" });
    found.push(...(await axeFindings(page, ["color-contrast"])).map((finding) => `dark: ${finding}`));
    await page.emulateMedia({ colorScheme: "light" });
    // Last, since it moves the focus.
    return [found, await smallTargets(page), await sidewaysFindings(page), await coveredFocus(page)].flat();
  };
  assertNone(await onEveryScreen(page, url, look));
});

scenario("At 320 pixels with doubled text axe finds nothing and nothing scrolls sideways", async (world) => {
  const { page, url } = await ready(world, { viewport: { width: 320, height: 640 } });
  const look = async () => {
    await doubleText(page);
    return [...(await axeFindings(page)), ...(await sidewaysFindings(page))];
  };
  assertNone(await onEveryScreen(page, url, look));
});

scenario("The first screens and the screens of trouble are for everybody too", async (world) => {
  const host = await world.host({ "/": DIST });
  const found = [];
  const look = async (page, name) => {
    const here = [await axeFindings(page), await smallTargets(page), await sidewaysFindings(page)].flat();
    found.push(...here.map((finding) => `${name}: ${finding}`));
  };
  const { context, page } = await world.freshPhone({ viewport: { width: 320, height: 640 } });
  await page.goto(host.origin);
  await heading(page, "Vous êtes…").waitFor();
  const choice = page.getByRole("heading", { name: "Quel contrat ?" });
  await choice.or(page.locator(".territoire:not(:empty)")).first().waitFor();
  await look(page, "first question");
  host.answer = (path, response) => path.startsWith("contrats/") && response.writeHead(404).end();
  world.allow(/404.*contrats/);
  await page.goto(`${host.origin}/contrat/${OZOIR}`);
  await page.getByRole("button", { name: "Réessayer" }).waitFor();
  await look(page, "no contract");
  const broken = await context.newPage();
  await broken.addInitScript(() => delete globalThis.WebAssembly);
  await broken.goto(host.origin);
  await heading(broken, "Relais n'a pas pu démarrer").waitFor();
  await look(broken, "no WebAssembly");
  assertNone(found);
});

/** Presses Tab until the wanted element has the focus, as a person without a mouse does. */
async function tabTo(page, locator, most = 80) {
  for (let presses = 0; presses < most; presses += 1) {
    if (await locator.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`${locator} is not reached by ${most} presses of Tab`);
}

scenario("The skip link leads to the content of the page where one is", async (world) => {
  const { page, url } = await ready(world);
  for (const path of ["terrain", `contrat/${OZOIR}/noeud/e4`]) {
    await page.goto(`${url}${path}`);
    // Not the page that was shown while the app was still on its way: its focus goes with it.
    await page.locator(".shell:not([aria-busy]) main h1").waitFor();
    await page.locator("main .attente").waitFor({ state: "detached" });
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Aller au contenu" });
    assert.ok(await skip.evaluate((one) => one === document.activeElement), "it is the first stop");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "contenu" || location.hash !== "");
    assert.equal(new URL(page.url()).pathname, `/${path}`, "the page stays");
    assert.equal(await page.evaluate(() => document.activeElement.id), "contenu");
  }
});

scenario("The outline opens and closes, and leads on, by keyboard alone", async (world) => {
  const { page, url } = await ready(world);
  await page.goto(`${url}contrat`);
  const pillar = page.getByRole("button", { name: "Déplier : Développement économique et emploi" });
  await pillar.waitFor();
  await tabTo(page, pillar);
  await page.keyboard.press("Enter");
  assert.equal(await pillar.getAttribute("aria-expanded"), "true");
  await page.keyboard.press("Space");
  assert.equal(await pillar.getAttribute("aria-expanded"), "false");
  await page.keyboard.press("Enter");
  const below = readPack().noeuds.find((noeud) => noeud.parent === "emploi");
  await tabTo(page, page.locator(".plan").getByRole("link", { name: below.intitule }));
  await page.keyboard.press("Enter");
  await heading(page, below.intitule).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1", "the new page's heading has the focus");
  assert.match(await page.title(), new RegExp(below.intitule.slice(0, 20)));
});

scenario("A search is asked, answered and opened by keyboard alone", async (world) => {
  const { page, url } = await ready(world);
  await page.goto(`${url}aides`);
  await heading(page, "De quoi avez-vous besoin ?").waitFor();
  await tabTo(page, page.getByRole("link", { name: "Chercher dans le contrat" }));
  await page.keyboard.press("Enter");
  await page.getByRole("searchbox").waitFor();
  await tabTo(page, page.getByRole("searchbox"));
  await page.keyboard.type("garde enf");
  const result = page.locator("main .carte").first();
  await result.waitFor();
  const title = await result.locator(".carte-titre").innerText();
  await tabTo(page, result);
  await page.keyboard.press("Enter");
  await heading(page, title).waitFor();
});

scenario("A contact is noted by keyboard alone", async (world) => {
  const { page, url } = await ready(world);
  await page.goto(`${url}terrain`);
  await contacts(page).waitFor();
  await tabTo(page, page.getByRole("link", { name: "Noter un contact" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Échange", exact: true }));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: "Je veux me former" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByLabel("Note (facultative)"));
  await page.keyboard.type("Au clavier");
  await tabTo(page, page.getByRole("button", { name: "Enregistrer", exact: true }));
  await page.keyboard.press("Enter");
  await saved(page).waitFor();
  await contacts(page).nth(1).waitFor();
  assert.match(await contacts(page).first().innerText(), /Je veux me former[\s\S]*Au clavier/);
});
