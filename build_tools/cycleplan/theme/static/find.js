// Shows what a search found, ten at a time: Sphinx's search where it is on the page, or else Pagefind's.
(async () => {
  "use strict";
  const list = document.querySelector("ol.found"), said = document.querySelector("[role=status]"), more = list.nextElementSibling;
  const query = (new URLSearchParams(location.search).get("q") || "").trim();
  document.getElementsByName("q").forEach((field) => { field.value = query; });
  if (!query) return;
  const { rows, words } = await look(query);
  const count = rows.length;
  said.textContent = said.dataset[count > 1 ? "many" : count ? "one" : "none"].replace("{}", count);
  const pattern = new RegExp(`(${words.map((word) => word.replace(/\W/g, "\\$&")).join("|")})`, "iu");
  const element = (name, text) => {
    const made = document.createElement(name);
    text.split(words.length ? pattern : /$^/).forEach((piece, at) => {
      made.append(at % 2 ? Object.assign(document.createElement("mark"), { textContent: piece }) : piece);
    });
    return made;
  };
  const show = async () => {
    const before = list.children.length;
    for (const row of await Promise.all(rows.splice(0, 10).map((row) => row()))) {
      const item = document.createElement("li"), link = element("a", row.title);
      link.href = row.url;
      item.append(link, element("p", row.label.filter(Boolean).join(" · ")), element("p", row.text || ""));
      list.append(item);
    }
    more.hidden = !rows.length;
    return list.children[before];
  };
  more.onclick = async () => (await show()).firstChild.focus();
  show();
})();
