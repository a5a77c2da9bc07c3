// What every page can do with script; without it nothing is missing but convenience.
(() => {
  "use strict";
  const root = document.documentElement;
  const button = document.querySelector("button.scheme");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const now = root.dataset.scheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
      root.dataset.scheme = now === "dark" ? "light" : "dark";
      try { localStorage.setItem("cycleplan-scheme", root.dataset.scheme); } catch (error) { /* not remembered */ }
    });
  }
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input")) return;
    event.preventDefault();
    document.querySelector(".find input").focus();
  });
})();
