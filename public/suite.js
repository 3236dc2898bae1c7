// The app comes in two parts, so that who only wants to read need not wait for the whole: the first has what anybody
// reads, the second ("suite": the journal, its vault, the rarer pages) joins it behind the first page
// (src/bin/dev/commands/split). Both work in one memory, so whatever the first calls in the second is there once it has
// joined.

let app;
let address;
let kept;
let started;
const running = new Promise((resolve) => (started = resolve));
/** The bytes of the second part, once they are on this page, and the reading of them. */
let bytes;
let reading;
/** The same, as the engine knows it. */
let suite;
let compiling;
let joining;

/**
 * Names the second part's file. Where this phone keeps it (`isKept`), reading it first costs nothing but room; where the
 * first page is of that part (`isNext`), it is made ready at once, and the page is drawn whole if it came in time.
 */
export function expect(file, { isKept, isNext }) {
  address = file;
  const early = isNext ? compile() : isKept && read();
  // What goes wrong here is told to whoever asks for it.
  const settled = Promise.allSettled([early]);
  if (isKept) kept = settled;
}

/** Waits until a second part that this phone keeps is on this page. */
export const atHand = () => kept;

/** Starts the app: its script, and its first part as an answer or a URL. */
export async function start(script, wasm) {
  app = script;
  globalThis.relaisSuite = { join, joinNow, joinAtHand };
  await app.default({ module_or_path: wasm });
  started();
}

/** Fetches the second part and joins it. Asking again is free, and tries again after a failure. */
export function join() {
  joining = joining ?? Promise.all([compile(), running]).then(() => put());
  joining.catch(() => (joining = undefined));
  return joining;
}

/** Joins it if that can be done at once: whether it has joined. */
function joinAtHand() {
  if (suite) put();
  return joined;
}

function compile() {
  compiling = compiling ?? read().then(async (bytes) => (suite = await WebAssembly.compile(bytes)));
  compiling.catch(() => (compiling = undefined));
  return compiling;
}

function read() {
  reading = reading ?? fetched();
  reading.catch(() => (reading = undefined));
  return reading;
}

async function fetched() {
  const response = await fetch(address);
  if (!response.ok) throw new TypeError(`HTTP ${response.status}`);
  return (bytes = await response.arrayBuffer());
}

/**
 * Joins it within this very call, for a function that the first part needs before it is there. The page stands still
 * meanwhile: who can wait asks `join`. No service worker answers a page that waits like that, so a phone that keeps the
 * second part has read it beforehand.
 */
function joinNow() {
  if (!suite && !bytes) {
    const request = new XMLHttpRequest();
    request.open("GET", address, false);
    request.overrideMimeType("text/plain; charset=x-user-defined");
    request.send();
    if (request.status !== 200) throw new TypeError(`HTTP ${request.status}`);
    bytes = Uint8Array.from(request.responseText, (sign) => sign.charCodeAt(0) & 255);
  }
  suite = suite ?? new WebAssembly.Module(bytes);
  put();
}

let joined = false;
function put() {
  if (joined) return;
  new WebAssembly.Instance(suite, { 1: app.wasm });
  joined = true;
  bytes = reading = undefined;
}
