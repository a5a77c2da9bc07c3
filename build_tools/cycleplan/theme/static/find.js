// Lists what was found, by Sphinx or by Pagefind.
(async () => {
  const given = {};
  for (const field of document.querySelectorAll(".find [name]")) {
    field.value = new URLSearchParams(location.search).get(field.name) || "";
    if (field.value) given[field.name] = field.value;
  }
  const { q, ...filters } = given;
  if (!q || !(self.finder || location.host)) return;
  const finder = self.finder || await import("../pagefind/pagefind.js");
  await finder.options({ ranking: { metaWeights: { names: 99, typed: 0 } } });
  const { results } = await finder.search(q, { filters });
  const [said, list, more] = $(".found").children;
  said.textContent = said.dataset[results[1] ? 2 : results.length].replace("{}", results.length);

  const add = (place, name, words) => {
    const made = document.createElement(name);
    words.split(/<\/?mark>/).forEach((text, at) => at % 2 ? add(made, "mark", text) : made.append(text));
    place.append(made);
    return made;
  };
  const rank = ({ meta }) => meta.typed.split("\n").includes(q.toLowerCase()) * meta.age;
  (more.onclick = async clicked => {
    const found = await Promise.all(results.splice(0, 20).map(one => one.data()));
    found.sort((a, b) => rank(b) - rank(a)).forEach(({ raw_url, meta, excerpt }, at) => {
      const item = add(list, "li", ""), link = add(item, "a", meta.title);
      link.href = raw_url;
      add(item, "p", meta.label);
      add(item, "p", excerpt.replace(/&lt;/g, "<").replace(/&gt;/g, ">"));
      if (clicked && !at) link.focus();
    });
    more.hidden = !results[0];
  })();
})();
