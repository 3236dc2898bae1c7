// "Quitter vite", or Escape twice on a page that has the button: away at once to a shopping list that the app holds itself.
// It goes to this tab's first page of ours and puts the list there; the list cuts off what came after (courses.js). Where
// the browser does not say how far that is, only the page that is shown is replaced.

const MARK = "relais:quitter";
const LEAVE_ANYWAY = 1_000;

/** Uses session storage, where the browser grants it. */
function marked(use) {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}

function replace() {
  marked((storage) => storage.removeItem(MARK));
  location.replace(new URL("courses.html", document.baseURI));
}

function leave() {
  document.documentElement.hidden = true;
  document.title = "";
  const before = globalThis.navigation?.currentEntry?.index ?? 0;
  if (before <= 0) return replace();
  // The first page may be another load of the app: the mark tells it to go on.
  marked((storage) => storage.setItem(MARK, "1"));
  addEventListener("popstate", replace, { once: true });
  setTimeout(replace, LEAVE_ANYWAY);
  history.go(-before);
}

function goOn() {
  if (!marked((storage) => storage.getItem(MARK))) return;
  document.documentElement.hidden = true;
  replace();
}

let escapes = 0;
addEventListener("keydown", ({ key }) => {
  escapes = key === "Escape" ? escapes + 1 : 0;
  if (escapes >= 2 && document.querySelector("[data-quitter]")) leave();
});
addEventListener("click", ({ target }) => {
  if (target.closest?.("[data-quitter]")) leave();
});
addEventListener("pageshow", goOn);
goOn();
