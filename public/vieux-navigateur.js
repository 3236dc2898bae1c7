// For browsers without JavaScript modules: old syntax on purpose.
document.addEventListener("DOMContentLoaded", function () {
  document.getElementById("relais").style.display = "none";
  document.getElementById("pannes").removeAttribute("hidden");
  document.getElementById("panne-navigateur").removeAttribute("hidden");
});
