// Starts Relais: the app's own JS and wasm, then the service worker. When something is missing, one of the static
// screens of index.html says so in plain words. Browsers too old for its syntax make nothing of it, and
// vieux-navigateur.js speaks to them.
//
// It stands first in the document, before any sheet, holds nothing up and is no module: a module would run after the
// first paint.
"use strict";

const here = document.currentScript;
const at = (path) => new URL(path, document.baseURI);

/** How long what does not answer (a database, the painting of a hidden page) may hold up an app that is there, in ms. */
const PATIENCE = 300;

// This script does not wait for the document; the screens below do.
const whole = new Promise((parsed) => {
  if (document.readyState !== "loading") parsed();
  else document.addEventListener("DOMContentLoaded", parsed, { once: true });
});

whole.then(() => {
  for (const button of document.querySelectorAll("[data-recharger]")) {
    button.addEventListener("click", () => location.reload());
  }
});

async function show(screen) {
  await whole;
  document.getElementById("relais").hidden = true;
  document.getElementById("pannes").hidden = false;
  const page = document.getElementById(`panne-${screen}`);
  page.hidden = false;
  page.querySelector("h1").focus();
}

async function start() {
  if (typeof WebAssembly !== "object" || typeof WebAssembly.instantiate !== "function") return show("wasm");
  const needed = "indexedDB" in globalThis && "getRandomValues" in crypto && "replaceChildren" in Element.prototype;
  if (!needed) return show("navigateur");
  // The page last read (apercu.js) is painted before the app takes the processor for itself.
  let takeUp = () => {};
  if ("relu" in document.documentElement.dataset) {
    takeUp = hear();
    await inTime(showLastRead());
  }
  const file = at(here.dataset.wasm.replace("_bg.", "_suite."));
  const isKept = Boolean(navigator.serviceWorker?.controller);
  const parts = Promise.all([
    import(at(here.dataset.js)),
    import(at("suite.js")).then((suite) => (suite.expect(file, { isKept, isNext: isField() }), suite)),
    fetch(at(here.dataset.wasm)),
  ]);
  const ahead = readAhead();
  let app;
  let suite;
  let wasm;
  try {
    [app, suite, wasm] = await parts;
    if (!wasm.ok) throw new TypeError(`HTTP ${wasm.status}`);
  } catch (error) {
    console.error(error);
    return show("reseau");
  }
  await inTime(Promise.all([ahead, suite.atHand()]));
  await whole;
  try {
    await suite.start(app, wasm);
    takeUp();
  } catch (error) {
    console.error(error);
    // The panic hook of the app has shown its own screen for a fault of ours.
    if (document.getElementById("panne-interne").hidden) await show("wasm");
  }
}

/**
 * Hears what is done on the page last read besides scrolling and following links: the button touched last, what was
 * typed last, where the focus is. What it returns has the app take these up, each once it shows the same thing, or
 * never, where the person does something else first.
 */
function hear() {
  const heard = {};
  const hearing = new AbortController();
  const on = (event, hear) => document.addEventListener(event, ({ target }) => hear(target), { signal: hearing.signal });
  on("focusin", (target) => (heard.focused = target));
  on("input", (target) => (heard.typed = target));
  on("click", (target) => {
    heard.touched?.removeAttribute("aria-busy");
    heard.touched = target.closest("button");
    heard.touched?.setAttribute("aria-busy", "true");
  });
  return () => {
    hearing.abort();
    const root = document.getElementById("relais");
    const look = () => {
      for (const [how, old] of Object.entries(heard)) {
        const one = old && [...root.querySelectorAll(old.localName)].find((one) => isTwin(one, old));
        if (old && !one) continue;
        delete heard[how];
        if (one) TAKE_UP[how](one, old);
      }
      if (Object.keys(heard).length === 0) watch.disconnect();
    };
    const watch = new MutationObserver(look);
    watch.observe(root, { childList: true, subtree: true });
    for (const event of ["pointerdown", "keydown"]) document.addEventListener(event, () => watch.disconnect(), { once: true });
    look();
  };
}

