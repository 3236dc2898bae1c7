// Starts Relais: the app's own JS and wasm, then the service worker. When something is missing, one of the static
// screens of index.html says so in plain words. It is a module, so browsers without modules never read it
// (vieux-navigateur.js speaks to them).

const here = document.querySelector("script[data-wasm]");
const at = (path) => new URL(path, document.baseURI);

function show(screen) {
  document.getElementById("relais").hidden = true;
  document.getElementById("pannes").hidden = false;
  const page = document.getElementById(`panne-${screen}`);
  page.hidden = false;
  page.querySelector("h1").focus();
}

for (const button of document.querySelectorAll("[data-recharger]")) {
  button.addEventListener("click", () => location.reload());
}

async function start() {
  if (typeof WebAssembly !== "object" || typeof WebAssembly.instantiate !== "function") return show("wasm");
  const needed = "indexedDB" in globalThis && "getRandomValues" in crypto && "replaceChildren" in Element.prototype;
  if (!needed) return show("navigateur");
  let app;
  let wasm;
  try {
    [app, wasm] = await Promise.all([import(at(here.dataset.js)), fetch(at(here.dataset.wasm))]);
    if (!wasm.ok) throw new TypeError(`HTTP ${wasm.status}`);
  } catch (error) {
    console.error(error);
    return show("reseau");
  }
  try {
    await app.default({ module_or_path: wasm });
  } catch (error) {
    console.error(error);
    // The panic hook of the app has shown its own screen for a fault of ours.
    if (document.getElementById("panne-interne").hidden) show("wasm");
  }
}

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

await start();
keep().catch((error) => console.warn("Relais ne pourra pas s'ouvrir sans réseau :", error));
