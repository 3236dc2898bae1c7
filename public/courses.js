// Behind "Quitter vite": one step more cuts off the pages that "forward" would lead to (see quitter.js), also when the
// browser brings this page back as it was.
addEventListener("pageshow", () => {
  try {
    sessionStorage.removeItem("relais:quitter");
  } catch {
    // Without storage there is no mark to wipe.
  }
  history.pushState(null, "", location.href);
});
