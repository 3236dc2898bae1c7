// After one visit, the app needs no network for anything.

import assert from "node:assert/strict";
import { test } from "node:test";

import { heading, noteContact, withoutServer } from "./support/app.mjs";
import { declaredRoutes, oddSigles, screens } from "./support/screens.mjs";
import { DIST } from "./support/site.mjs";
import { scenario } from "./support/world.mjs";

test("Every route that the app declares has a screen in these scenarios", () => {
  const tried = new Set(screens().map((screen) => screen.route));
  assert.deepEqual(declaredRoutes().filter((route) => !tried.has(route)), []);
});

scenario("After one visit every screen opens with the server stopped and the browser restarted", async (world) => {
  assert.deepEqual(await notOpening(world, screens()), []);
});

scenario("An acronym printed with dots or a slash opens without network too", async (world) => {
  const sigles = oddSigles();
  assert.ok(sigles.length > 0, "the contract has such acronyms");
  assert.deepEqual(await notOpening(world, sigles), []);
});

/** Visits once, takes server and browser away, then opens each screen by its address: those that fail. */
async function notOpening(world, wanted) {
  const { profile, url } = await withoutServer(world, (page, url) => noteContact(page, url, { issue: "Refus" }));
  const { context } = await world.phone(profile);
  const failed = [];
  let page = context.pages()[0];
  for (const { path, title } of wanted) {
    try {
      await page.goto(`${url}${path}`);
      await (title ? heading(page, title) : page.locator("main h1")).waitFor({ timeout: 5_000 });
    } catch (error) {
      failed.push(`${path}: ${error.message.split("\n")[0]}`);
      // The browser's own error page may still be on its way: the next screen gets a page without a past.
      page = await context.newPage();
    }
  }
  return failed;
}

scenario("With no network and nothing kept yet, the app says so, and succeeds once there is one", async (world) => {
  const host = await world.host({ "/": DIST });
  const { page } = await world.freshPhone();
  host.answer = (path, response) => path.startsWith("contrats/") && Boolean(response.destroy());
  world.allow(/contrats\/index\.json/);
  await page.goto(`${host.origin}/`);
  const alert = page.getByRole("alert").filter({ hasText: "Le réseau ne répond pas." });
  await alert.waitFor();
  assert.match(await alert.innerText(), /Rapprochez-vous d'un réseau/);
  host.answer = () => false;
  await page.getByRole("button", { name: "Réessayer" }).click();
  await page.getByRole("heading", { name: "Quel contrat ?" }).or(page.locator(".plan")).first().waitFor();
});
