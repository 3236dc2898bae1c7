// The service worker of Relais: it keeps one build of the app, whole, and serves it with or without network.
// Contracts are not kept here: the app keeps them in IndexedDB.
//
// The next two lines are filled by `cargo dev precache`, from the final files' own SHA-256 digests.
const BUILD = "dev";
const PRECACHE = []; // filled by cargo dev precache

const SCOPE = new URL(self.registration.scope);
// Cache names are shared by all apps of an origin, so they carry the folder.
const PREFIX = `relais${SCOPE.pathname}`;
const CACHE = `${PREFIX}${BUILD}`;
/** The page last read, as apercu.js kept it. */
const APERCU = `relais${SCOPE.pathname.replace(/\/+$/, "")}:apercu`;
const DIGEST = "x-relais-sha256";
const at = (path) => new URL(path, SCOPE).href;

// Whole or not at all: a file whose digest is not the expected one (a site in the middle of an update, the sign-in page
// of a public network) makes the installation fail, and the build in place goes on.
self.addEventListener("install", (event) => event.waitUntil(install()));

async function install() {
  if (PRECACHE.length === 0) throw new Error("liste de fichiers vide");
  const known = await digestsAtHand();
  // Another sw.js may keep the very same files: then a failure here must not take them from the one in place.
  const shared = await caches.has(CACHE);
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(
      PRECACHE.map(async ([path, digest]) => {
        const kept = known.get(digest);
        await cache.put(at(path), kept ? await kept() : await fetchChecked(path, digest));
      }),
    );
  } catch (error) {
    if (!shared) await caches.delete(CACHE);
    throw error;
  }
}

// Files of the build in place that did not change need not be fetched again.
async function digestsAtHand() {
  const known = new Map();
  for (const name of await ours()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      const digest = response?.headers.get(DIGEST);
      if (digest) known.set(digest, async () => (await cache.match(request)).clone());
    }
  }
  return known;
}

async function fetchChecked(path, digest) {
  const response = await fetch(at(path), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  const body = await response.arrayBuffer();
  const found = [...new Uint8Array(await crypto.subtle.digest("SHA-256", body))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  if (found !== digest) throw new Error(`${path}: empreinte ${found} au lieu de ${digest}`);
  const headers = new Headers({ [DIGEST]: digest });
  // The page keeps its policy and its types when it comes from here.
  for (const name of ["content-type", "content-security-policy", "permissions-policy", "referrer-policy", "x-content-type-options", "cross-origin-opener-policy"]) {
    const value = response.headers.get(name);
    if (value) headers.set(name, value);
  }
  return new Response(body, { headers });
}

async function ours() {
  // The build id has no slash: a folder below ours is another app's.
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX) && !name.slice(PREFIX.length).includes("/"));
}

self.addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      for (const name of await ours()) if (name !== CACHE) await caches.delete(name);
      await caches.delete(APERCU);
      await self.clients.claim();
    })(),
  ),
);

// The person has accepted the new version.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
});

const PATHS = new Set(PRECACHE.map(([path]) => at(path)));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (url.origin !== SCOPE.origin || !url.pathname.startsWith(SCOPE.pathname)) return;
  const file = url.origin + url.pathname;
  if (PATHS.has(file)) return event.respondWith(fromCache(file, request));
  // Every page of the app is index.html; a path with an extension is a file, which the site answers. An acronym with
  // dots ("A.C.T.P.") is none.
  const isFile = /\.[a-z0-9]{2,11}$/.test(url.pathname);
  if (request.mode === "navigate" && !isFile) event.respondWith(page(request, file));
});

// The document, with the page last read in it when it is this one: the app takes its place once it is there.
async function page(request, address) {
  const [whole, apercu] = await Promise.all([
    fromCache(at("index.html"), request),
    caches.match(address, { cacheName: APERCU }).catch(() => undefined),
  ]);
  if (!apercu || !whole.ok) return whole;
  const [text, shell] = await Promise.all([whole.text(), apercu.text()]);
  const title = decodeURIComponent(apercu.headers.get("x-relais-titre")).replace(/[&<]/g, (sign) => `&#${sign.charCodeAt()};`);
  const shown = text
    .replace("<html ", "<html data-relu ")
    .replace(/<title>[^<]*/, () => `<title>${title}`)
    .replace(/<div id="relais">[^]*(?=<div id="pannes")/, () => `<div id="relais" data-apercu>${shell}</div>`);
  return new Response(shown, { headers: whole.headers });
}

async function fromCache(key, request) {
  const cache = await caches.open(CACHE);
  // A browser short of room may have emptied the cache: the network is better than nothing.
  return (await cache.match(key)) ?? fetch(request);
}
