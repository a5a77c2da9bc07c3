// Lists what was found, by Sphinx or by Pagefind.
(async () => {
  const given = {};
  for (const field of document.querySelectorAll(".find [name]")) {
    field.value = new URLSearchParams(location.search).get(field.name) || "";
    if (field.value) given[field.name] = field.value;
  }
  const { q, ...filters } = given;
  if (!q || !(self.finder || location.host)) return;
  const finder = self.finder || await import("../pagefind/finder.js");
  let { results, older } = await finder.search(q, filters);
  const [said, list, more] = $(".found").children;

  const add = (place, name, words) => {
    const made = document.createElement(name);
    words.split(/<\/?mark>/).forEach((text, at) => at % 2 ? add(made, "mark", text) : made.append(text));
    place.append(made);
    return made;
  };
  (more.onclick = async clicked => {
    if (older && !results[0]) ({ results, older } = await older());
    const all = list.children.length + results.length;
    said.textContent = said.dataset[all > 1 ? 2 : all].replace("{}", all);
    const found = await Promise.all(results.splice(0, 10).map(one => one.data()));
    found.sort((a, b) => b.rank - a.rank).forEach(({ raw_url, meta, excerpt }, at) => {
      const item = add(list, "li", ""), link = add(item, "a", meta.title);
      link.href = raw_url;
      add(item, "p", meta.label);
      add(item, "p", excerpt);
      if (clicked && !at) link.focus();
    });
    if (!results[0]) more.textContent = more.dataset.older;
    more.hidden = !results[0] && !older;
  })();
})();
