// Which of all that Sphinx found comes first, and what is shown of it. Sphinx writes this into its language_data.js.
//
// First comes what has the very name that was typed, then what has it as a part of its title, then what has its words
// in the title, then what has them in the text; among these the newest cycle before older ones, and things before lists.
var SPHINX_HIGHLIGHT_ENABLED = false;
var Scorer = {
  objNameMatch: 11, objPartialMatch: 6, objPrio: { 0: 15, 1: 5, 2: -5 }, objPrioDefault: 0,
  title: 15, partialTitle: 7, term: 5, partialTerm: 2,

  score: (result) => {
    const [page, , anchor, , score, , kind] = result;
    result[1] = finder.within[page + anchor]?.title ?? finder.title(page);
    result[3] = null;
    const exact = kind === "index" ? score >= 100 : kind === "title" && score >= Scorer.title && finder.places.has(page + anchor);
    const rank = exact ? 4 : kind === "title" || (kind === "index" && !anchor) ? 3 : kind === "text" && score < Scorer.partialTitle ? 1 : 2;
    // A thing of no cycle that was meant by its name stands between those of the newest cycle and older ones.
    const age = parseFloat(page) || (exact ? finder.newest - 0.08 : 2000);
    const list = exact ? 0 : /^(guide|reference|contributor)\//.test(page) ? 200 : finder.isThing(page) ? 0 : 100;
    return rank * 10000 + age - list - (anchor ? 0.05 : 0) + score / 4000;
  },
};

// Gives what Sphinx found in the form in which Pagefind does, of which `find.js` makes a list. Sphinx's own list would ask
// for every page that was found.
Search.performSearch = () => {};
var finder = {
  within: {},
  places: new Set(),
  newest: 0,

  title: (page) => Search._index.titles[Search._index.docnames.indexOf(page)],

  isThing: (page) => page.includes("/") && !/\/(index|actions|decisions)$/.test(page),

  // Lets everything be found by its id, with or without its folders, which the index has as the names of pages.
  prepare: ({ docnames, titles, alltitles, indexentries, objects }) => {
    const places = [...docnames.map((_, page) => [page, ""]), ...Object.values(indexentries).flat()];
    for (const [page, anchor] of places) {
      const place = docnames[page] + (anchor && `#${anchor}`);
      // What was removed has no title here.
      if (!titles[page] || finder.places.has(place)) continue;
      finder.places.add(place);
      if (finder.isThing(place)) finder.newest = Math.max(finder.newest, parseFloat(place) || 0);
      const folders = place.replace(/^(owners|specs)\/(?!index$)|\/index$/g, "").split("/");
      folders.forEach((_, start) => {
        const id = folders.slice(start).join("/");
        (Object.hasOwn(indexentries, id) ? indexentries[id] : (indexentries[id] = [])).push([page, anchor, true]);
      });
    }
    for (const [title, found] of Object.entries(alltitles)) {
      for (const [page, anchor] of found) {
        const place = `${docnames[page]}#${anchor}`;
        finder.within[place] = { kind: finder.places.has(place) && "part", title };
      }
    }
    for (const [prefix, found] of Object.entries(objects)) {
      for (const [page, , , anchor, name] of found) {
        const title = new DOMParser().parseFromString(prefix ? `${prefix}.${name}` : name, "text/html").body.textContent;
        finder.within[`${docnames[page]}#${anchor}`] = { kind: "action", title };
      }
    }
  },

  // What a result is, where it stands, and of which cycle and team.
  label: (page, anchor) => {
    const [folder, team, name] = page.split("/"), cycle = parseFloat(folder) && finder.title(`${folder}/index`);
    const within = finder.within[page + anchor], whole = within && finder.title(page);
    if (!finder.isThing(page)) return [whole];
    const kind = within ? within.kind : cycle ? "topic" : folder;
    return [document.querySelector(".found ol").dataset[kind], whole, cycle, name && (cycle || folder === "specs") && team];
  },

  // Some words of a page, or of what an anchor of it names, around the first of those that were typed.
  excerpt: (html, anchor, words) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll("h1, h2, h3, nav, aside, script, svg, form, .cite").forEach((element) => element.remove());
    const text = ((anchor && page.querySelector(anchor)) || page.querySelector("main") || page.body).textContent.replace(/\s+/g, " ").trim();
    const at = Math.min(...words.map((word) => text.toLowerCase().indexOf(word)).filter((found) => found >= 0));
    const start = at > 90 && at < Infinity ? text.indexOf(" ", at - 80) + 1 : 0;
    const end = start + 240 < text.length ? text.lastIndexOf(" ", start + 240) : text.length;
    return (start ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
  },

  search: (query) => {
    finder.prepare(Search._index);
    const typed = query.replace(/^(https?:\/\/[^/]+)?\//, "").replace(/\.html(?=#|$)/, "");
    const [, terms, excluded, typedWords, names] = Search._parseQuery(typed);
    const words = [...typedWords], seen = new Set();
    const isNew = ([page, , anchor]) => !seen.has(page + anchor) && seen.add(page + anchor);
    const found = Search._performSearch(typed, terms, excluded, typedWords, names).reverse().filter(isNew);
    const pattern = words.length ? new RegExp(words.join("|"), "giu") : /$^/;
    const mark = (text) => text.replace(pattern, "<mark>$&</mark>");
    const data = async ([page, title, anchor]) => {
      const html = location.protocol === "file:" ? "" : await (await fetch(`${page}.html`)).text();
      const label = finder.label(page, anchor).filter(Boolean).join(" · ");
      return { raw_url: `${page}.html${anchor}`, meta: { title: mark(title), label }, rank: 0, excerpt: mark(finder.excerpt(html, anchor, words)) };
    };
    return { results: found.map((result) => ({ data: () => data(result) })) };
  },
};
