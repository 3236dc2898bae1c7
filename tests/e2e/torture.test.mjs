// Browsers that die and disks that rot: whatever the app said to be saved is there at the next opening.
// `cargo dev torture --runs N --seed S` runs it for long; the everyday run is short, with the same seed each time.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { createJournal, noteHere, unlock, visitOzoir } from "./support/app.mjs";
import { record } from "./support/measures.mjs";
import { hasStrace, watchDisk } from "./support/strace.mjs";
import { NO_NEWS, measured, scenario } from "./support/world.mjs";

const RUNS = Number(process.env.RELAIS_TORTURE_RUNS ?? 4);
const SEED = Number(process.env.RELAIS_TORTURE_SEED ?? 20261122);

/** The two stores that Chromium can keep databases in. */
const ENGINES = {
  LevelDB: [],
  SQLite: ["--enable-features=IdbSqliteBackingStore,IdbSqliteOnDiskRollout"],
};

/** Longest that a session lives before it is killed, in milliseconds: some die while they open, some after several contacts. */
const LIFE = 9_000;

/** What befalls one of the two copies while the browser is dead. Half of the time nothing does. */
const FAULTS = {
  nothing: () => {},
  "still nothing": () => {},
  "not even now": () => {},
  "the files are gone": ({ files }) => rmSync(files, { recursive: true, force: true }),
  "the database is gone": ({ database }) => rmSync(database, { recursive: true, force: true }),
  "a file lost its end": ({ files }, draw) => onLargest(files, (path, size) => truncateSync(path, size - draw(Math.min(size, 2_000)))),
  "a byte of a file changed": ({ files }, draw) => onLargest(files, (path, size) => flip(path, draw(size), draw(255))),
  "a byte of the database changed": ({ database }, draw) => onLargest(database, (path, size) => flip(path, draw(size), draw(255))),
};

for (const [engine, args] of Object.entries(ENGINES)) {
  scenario(`Nothing that was said to be saved is lost: ${RUNS} deaths and faults on ${engine}, seed ${SEED}`, async (world) => {
    const draw = drawing(SEED);
    const profile = world.folder("profil");
    const server = await world.serve();
    world.allow(NO_NEWS, /ERR_|Failed to load|QuotaExceeded|database/i);
    const first = await world.phone(profile, { args });
    await visitOzoir(first.page, server.url);
    const { phrase } = await createJournal(first.page, server.url);
    await first.context.close();

    const saved = new Set();
    for (let run = 1; run <= RUNS; run += 1) {
      const done = await session(world, { profile, args, url: server.url, phrase, saved, run, draw });
      const fault = Object.keys(FAULTS)[draw(Object.keys(FAULTS).length)];
      // A copy is only touched once the session before has had the time to mend the other one.
      const befallen = done.mended ? fault : "nothing";
      FAULTS[befallen]({ files: join(profile, "Default/File System"), database: join(profile, "Default/IndexedDB") }, draw);
      console.log(`${engine} ${run}/${RUNS}: ${done.count} saved, killed after ${done.life} ms, then: ${befallen}`);
    }
    const { page } = await world.phone(profile, { args });
    await opened(page, server.url, phrase);
    assert.deepEqual(await missing(page, saved), [], `of ${saved.size} that were said to be saved`);
  }, 600_000 + RUNS * 30_000);
}

/** So many contacts are saved while one looks on. */
const WATCHED = 20;

for (const [engine, args] of Object.entries(ENGINES)) {
  const title = `how often the disk is asked to keep its word, for each contact that is saved, on ${engine}`;
  measured(title, async (world, test) => {
    if (!hasStrace()) return test.skip("strace is not installed: nobody can count what the browser asks of the disk.");
    const server = await world.serve();
    const { context, page } = await world.phone(world.folder("profil"), { args });
    await visitOzoir(page, server.url);
    await createJournal(page, server.url);
    // The first contact also asks the browser for lasting storage, and draws the first keys.
    await noteHere(page, { note: "n0" });
    const calls = await watchDisk(await world.group(context), world.folder("strace"));
    if (!calls) return test.skip("The system does not let strace look on at the browser: it may forbid ptrace.");
    for (let rank = 1; rank <= WATCHED; rank += 1) await noteHere(page, { note: `n${rank}` });
    const lines = await calls();
    const within = (folder) => lines.filter((line) => line.includes(`/Default/${folder}/`)).length;
    const [files, database] = [within("File System"), within("IndexedDB")];
    console.log(`${engine}, ${WATCHED} contacts: ${files} in the files, ${database} in the database, ${lines.length} in all`);
    assert.ok(Math.min(files, database) >= WATCHED, "each contact reaches the disk in both copies");
    record(`fsyncs for each contact saved, ${engine}`, (files + database) / WATCHED, "calls");
  }, 600_000);
}

