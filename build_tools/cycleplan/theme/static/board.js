// Filters and sorts the board by what stands in its rows.
const form = $(".board"), list = $(".actions");
const count = form.querySelector("output"), words = count.textContent;
const rows = [...list.children].map(item => ({
  item,
  text: item.textContent.toLowerCase(),
  html: item.querySelector(".status").outerHTML + item.children[1].outerHTML,
}));
const marks = {
  status: ' s-#">',
  owner: '="(owners/)?#.html">',
  kind: " · #</p>",
  spec: '="specs/#.html">',
  cycle: '="#/[^#"]+">',
  team: '/#/index.html">',
};
const keys = {due: /<time datetime="(.*?)"/, owner: /<a[^>]+"owners.*?>([^<]+)/, topic: /<a[^>]+(?<!\/index).html#.*?>([^<]+)/};
let order = "";
const show = () => {
  const chosen = [...new FormData(form)].filter(pair => pair[1]), query = `${new URLSearchParams(chosen)}`;
  const tests = chosen.map(([name, value]) => {
    const parts = value.toLowerCase().split(" "), mark = RegExp(marks[name]?.replace("#", `(${parts.join("|")})`));
    return marks[name] ? row => mark.test(row.html) : row => name === "sort" || parts.every(part => row.text.includes(part));
  });
  let shown = 0;
  for (const row of rows) shown += !(row.item.hidden = !tests.every(fits => fits(row)));
  count.textContent = words.replace("{shown}", shown).replace("{all}", rows.length);
  if (order !== form.sort.value) {
    order = form.sort.value;
    const key = row => keys[order]?.exec(row.html)?.[1] || "\uffff";
    list.append(...[...rows].sort((a, b) => key(a).localeCompare(key(b))).map(row => row.item));
  }
  history.replaceState(0, "", (query ? "?" + query : location.pathname) + location.hash);
};
(onpopstate = () => {
  const query = new URLSearchParams(location.search);
  for (const field of form.querySelectorAll("[name]")) {
    field.value = query.get(field.name) || "";
    if (!field.value) field.selectedIndex = 0;
  }
  show();
})();
form.oninput = show;
form.onreset = () => setTimeout(show);
form.onsubmit = () => false;
form.classList.add("ready");
