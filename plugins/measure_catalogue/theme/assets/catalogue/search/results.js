// Makes what is shown of an answer: the results under their pages, what is said of them, and where else to look.
"use strict";
self.measureSearch = self.measureSearch || {};

(function () {
  // An element with its attributes (false leaves one out) and what is in it; data is only ever text.
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children);
    return element;
  }

  const span = (name, ...children) => make("span", { class: name }, ...children);
  const marked = (pieces) => pieces.map(([text, isMarked]) => (isMarked ? make("mark", {}, text) : text));
  const quoted = (text) => `«\u00a0${text}\u00a0»`;
  const numbered = (count, word) => `${count.toLocaleString("fr-FR")}\u00a0${word}${count > 1 ? "s" : ""}`;

  // The address of the page of all results for a state of the box.
  measureSearch.pageOf = function ({ query, catalogue, level }) {
    const address = new URL("recherche/", measureSearch.base);
    for (const [name, value] of Object.entries({ q: query.trim(), catalogue, niveau: level })) {
      if (value) address.searchParams.set(name, value);
    }
    return address.href;
  };

  // Items known to have no text but their title.
  const bare = new Set();

  // The groups of an answer as elements; `name` begins their ids. On a page the Tab key too reaches each result.
  function groups(answer, { name, isPage }) {
    let number = 0;
    const context = { name, isPage, asked: asked(answer.query), id: () => `${name}-${number++}` };
    return answer.groups.map((one) => group(one, context));
  }

  // Shows groups in a list; those that an answer to the same question had stay as they are, with their snippets.
  function renew(list, fresh, question) {
    const old = list.dataset.question === question ? [...list.children] : [];
    list.replaceChildren(...fresh.map((one, at) => (old[at]?.dataset.holds === one.dataset.holds ? old[at] : one)));
    list.dataset.question = question;
  }

  const asked = (query) => query.split(/\s+/).filter((word) => word.length > 2).length;

  // A page that is its own first result needs no header to repeat its title.
  function group(one, context) {
    const isHeaded = !one.hits[0].isPage;
    const label = `${context.name}-of-${one.url}`;
    const where = span("search-path", (one.path.length ? one.path : [one.catalogue || "Guide"]).join(" › "));
    const title = make("span", { class: "search-header", id: label }, span("search-number", one.identifier), " ", ...marked(one.title));
    const head = make("div", { role: "presentation", class: "search-head" }, where, ...(isHeaded ? [title] : []));
    const hits = one.hits.map((each) => hit(each, one, context));
    const attributes = {
      role: "group", class: "search-group", "aria-labelledby": isHeaded ? label : `${hits[0].id}-title`,
      "data-holds": [hits[0].id, one.url, hits.length, one.more].join(" "),
    };
    return make("div", attributes, head, ...hits, ...more(one, context));
  }

  function hit(one, page, context) {
    const id = context.id();
    const title = make("span", { class: "search-title", id: `${id}-title` }, ...numberOf(one), ...marked(one.title));
    const facts = make("span", { class: "search-facts", id: `${id}-facts` }, ...factsOf(one));
    const above = one.isPage ? "" : one.path.slice(page.path.length + 1).join(" › ");
    const row = span("search-row", facts, ...(above ? [" ", span("search-path", above)] : []));
    const snippet = make("span", { class: "search-snippet", id: `${id}-snippet`, hidden: !isWanted(one, context.asked) });
    const attributes = {
      id, role: "option", class: `search-hit${one.isPage ? " search-hit--page" : ""}${one.isExact ? " search-hit--exact" : ""}`,
      href: measureSearch.base + one.url, tabindex: context.isPage ? "0" : "-1", "aria-selected": "false",
      "aria-labelledby": `${id}-title ${id}-facts`, "aria-describedby": snippet.id,
      "data-doc": one.doc, "data-words": one.words.join(" "),
    };
    return make("a", attributes, title, row, snippet);
  }

  const hitOf = ({ doc, words }) => ({ doc: Number(doc), words: words.split(" ").filter(Boolean) });

  const numberOf = ({ identifier }) => (identifier ? [span("search-number", identifier), " "] : []);

  // The phase has a word and a drawing by its rank: its colour says nothing more.
  function factsOf({ level, phase, note }) {
    const facts = [span("search-level", level)];
    if (phase) {
      const drawing = "■".repeat(phase.rank + 1) + "□".repeat(Math.max(0, phase.of - phase.rank - 1));
      const sign = make("span", { class: "search-sign", "aria-hidden": "true" }, drawing);
      facts.push(" ", make("span", { class: "search-phase", "data-rank": phase.rank }, sign, " ", phase.name));
    }
    return note ? [...facts, " ", span("search-note", note)] : facts;
  }

  // A title that shows every word asked for says why it is there, and most such items have no other text:
  // a place kept for it would stay empty.
  function isWanted({ doc, isPage, isExact, identifier, title, words }, count) {
    if (bare.has(doc)) return false;
    if (isPage || isExact || !identifier) return true;
    return words.length > 0 && title.filter(([, isMarked]) => isMarked).length < count;
  }

  // Not a link by itself: it does what the link to all results does. The page of all has a button for more.
  function more(one, context) {
    if (!one.more || context.isPage) return [];
    const where = one.identifier || "cette page";
    const text = `et ${numbered(one.more, "autre")} dans ${where}`;
    return [make("div", { id: context.id(), role: "option", class: "search-more", "aria-selected": "false" }, text)];
  }

  // Puts into the places kept for them the snippets that came, with the address of the very place.
  function fill(list, found) {
    for (const [doc, { url, pieces }] of Object.entries(found)) {
      const link = list.querySelector(`[data-doc="${doc}"]`);
      if (!pieces.length) bare.add(Number(doc));
      if (url) link.href = measureSearch.base + url;
      link.querySelector(".search-snippet").replaceChildren(...marked(pieces));
    }
  }

  // How many there are, in one sentence; the pages are counted where all of them are known.
  function tally({ total, groups }) {
    if (!total) return "";
    const known = groups.reduce((sum, one) => sum + one.hits.length + one.more, 0);
    const shown = groups.reduce((sum, one) => sum + one.hits.length, 0);
    if (known < total) return `${numbered(total, "résultat")}, les ${shown} premiers ici`;
    return `${numbered(total, "résultat")} dans ${numbered(groups.length, "page")}`;
  }

  const HOW = "Un numéro, avec ou sans ses points, ou des mots, avec ou sans accents.";

  // What there is to say of an answer, each a sentence.
  function remarks({ query, total, kind, corrections, unable }) {
    if (kind === "empty") return [];
    if (unable) return [unable];
    if (!total) return [`Aucun résultat pour ${quoted(query.trim())}.`];
    const said = corrections.map(({ typed, used }) => `Rien pour ${quoted(typed)}\u00a0: résultats pour ${quoted(used)}.`);
    if (kind === "some") said.push("Rien ne contient tous ces mots\u00a0; ces résultats en contiennent une partie.");
    return said;
  }

  // The same remarks as elements, and what to try where nothing is found.
  function notice(answer, state) {
    const said = remarks(answer).map((text) => make("p", {}, text));
    if (answer.kind === "empty") return [make("p", {}, HOW)];
    if (answer.total) return said;
    const all = { ...state, catalogue: "", level: "" };
    if (state.catalogue || state.level) said.push(make("p", {}, trying(all, "Chercher partout")));
    const nearest = answer.suggestions.map((word) => trying({ ...state, query: word }, word));
    const listed = nearest.flatMap((one, at) => (at ? [", ", one] : [one]));
    if (nearest.length) said.push(make("p", {}, "Vouliez-vous dire\u00a0: ", ...listed, "\u00a0?"));
    const [plan, titles] = [["plan-du-site/", "plan du site"], ["titres/", "titres par ordre alphabétique"]].map(aside);
    return [...said, make("p", {}, "Tout est aussi dans le ", plan, " et parmi les ", titles, ".")];
  }

  const aside = ([path, text]) => make("a", { href: measureSearch.base + path }, text);

  // A link that searches something else in the same box.
  const trying = (state, text) =>
    make("a", { href: measureSearch.pageOf(state), "data-try": JSON.stringify(state) }, text);

  Object.assign(measureSearch, { make, results: { groups, renew, hitOf, fill, tally, remarks, notice, quoted, numbered } });
})();
