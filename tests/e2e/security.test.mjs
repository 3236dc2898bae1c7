// What the site says with its files, and what the pages do not do.

import assert from "node:assert/strict";

import { heading, installOzoir, noteContact, withoutServer } from "./support/app.mjs";
import { screens } from "./support/screens.mjs";
import { OZOIR, precached, DIST } from "./support/site.mjs";
import { scenario } from "./support/world.mjs";

/** The policy that every answer carries, directive by directive. */
const POLICY = {
  "default-src": "'none'",
  "script-src": "'self' 'wasm-unsafe-eval'",
  "style-src": "'self'",
  "img-src": "'self' data: blob:",
  "font-src": "'self'",
  "connect-src": "'self'",
  "manifest-src": "'self'",
  "worker-src": "'self'",
  "form-action": "'none'",
  "base-uri": "'self'",
  "frame-ancestors": "'none'",
};

const directives = (policy) =>
  Object.fromEntries(policy.split(";").map((part) => part.trim().split(/\s+(.*)/s).slice(0, 2)));

scenario("Every answer of the site carries the strict policy, an error too", async (world) => {
  const { url } = await world.serve();
  const paths = ["", "aides", `contrat/${OZOIR}`, "sw.js", "404.html", "none.js", `contrats/${OZOIR}.json`];
  for (const path of [...paths, ...Object.keys(precached(DIST))]) {
    const answer = await fetch(`${url}${path}`);
    assert.deepEqual(directives(answer.headers.get("content-security-policy")), POLICY, path);
    assert.equal(answer.headers.get("x-content-type-options"), "nosniff", path);
    assert.equal(answer.headers.get("referrer-policy"), "no-referrer", path);
    await answer.body?.cancel();
  }
});

scenario("The pages that the service worker serves carry the same policy", async (world) => {
  const { profile, url } = await withoutServer(world);
  const { page } = await world.phone(profile);
  const answer = await page.goto(`${url}aides`);
  await heading(page, "De quoi avez-vous besoin ?").waitFor();
  assert.equal(answer.fromServiceWorker(), true);
  assert.deepEqual(directives(answer.headers()["content-security-policy"]), POLICY);
});

/** Scripts, styles and handlers written into the document. */
const inline = (page) =>
  page.evaluate(() => {
    const written = [...document.querySelectorAll("script:not([src]), style, [style]")];
    const handled = [...document.querySelectorAll("*")].filter((one) =>
      one.getAttributeNames().some((name) => name.startsWith("on")),
    );
    return [...written, ...handled].map((one) => one.outerHTML.slice(0, 80));
  });

scenario("No document holds inline script or style, and no request leaves the site", async (world) => {
  const { url } = await world.serve();
  const { page } = await world.freshPhone();
  const violations = [];
  await page.exposeFunction("violated", (directive) => violations.push(directive));
  await page.addInitScript(() =>
    addEventListener("securitypolicyviolation", (event) => globalThis.violated(event.violatedDirective)),
  );
  for (const document of ["index.html", "404.html"]) {
    const source = await (await fetch(`${url}${document}`)).text();
    assert.doesNotMatch(source, /<style|<script(?![^>]*\ssrc=)[^>]*>|\s(style|on\w+)\s*=/i, document);
  }
  await installOzoir(page, url);
  await noteContact(page, url, { issue: "Échange", note: "<b onclick='x()'>" });
  for (const { path, title } of screens()) {
    await page.goto(`${url}${path}`);
    await (title ? heading(page, title) : page.locator("main h1")).waitFor();
    assert.deepEqual(await inline(page), [], path);
  }
  assert.deepEqual(violations, [], "nothing even tries");
  assert.ok(world.requests.length > 50, "the requests were seen");
  assert.deepEqual(world.requests.filter((address) => !address.startsWith(url)), []);
});

scenario("A page that tries to reach another site, or to run a text, is refused", async (world) => {
  const { url } = await world.serve();
  const { page } = await world.freshPhone();
  await page.goto(url);
  await heading(page, "Vous êtes…").waitFor();
  world.allow(/Content Security Policy|violates/);
  const refused = await page.evaluate(async () => {
    const elsewhere = await fetch("http://127.0.0.1:9/").then(() => false, () => true);
    document.body.insertAdjacentHTML("beforeend", "<img src=x: onerror='globalThis.taken = true'>");
    const script = document.createElement("script");
    script.textContent = "globalThis.taken = true";
    document.body.append(script);
    return { elsewhere, inline: globalThis.taken === undefined };
  });
  assert.deepEqual(refused, { elsewhere: true, inline: true });
});