const TAKE_UP = {
  focused: (one) => one.focus({ preventScroll: true }),
  typed: (one, old) => {
    one.value = old.value;
    one.dispatchEvent(new InputEvent("input", { bubbles: true }));
  },
  touched: (one) => one.click(),
};

/** Whether two elements of the same kind are the same thing to the person. */
const isTwin = (one, old) =>
  one.textContent === old.textContent &&
  ["name", "value", "href", "aria-label"].every((name) => one.getAttribute(name) === old.getAttribute(name));

/** Whether the first page is one of the field, whose part of the app comes second. */
function isField() {
  const [place] = location.pathname.slice(at(".").pathname.length).split("/");
  return ["terrain", "bilan"].includes(place) || (!place && kept("profil") === "adulte-relais");
}

/** Waits until what fills the screen is painted, then lets the rest of the page show. */
async function showLastRead() {
  await new Promise((painted) => {
    new PerformanceObserver((seen) => seen.getEntriesByName("first-contentful-paint").length && painted()).observe({
      type: "paint",
      buffered: true,
    });
  });
  await whole;
  delete document.getElementById("relais").dataset.apercu;
}

/** Waits for this, but not for long. */
const inTime = (what) => Promise.race([what, new Promise((over) => setTimeout(over, PATIENCE))]);

// While the app is on its way, reads what its first page is made of: the contract last read and the vocabulary, as
// texts. The app finds here what came in time, and reads the rest by itself (src/browser/ahead.rs): a failure is
// nobody's loss. The names of database and preference are those of src/browser/place.rs, packs.rs and prefs.rs.
async function readAhead() {
  const texts = (globalThis.relaisAhead = {});
  const contrat = async () => {
    texts.id = kept("contrat");
    if (texts.id) texts.contrat = await keptText(scoped("catalogue"), texts.id);
  };
  const vocabulaire = async () => {
    const response = await fetch(at("vocabulaire.json"), { cache: "no-store" });
    if (response.ok) texts.vocabulaire = await response.text();
  };
  await Promise.allSettled([contrat(), vocabulaire()]);
}

/** The name of a thing of this app, among those of others of the same origin. */
const scoped = (name) => `relais${at(".").pathname.replace(/\/+$/, "")}:${name}`;

/** A preference, or nothing where none can be kept. */
function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(scoped(name)));
  } catch {
    return null;
  }
}

// A text of the catalogue. A catalogue that is not there is not made: the app does that.
async function keptText(name, id) {
  const opening = indexedDB.open(name);
  opening.onupgradeneeded = () => opening.transaction.abort();
  const database = await done(opening);
  try {
    return await done(database.transaction("textes").objectStore("textes").get(id));
  } finally {
    database.close();
  }
}

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

// The service worker keeps the app for the times without network. A new version waits until the person accepts it
// here; other windows go on with the version that they have in memory.
async function keep() {
  if (!("serviceWorker" in navigator)) return;
  let accepted = false;
  const root = document.documentElement;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (accepted) location.reload();
  });
  const registration = await navigator.serviceWorker.register(at("sw.js"), {
    scope: at("./").pathname,
    updateViaCache: "none",
  });
  const ready = () => {
    // Without a controller this is the first installation, not a new version.
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    root.dataset.update = "ready";
    document.dispatchEvent(new Event("relais:update-ready"));
  };
  const follow = (worker) => worker?.addEventListener("statechange", ready);
  follow(registration.installing);
  registration.addEventListener("updatefound", () => follow(registration.installing));
  ready();
  registration.update().catch(() => {}); // Without network there is nothing newer.
  document.addEventListener("relais:update-accept", () => {
    accepted = true;
    if (registration.waiting) registration.waiting.postMessage("take-over");
    else location.reload();
  });
  // An installed app can stay open for days: it asks again when it comes back to the front, once an hour at most.
  let asked = performance.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || performance.now() - asked < 3_600_000) return;
    asked = performance.now();
    registration.update().catch(() => {});
  });
  await navigator.serviceWorker.ready;
  root.dataset.offline = "ready";
}

start()
  .then(() => Promise.all([keep(), import(at("apercu.js")).then(({ remember }) => remember())]))
  .catch((error) => console.warn("Relais ne pourra pas s'ouvrir sans réseau :", error));
