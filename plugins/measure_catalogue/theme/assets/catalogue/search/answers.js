// Answers a query: the items whose identifier it writes, then what its words find, grouped by page.
"use strict";
self.measureSearch = self.measureSearch || {};

(function () {
  const PER_PAGE = 4; // hits of one page that a short answer shows
  const SHORT = 60; // hits: an answer of more than these shows every page whole
  const SNIPPET = 160; // characters of a text that are shown around its first marked word

  const keyed = (text) => text.replace(/[^a-z]+/g, "_");

  // Resolves to { ask, snippets, facets }; `load` gives the engine for a table of items.
  measureSearch.answers = async function (load, manifest) {
    // The words are on their way while the items are read; the engine will say what went wrong.
    if (manifest.engine === "lunr") measureSearch.data("words", manifest.version).catch(() => {});
    const folding = measureSearch.folding(manifest.folding);
    const items = measureSearch.items(await measureSearch.data("items", manifest.version));
    const engine = await load(items, folding, manifest);
    const all = { items, folding, engine, version: manifest.version, ...measureSearch.identifiers(items, folding.plain) };
    return {
      ask: (request) => ask(all, request),
      snippets: (hits) => snippets(all, hits),
      facets: () => facets(all),
    };
  };

  async function ask(all, { query, catalogue = "", level = "", present = "", limit = 30 }) {
    const identifier = all.identified(query, present);
    const first = identifier ? pointed(all, identifier) : [];
    const { slug, rest } = identifier ? { slug: "", ...identifier } : all.narrowed(query);
    const asked = all.folding.asked(rest);
    if (!identifier && !asked.length) return empty(query);
    const isTyping = !/\s$/.test(query);
    const found = asked.length ? await all.engine.find(asked, isTyping, { catalogue, level, limit }) : NOTHING;
    const known = new Set(first.map((one) => one.doc));
    const later = found.hits.filter((one) => !known.has(one.doc));
    const isNamed = (one) => all.items.catalogue(one.doc)?.slug === slug;
    const sorted = slug ? [...later.filter(isNamed), ...later.filter((one) => !isNamed(one))] : later;
    const hits = [...first, ...sorted].filter((one) => fits(all, one.doc, catalogue, level));
    await all.engine.ready(hits);
    return {
      query,
      total: hits.length + (found.more || 0),
      kind: first.length ? "identifier" : !hits.length ? "none" : found.isPartial ? "some" : "all",
      unable: found.unable || "", // why words are not looked for, where the engine cannot
      corrections: found.corrections,
      suggestions: hits.length ? [] : (await Promise.all(found.missing.map(all.engine.suggest))).flat(),
      groups: grouped(all, hits, limit),
    };
  }

  const NOTHING = { hits: [], corrections: [], missing: [], isPartial: false };
  const empty = (query) => ({ query, total: 0, kind: "empty", corrections: [], suggestions: [], groups: [] });

  // The items that identifiers lead to, each catalogue's before the items below them.
  function pointed({ items }, { keys, missing }) {
    const exact = keys.flatMap((key) => led(items, key, missing));
    const below = exact.filter((one) => items.isItem(one.doc) && !one.note).flatMap((one) => items.children(one.doc));
    const found = [...exact, ...below.map((doc) => ({ doc, words: [] }))];
    return found.filter((one, at) => found.findIndex((other) => other.doc === one.doc) === at);
  }

  // Where one identifier leads now; one that was renumbered says so, one that was withdrawn leads to the page that does.
  function led(items, key, missing) {
    const doc = items.byIdentifier.get(key);
    const note = missing ? `${missing} n’existe pas\u00a0: au plus près` : "";
    if (doc !== undefined) return [{ doc, words: [], isExact: !missing, note }];
    const { to, said, page } = items.data.former[key];
    const old = `ancien numéro ${items.numberOf(key)}` + (said ? ` (${said})` : "");
    const own = items.firsts.filter((one) => page && items.path(one) === page);
    const now = to.map((one) => items.byIdentifier.get(one)).filter((one) => one !== undefined);
    return [...own, ...now].map((one) => ({ doc: one, words: [], isExact: true, note: old }));
  }

  const level = ({ items }, doc) => {
    const kind = items.data.kinds[doc];
    if (!items.isItem(doc)) return { e: "exemple", g: "guide", f: "ancien numéro" }[kind];
    const names = items.catalogue(doc).levels;
    return items.depth(doc) ? names[Math.min(items.depth(doc), names.length) - 1] : "catalogue";
  };

  function fits(all, doc, catalogue, wanted) {
    if (catalogue && all.items.catalogue(doc)?.slug !== catalogue) return false;
    return !wanted || keyed(all.folding.plain(level(all, doc))) === wanted;
  }

  // Hits under their pages, in the order of each page's best one.
  function grouped(all, hits, limit) {
    const pages = new Map();
    for (const hit of hits) {
      const page = all.items.pageOf[hit.doc];
      pages.set(page, [...(pages.get(page) || []), hit]);
    }
    const most = limit > SHORT ? Infinity : PER_PAGE;
    const groups = [];
    let left = limit;
    for (const [page, some] of pages) {
      if (left <= 0) break;
      const isNumbered = some.some((one) => one.isExact);
      const shown = ordered(all, some.slice(0, Math.min(left, isNumbered ? Infinity : most)));
      left -= shown.length;
      groups.push(group(all, page, shown, some.length - shown.length));
    }
    return groups;
  }

  // The page before what stands on it, unless that is the very item asked for, by its number or by its whole title.
  function ordered({ items }, hits) {
    const own = hits.find((one) => items.isPage(one.doc));
    if (!own || hits[0].isExact || hits[0].isWhole) return hits;
    return [own, ...hits.filter((one) => one !== own)];
  }

  function group(all, page, shown, more) {
    const { items } = all;
    const own = items.firsts[page];
    const words = new Set(shown.flatMap((one) => one.words));
    return {
      url: items.path(own),
      identifier: items.data.names[own],
      catalogue: items.catalogue(own)?.name || "",
      title: all.folding.pieces(title(all, own), words),
      path: path(all, own),
      hits: shown.map((one) => described(all, one)),
      more,
    };
  }

  const title = ({ items, engine }, doc) =>
    (items.isPage(doc) ? items.data.pages[items.pageOf[doc]][2] : engine.title(doc)) || "Sans titre";

  function named({ items, engine }, doc) {
    if (!items.data.names[doc]) return items.catalogue(doc).name;
    return `${items.data.names[doc]} ${title({ items, engine }, doc)}`;
  }

  const path = (all, doc) => all.items.ancestors(doc).map((one) => named(all, one));

  function described(all, { doc, words, isExact = false, note = "" }) {
    const { items, folding } = all;
    const rank = items.data.phases.charCodeAt(doc) - 48;
    const phases = rank >= 0 ? items.catalogue(doc).phases : [];
    return {
      doc,
      words,
      isExact,
      note,
      url: address(items, doc, items.isPage(doc) ? "" : items.data.names[doc], words),
      identifier: items.isItem(doc) || items.data.kinds[doc] === "f" ? items.data.names[doc] : "",
      catalogue: items.catalogue(doc)?.name || "",
      title: folding.pieces(title(all, doc), new Set(words)),
      level: level(all, doc),
      isPage: items.isPage(doc),
      phase: phases.length ? { name: phases[rank], rank, of: phases.length } : null,
      path: path(all, doc),
    };
  }

  const MARKED = 12; // words that an address carries to be marked on arrival

  function address(items, doc, anchor, words) {
    const query = words.length ? `?h=${words.slice(0, MARKED).map(encodeURIComponent).join("+")}` : "";
    return items.path(doc) + query + (anchor ? `#${encodeURIComponent(anchor)}` : "");
  }

  // For each hit, the words around the first of those that were found, and the address of the very place.
  async function snippets(all, hits) {
    const found = await Promise.all(hits.map(async (hit) => [hit.doc, await snippet(all, hit)]));
    return Object.fromEntries(found);
  }

  async function snippet({ items, folding, version }, { doc, words }) {
    const page = items.pageOf[doc];
    const { texts } = await measureSearch.data(items.texts(page), version);
    const marked = new Set(words);
    const own = texts[doc - items.firsts[page]];
    const counts = own.map(([, text]) => worth(folding.words(text).filter((one) => marked.has(one))));
    const best = counts.indexOf(Math.max(...counts));
    if (best < 0) return { url: "", pieces: [] };
    const anchor = (counts[best] && own[best][0]) || (items.isPage(doc) ? "" : items.data.names[doc]);
    return { url: address(items, doc, anchor, words), pieces: cut(folding, own[best][1], marked) };
  }

  // How much a text shows of what was found: how many of the words, then how often.
  const worth = (found) => new Set(found).size + Math.min(found.length, 99) / 100;

  // A stretch of text around its first marked word, cut between words.
  function cut(folding, text, marked) {
    const first = folding.spans(text).find((one) => one.words.some((word) => marked.has(word)));
    let start = Math.max(0, (first ? first.start : 0) - SNIPPET / 3);
    if (start) start = text.indexOf(" ", start) + 1;
    let end = start + SNIPPET;
    if (end < text.length) end = text.lastIndexOf(" ", end) > start ? text.lastIndexOf(" ", end) : end;
    const pieces = folding.pieces(text.slice(start, end), marked);
    return [...(start ? [["… ", false]] : []), ...pieces, ...(end < text.length ? [[" …", false]] : [])];
  }

  // What answers may be narrowed to: the catalogues, and the levels that documents have, from the highest down.
  function facets(all) {
    const { catalogues } = all.items.data;
    const known = new Set(Array.from({ length: all.items.total }, (_, doc) => level(all, doc)));
    const order = [...new Set(["catalogue", ...catalogues.flatMap((one) => one.levels), ...known])];
    const levels = order.filter((one) => known.has(one)).map((label) => ({ key: keyed(all.folding.plain(label)), label }));
    return { catalogues: catalogues.map((one) => ({ key: one.slug, label: one.name })), levels };
  }
})();
