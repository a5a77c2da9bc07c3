// Sets the scheme that a reader chose before the page is painted.
if (location.search) document.documentElement.classList.add("filtered");
try {
  const chosen = localStorage.getItem("cycleplan-scheme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.scheme = chosen;
} catch (error) { /* a page from a folder may have no memory */ }