/** Opens the journal, notes contact after contact through the screens, and dies at a moment drawn by lot. */
async function session(world, { profile, args, url, phrase, saved, run, draw }) {
  const { context, page } = await world.phone(profile, { args });
  const life = draw(LIFE);
  let [count, mended, lost] = [0, false, []];
  const typed = (async () => {
    await opened(page, url, phrase);
    lost = await missing(page, saved);
    for (;;) {
      const note = `r${run}n${count}`;
      await noteHere(page, { note });
      // The mending of the copies comes before the first contact of a session.
      mended = true;
      saved.add(note);
      count += 1;
    }
  })();
  // A page that is closed ends the typing; whatever else ends it is a fault of the app.
  const ended = typed.catch((error) => error);
  await new Promise((dead) => setTimeout(dead, life));
  const early = await Promise.race([ended, null]);
  await world.kill(context);
  const error = early ?? (await ended);
  assert.match(String(error?.message), /closed|crashed|disconnected/i);
  assert.deepEqual(lost, [], `of ${saved.size} that were said to be saved`);
  return { count, mended, life };
}

/** Opens the journal; the contract comes first, as a database that is gone took it along. */
async function opened(page, url, phrase) {
  await visitOzoir(page, url);
  await unlock(page, url, phrase);
}

/** How long notes may take to come in from the other copy, in milliseconds. */
const PATIENCE = 15_000;

/** So many of the last notes are asked for by name: the page of the field shows these. The others are counted. */
const BY_NAME = 30;

/**
 * What was said to be saved and is not there. The files show first; what they lost of their end comes from the database
 * a moment later, behind the first screen.
 */
async function missing(page, saved) {
  if (saved.size === 0) return [];
  const last = [...saved].slice(-BY_NAME);
  const lost = await page.evaluate(notShown, [last, PATIENCE]);
  await page.getByRole("link", { name: "Tout le journal" }).click();
  const counted = page.locator("p.compte");
  await counted.getByText("entrée").waitFor();
  const count = Number((await counted.innerText()).replaceAll(/\D/g, ""));
  return count < saved.size ? [...lost, `${count} entries in the journal`] : lost;
}

/** In the page: which of these notes it does not show, as soon as it shows them all, or when patience is at its end. */
const notShown = ([notes, patience]) =>
  new Promise((resolve) => {
    const lost = () => {
      const shown = new Set(Array.from(document.querySelectorAll(".note"), (note) => note.textContent));
      return notes.filter((note) => !shown.has(note));
    };
    const watch = new MutationObserver(() => lost().length === 0 && resolve([]));
    watch.observe(document.body, { childList: true, subtree: true, characterData: true });
    if (lost().length === 0) resolve([]);
    setTimeout(() => resolve(lost()), patience);
  });

/** Does something to the largest file below a folder, if there is one. */
function onLargest(folder, change) {
  let paths = [];
  try {
    paths = readdirSync(folder, { recursive: true }).map((path) => join(folder, path));
  } catch {
    return; // The browser has not written anything there.
  }
  const files = paths.filter((path) => statSync(path).isFile()).sort((a, b) => statSync(b).size - statSync(a).size);
  if (files.length > 0 && statSync(files[0]).size > 0) change(files[0], statSync(files[0]).size);
}

function flip(path, place, by) {
  const bytes = readFileSync(path);
  bytes[place] ^= by + 1;
  writeFileSync(path, bytes);
}

/** Whole numbers below a bound, the same each time for the same seed (mulberry32). */
function drawing(seed) {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * bound);
  };
}
