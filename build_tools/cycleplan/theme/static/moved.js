// Takes readers on from old addresses, only to where links of the page lead.
(onhashchange = () => {
  let name = location.hash.slice(1);
  try { name = decodeURIComponent(name); } catch {}
  const entry = document.getElementById(name), page = document.querySelector("a.moved-to[href]");
  const moved = entry?.closest(".moved > li") && entry.querySelector("a[href]");
  if (moved) location.replace(moved.href);
  else if (page && !entry?.closest(".gone > li")) location.replace(page.href + (page.hash ? "" : location.hash));
})();
