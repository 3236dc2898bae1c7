// Built sites in folders of their own: copied, changed as a scenario wants, finished again by `cargo dev`'s own tools.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The built site, finished for the root of an origin. */
export const DIST = needed("RELAIS_DIST");
/** The program behind `cargo dev`. */
export const DEV = needed("RELAIS_DEV");
/** The contract that the scenarios read. */
export const OZOIR = "ozoir-la-ferriere-2015";

function needed(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the scenarios with \`cargo dev test\`.`);
  return value;
}

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** Copies a site into `folder` and lets `edit` change its files; the service worker's list is then filled anew. */
export function copySite(folder, { base = "/", edit = () => {} } = {}) {
  cpSync(DIST, folder, { recursive: true });
  change(folder, "index.html", (page) => page.replace(/<base [^>]*>/, `<base href="${base}">`));
  cpSync(join(folder, "index.html"), join(folder, "404.html"));
  edit(folder);
  execFileSync(DEV, ["precache", folder]);
  return folder;
}

/** Rewrites a text file of a site. */
export function change(folder, path, rewrite) {
  const file = join(folder, path);
  writeFileSync(file, rewrite(readFileSync(file, "utf8")));
}

/** The files that the site's service worker keeps: a map from path to SHA-256. */
export function precached(folder) {
  const list = readFileSync(join(folder, "sw.js"), "utf8").match(/^const PRECACHE = (\[.*\]);$/m);
  return Object.fromEntries(JSON.parse(list[1]));
}

/** A contract of a site, as an object. */
export function readPack(folder = DIST, id = OZOIR) {
  return JSON.parse(readFileSync(join(folder, `contrats/${id}.json`), "utf8"));
}

/** Every contract of the site. */
export const readPacks = () =>
  readdirSync(join(DIST, "contrats"))
    .filter((name) => name !== "index.json")
    .map((name) => readPack(DIST, name.replace(".json", "")));

/** Puts a contract's text into a site; the list of contracts announces it, unless the scenario wants them to differ. */
export function publish(folder, text, { announced = true, id = OZOIR } = {}) {
  writeFileSync(join(folder, `contrats/${id}.json`), text);
  if (!announced) return;
  change(folder, "contrats/index.json", (index) => {
    const list = JSON.parse(index);
    const entry = list.contrats.find((entry) => entry.id === id);
    Object.assign(entry, { sha256: sha256(text), octets: Buffer.byteLength(text) });
    return JSON.stringify(list);
  });
}
