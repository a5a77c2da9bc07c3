// The scheme that a reader chose, before the page is painted.
const root = document.documentElement, $ = selector => document.querySelector(selector);
if (location.search) root.classList.add("filtered");
try { root.dataset.scheme = localStorage.cycleplan || ""; } catch {}
