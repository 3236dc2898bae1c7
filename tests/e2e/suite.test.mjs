// The app's second part joins behind the first page. What anybody reads must not wait for it, and what needs it says so.

import assert from "node:assert/strict";

import { heading, installOzoir, noteContact, offlineReady, place } from "./support/app.mjs";
import { OZOIR, readPack } from "./support/site.mjs";
import { NO_NEWS, scenario } from "./support/world.mjs";

const SUITE = "**/*_suite.wasm";

/** Counts how often the first part called a function of the second before it was there. */
const countEarly = (context) =>
  context.addInitScript(() => {
    globalThis.early = [];
    let suite;
    Object.defineProperty(globalThis, "relaisSuite", {
      get: () => suite,
      set: (value) => {
        const { joinNow } = value;
        value.joinNow = () => {
          globalThis.early.push(new Error("asked too early").stack);
          joinNow();
        };
        suite = value;
      },
    });
  });

scenario("What anybody reads needs the first part of the app alone", async (world) => {
  const { url } = await world.serve();
  const { context, page } = await world.phone(world.folder("profile"));
  world.allow(/_suite\.wasm/, /An unknown error occurred when fetching the script/, /Relais ne pourra pas/);
  // A network that breaks off behind the first part; the service worker keeps the app whole or not at all.
  await context.route("**/sw.js", (route) => route.abort());
  await context.route(SUITE, (route) => route.abort());
  await countEarly(context);
  const calm = async () => assert.deepEqual(await page.evaluate(() => globalThis.early), [], page.url());

  await page.goto(url);
  await heading(page, "Vous êtes…").waitFor();
  await page.getByRole("button", { name: "Équipe du contrat" }).click();
  await page.getByRole("button", { name: /Ozoir-la-Ferrière/ }).click();
  await page.locator(".plan").waitFor();
  await calm();

  await page.goto(`${url}contrat/${OZOIR}`);
  const branch = page.locator(".plan button[aria-expanded=false]").first();
  if (await branch.isVisible()) await branch.click();
  await calm();
  const { noeuds, dispositifs, acteurs, quartiers } = readPack();
  const pages = [
    "aides",
    ...["travail", "formation"].map((besoin) => `aides/${besoin}`),
    "secours",
    "plus",
    "rien-de-tel",
    ...["", `/noeud/${noeuds[0].id}`, `/noeud/${noeuds.at(-1).id}`].map((end) => `contrat/${OZOIR}${end}`),
    ...[`dispositif/${dispositifs[0].id}`, `acteur/${acteurs[0].id}`, `quartier/${quartiers[0].id}`].map((end) => `contrat/${OZOIR}/${end}`),
    ...["gouvernance", "doutes", "missions", "liste/acteurs", "liste/sigles"].map((end) => `contrat/${OZOIR}/${end}`),
  ];
  for (const address of pages) {
    await page.goto(url + address);
    await page.locator("main h1").waitFor();
    await page.locator("main .attente").waitFor({ state: "detached" });
    await calm();
  }

  await page.goto(`${url}chercher`);
  await page.getByRole("searchbox").fill("emploi");
  await page.locator("main li a").first().click();
  await page.locator("main h1").waitFor();
  await page.goBack();
  await calm();
});

scenario("A page of the second part waits for it, says when it does not come, and comes on asking again", async (world) => {
  const { url } = await world.serve();
  const { context, page } = await world.phone(world.folder("profile"));
  world.allow(/_suite\.wasm/, /An unknown error occurred when fetching the script/, /Relais ne pourra pas/);
  await context.route("**/sw.js", (route) => route.abort());
  let give;
  const gone = new Promise((resolve) => (give = resolve));
  await context.route(SUITE, (route) => gone.then(() => route.abort()));
  await countEarly(context);

  await page.goto(`${url}terrain`);
  await page.getByText("Cette page arrive…").waitFor();
  give();
  const alert = page.getByRole("alert");
  await alert.waitFor();
  await heading(page, "Cette page n'est pas arrivée").waitFor();
  assert.match(await alert.textContent(), /réseau/);
  // Other places stay open meanwhile.
  await place(page, "Aides");
  await heading(page, "De quoi avez-vous besoin ?").waitFor();
  await place(page, "Terrain");
  await context.unroute(SUITE);
  await page.getByRole("button", { name: "Réessayer" }).click();
  await heading(page, "Terrain").waitFor();
  assert.deepEqual(await page.evaluate(() => globalThis.early), []);
});

scenario("A contact is noted whatever was opened first", async (world) => {
  const { url } = await world.serve();
  const { context, page } = await world.phone(world.folder("profile"));
  await countEarly(context);
  await installOzoir(page, url);
  await noteContact(page, url, {});
  assert.deepEqual(await page.evaluate(() => globalThis.early), []);
});

scenario("A function of the second part that is called too early does what it does, with the server and without", async (world) => {
  const server = await world.serve();
  const { context, page } = await world.phone(world.folder("profile"));
  await context.addInitScript(() => {
    let suite;
    globalThis.early = 0;
    Object.defineProperty(globalThis, "relaisSuite", {
      get: () => suite,
      set: ({ joinNow }) => {
        // The page is told that the second part has joined, and it has not.
        suite = { join: () => Promise.resolve(), joinAtHand: () => true, joinNow: () => ((globalThis.early += 1), joinNow()) };
      },
    });
  });
  const opens = async () => {
    await page.goto(`${server.url}plus/stockage`);
    await heading(page, "Ce qui est gardé ici").waitFor();
    assert.equal(await page.evaluate(() => globalThis.early), 1);
  };
  await opens();
  await offlineReady(page);
  await server.stop();
  world.allow(NO_NEWS);
  await opens();
});
