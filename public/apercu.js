// Keeps the page of the contract that was read last, as it looked: at the next start the service worker (sw.js) puts it
// into the document, where it can be read, scrolled and left by its links before the app is there.
//
// Only what anybody may read: the app names such a page by `data-relire` on its `main` (src/ui/shell.rs), and one that
// has a way out in one tap is never kept. A new build takes the copy away (sw.js), and so does a contract that comes,
// changes or goes (src/browser/apercu.rs).

const at = (path) => new URL(path, document.baseURI).href;
const CACHE = `relais${new URL(at("./")).pathname.replace(/\/+$/, "")}:apercu`;

/** What moves, or belongs to one moment: messages, news of the app, the button of an open journal. */
const PASSING = ".annonces > *, .masquer, .mots > *";

/** The home address leads each person elsewhere; to one of these, where it leads to a page that is kept. */
const ROOT = at("./");
const HOMES = [at("aides"), at("contrat")];

/** Where the app was opened, as long as nothing was read. */
let opened = performance.getEntriesByType("navigation")[0]?.name.split(/[?#]/)[0];

/** Watches what is read, from now on. */
export function remember() {
  const main = document.getElementById("contenu");
  if (!main || !("caches" in globalThis)) return;
  // A phone that is never idle keeps its page all the same.
  const soon = (work) => (globalThis.requestIdleCallback ? requestIdleCallback(work, { timeout: 2000 }) : setTimeout(work));
  const keep = () => soon(() => keepPage(main).catch((error) => console.warn("Aperçu non gardé :", error)));
  new MutationObserver(keep).observe(main, { attributeFilter: ["data-relire"] });
  document.addEventListener("visibilitychange", () => document.hidden && keep());
  keep();
}

async function keepPage(main) {
  const address = location.origin + location.pathname;
  const cache = await caches.open(CACHE);
  if (opened === ROOT && main.closest(".shell").dataset.place === "terrain") {
    opened = null;
    await cache.delete(ROOT);
  }
  if (!main.dataset.relire || !main.querySelector("h1") || main.querySelector("[data-quitter]")) return;
  const shell = main.closest(".shell").cloneNode(true);
  // What lies below the first screen is laid out once that one is painted: the next start begins at the top.
  const blocks = shell.querySelectorAll(".bloc");
  main.closest(".shell").querySelectorAll(".bloc").forEach((block, rank) => {
    if (block.getBoundingClientRect().top + scrollY > innerHeight) blocks[rank].classList.add("plus-bas");
  });
  for (const passing of shell.querySelectorAll(PASSING)) passing.remove();
  shell.setAttribute("aria-busy", "true");
  const page = () =>
    new Response(shell.outerHTML, {
      headers: { "content-type": "text/html; charset=utf-8", "x-relais-titre": encodeURIComponent(document.title) },
    });
  for (const { url } of await cache.keys()) if (url !== address && url !== ROOT) await cache.delete(url);
  await cache.put(address, page());
  if (opened === ROOT && HOMES.includes(address)) await cache.put(ROOT, page());
  opened = null;
  document.documentElement.dataset.relire = "ready";
}
