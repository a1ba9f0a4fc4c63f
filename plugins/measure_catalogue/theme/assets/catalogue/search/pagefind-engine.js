// Finds documents by words with Pagefind: each question brings only the pieces of the index that its words need.
"use strict";
self.measureSearch = self.measureSearch || {};

(function () {
  const SPARE = 10; // documents looked at beyond those that are shown
  const LETTERS = "abcdefghijklmnopqrstuvwxyz";
  const DISK = "Ouvert depuis un dossier, ce site ne se cherche que par numéros\u00a0: pour des mots, ouvrez-le à son adresse.";
  const NOTHING = { hits: [], more: 0, isPartial: false, corrections: [], missing: [] };
  const near = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

  // { title, ready, find, suggest }; identifiers are answered without waiting for Pagefind, or where it cannot run.
  measureSearch.pagefindEngine = async function (items, folding, { version }) {
    const titles = new Map(); // of the documents that are no pages, as they come
    const engine = { items, folding, version, titles, found: new Map() }; // found: what one question asked of Pagefind
    return {
      title: (doc) => titles.get(doc),
      ready: (hits) => titled(engine, hits),
      find: async (asked, _, wanted) => (isOnDisk() ? { ...NOTHING, unable: DISK } : find(engine, asked, wanted)),
      suggest: (word) => nearest(engine, word, near(word) + 1),
    };
  };

  const isOnDisk = () => measureSearch.base.startsWith("file:");

  let pagefind;
  function bring() {
    pagefind ||= start();
    pagefind.catch(() => (pagefind = null)); // a network that comes back is asked again
    return pagefind;
  }

  async function start() {
    const { createInstance } = await import(new URL("search/pagefind/pagefind.js", measureSearch.base));
    const instance = createInstance({ baseUrl: "/" });
    await instance.init();
    return instance;
  }

  // A document and what stands above it, from below; not the pages, whose titles are known.
  const within = (items, doc) => [doc, ...items.ancestors(doc).reverse()].filter((one) => !items.isPage(one));

  // Brings the titles that did not come with what was found: they are kept with the texts of their pages.
  async function titled({ items, version, titles }, hits) {
    const unknown = hits.flatMap(({ doc }) => within(items, doc)).filter((doc) => !titles.has(doc));
    const pages = new Set(unknown.map((doc) => items.pageOf[doc]));
    await Promise.all([...pages].map(async (page) => {
      const data = await measureSearch.data(items.texts(page), version);
      data.titles.forEach((title, at) => titles.set(items.firsts[page] + at, title));
    }));
  }

  // { hits: [{ doc, words, score }], more, isPartial, corrections, missing }, best first; `limit` documents are brought.
  async function find(engine, asked, { catalogue, level, limit }) {
    engine.found = new Map();
    const filters = Object.fromEntries(Object.entries({ catalogue, level }).flatMap(([name, one]) => (one ? [[`${name}_${one}`, "1"]] : [])));
    const { ways, isPartial, corrections, missing } = await understood(engine, asked);
    const results = merged(await Promise.all(ways.map((words) => search(engine, words, filters))));
    const tokens = ways.flat();
    const first = await Promise.all(results.slice(0, limit + SPARE).map((one) => brought(engine, one)));
    const hits = first.map((one) => matched(engine, one, tokens)).sort((one, other) => other.count - one.count || other.score - one.score);
    return { hits, more: results.length - hits.length, isPartial: isPartial && hits.length > 0, corrections, missing };
  }

  // Ranks count among the documents that are brought: nothing else tells Pagefind a measure from a task.
  function matched({ items }, { doc, score, count, own }, tokens) {
    const words = own.filter((word) => tokens.some((one) => word.startsWith(one)));
    return { doc, words, count, score: score * items.boost(doc) };
  }

  // How the words asked for are to be looked for: the ways to write them that the index has, all words together;
  // else without those that nothing holds, or with their nearest spelling; else each word by itself.
  async function understood(engine, asked) {
    const known = await those(written(asked), (words) => isHeld(engine, words));
    const ways = asked.some((one) => one.isNamed) ? known.slice(0, 1) : known; // « EnR » says less than « EnR&R »
    if (ways.length) return { ways, isPartial: false, corrections: [], missing: [] };
    const [words, corrections, missing] = [[], [], []];
    for (const one of asked) {
      const [way] = await those(written([one]), (some) => isHeld(engine, some));
      const typed = one.whole || one.parts.join(" ");
      const [used] = way ? [] : await nearest(engine, typed, near(typed));
      if (used) corrections.push({ typed, used });
      else if (!way) missing.push(typed);
      words.push(way || (used ? engine.folding.words(used) : []));
    }
    const left = words.filter((some) => some.length);
    const together = left.length && (await isHeld(engine, left.flat()));
    return { ways: together ? [left.flat()] : left, isPartial: !together || missing.length > 0, corrections, missing };
  }

  async function those(all, test) {
    const passed = await Promise.all(all.map(test));
    return all.filter((_, at) => passed[at]);
  }

  // The words of a query with compounds in one, and with compounds in their parts.
  function written(asked) {
    const whole = asked.flatMap((one) => one.whole || one.parts);
    const split = asked.flatMap((one) => (one.parts.length ? one.parts : one.whole));
    return String(whole) === String(split) ? [whole] : [whole, split];
  }

  // Whether there is a document with all these words. Pagefind passes over a word that nothing holds, or cuts it short.
  async function isHeld(engine, words) {
    const [result] = await search(engine, words, {});
    if (!result) return false;
    const { own } = await brought(engine, { result });
    return words.every((word) => own.some((one) => one.startsWith(word)));
  }

  // Pagefind's results for documents that have all the words, or longer ones that begin so; asked for once.
  async function search(engine, words, filters) {
    const { found } = engine;
    const key = JSON.stringify([words, filters]);
    if (!found.has(key)) found.set(key, bring().then((one) => whole(one, words, filters)));
    found.get(key).catch(() => (pagefind = null));
    return (await found.get(key)).results;
  }

  // Longer words may stand in pieces after the one that Pagefind brings for a beginning: they are brought first. For one
  // or two letters they would be too many, and the answer is not yet all.
  async function whole(one, words, filters) {
    const longer = words.filter((word) => word.length > 2).flatMap((word) => [...LETTERS].map((letter) => word + letter));
    await one.preload([...words, ...longer].join(" "));
    return one.search(words.join(" "), { filters });
  }

  // The results of several questions as one list: those of most questions first, then the best.
  function merged(lists) {
    const all = new Map();
    for (const one of lists.flat()) {
      const other = all.get(one.id);
      all.set(one.id, { result: one, count: (other?.count || 0) + 1, score: Math.max(one.score, other?.score || 0) });
    }
    return [...all.values()].sort((one, other) => other.count - one.count || other.score - one.score);
  }

  // The same with the number of its document, and its own words.
  async function brought({ items, titles }, { result, count, score }) {
    const { url, content, anchors } = await result.data();
    const doc = parseInt(url.slice(1), 10);
    const said = JSON.parse(decodeURIComponent(anchors[0].id)); // see finding/chunks.py
    within(items, doc).forEach((one, at) => titles.set(one, said[at]));
    return { doc, count, score, own: [...new Set(content.match(/[a-z0-9]+/g))] };
  }

  // Words at so many edits at most, the nearest first, then those that begin alike, then those that stand in most places.
  // They are brought at the first typo: Pagefind's own index lists none.
  async function nearest({ items, folding, version }, word, most) {
    if (!most) return [];
    const { terms } = await measureSearch.data("terms", version);
    const known = terms.split(" ").map((term) => ({ term, edits: edits(word, term, most) }));
    const rank = ({ term, edits }) => edits + (term[0] === word[0] ? 0 : 0.5);
    const near = known.filter((one) => one.edits <= most).sort((one, other) => rank(one) - rank(other));
    return near.slice(0, 3).map(({ term }) => spelled(items, folding, term));
  }

  // A word as people write it, with its accents, where the title of a page does.
  function spelled({ data }, folding, term) {
    for (const [, , title] of data.pages) {
      if (!folding.plain(title).includes(term)) continue;
      const span = folding.spans(title).find((one) => one.words.includes(term));
      if (span) return title.slice(span.start, span.end).toLowerCase();
    }
    return term;
  }

  // Letters put in, left out, replaced, or changed about with their neighbour; more than `most` once it is more.
  function edits(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let [last, before, row] = [[], [], Array.from({ length: other.length + 1 }, (_, at) => at)];
    for (let down = 1; down <= one.length; down++) {
      [last, before, row] = [before, row, [down]];
      for (let across = 1; across <= other.length; across++) {
        const cost = one[down - 1] === other[across - 1] ? 0 : 1;
        row[across] = Math.min(before[across] + 1, row[across - 1] + 1, before[across - 1] + cost);
        const isSwapped = one[down - 1] === other[across - 2] && one[down - 2] === other[across - 1];
        if (down > 1 && across > 1 && isSwapped) row[across] = Math.min(row[across], last[across - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
    }
    return row[other.length];
  }

  if (!isOnDisk()) bring().catch(() => {}); // on its way while the rest is read; the first question says what is wrong
})();
