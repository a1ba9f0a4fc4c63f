// What can be chosen: which item an identifier of an address names, and what is known of it.
"use strict";
self.measureChoice = self.measureChoice || {};

(function () {
  const HUES = 8; // as many as the colours of axes

  measureChoice.items = function (index) {
    const folding = measureSearch.folding(index.folding);
    const table = measureSearch.items(index);
    const { byIdentifier, pageOf, firsts, slugOf, numberOf } = table;
    const books = new Map(index.catalogues.map((one) => [one.slug, one]));
    const identifiers = measureSearch.identifiers(table, folding.plain);
    const loaded = new Map(); // number of a page → its data, once they are there

    const isItem = (key) => byIdentifier.has(key) && !key.endsWith("_");
    const isKnown = (key) => isItem(key) || Object.hasOwn(index.former, key);

    // The catalogues that a name means, and the number after it: « cae_6.1.1 », « cae-2022/6.1.1 », « 6.1.1 ».
    function parsed(text) {
      const found = /^(?:(.+?)(?:__?|[/\s]))?([a-z0-9]{1,4}(?:\.[a-z0-9]{1,4})*)$/i.exec(text);
      if (!found) return { slugs: [], number: "" };
      const [name, number] = [found[1] || "", found[2].toLowerCase()];
      const named = index.catalogues.filter((one) => !name || one.names.includes(name.toLowerCase()));
      return { slugs: named.map((one) => one.slug), number, name };
    }

    // What one identifier of an address gives: the items to show, and what is to be said of it, or null.
    function named(text) {
      const { slugs, number, name } = parsed(text);
      const keys = slugs.map((slug) => `${slug}_${number}`).filter(isKnown);
      if (keys.length > 1) return { keys: [], note: { kind: "several", text, keys: keys.flatMap(current) } };
      const kind = !number ? "unreadable" : slugs.length ? "unknown" : "elsewhere";
      if (!keys.length) return { keys: [], note: { kind, text: number || text, name, books: slugs.map((slug) => books.get(slug)) } };
      if (isItem(keys[0])) return { keys, note: null };
      const { to, said } = index.former[keys[0]];
      return { keys: to, note: { kind: to.length ? "moved" : "withdrawn", text, keys: to, said } };
    }

    const current = (key) => (isItem(key) ? [key] : index.former[key].to);

    // Identifiers → the items in their order, each once, and what is to be said.
    function resolve(texts) {
      const all = texts.map(named);
      return { keys: [...new Set(all.flatMap((one) => one.keys))], notes: all.map((one) => one.note).filter(Boolean) };
    }

    const nameOf = (page) => `selection/${index.pages[page][0]}`;

    // Resolves when the pages of some items have told what they say; one that does not come is told by its number.
    async function load(keys) {
      const pages = [...new Set(keys.map((key) => pageOf[byIdentifier.get(key)]))].filter((page) => !loaded.has(page));
      await Promise.all(pages.map(async (page) => {
        try {
          loaded.set(page, await measureSite.data(nameOf(page)));
        } catch {
          // asked for again the next time
        }
      }));
    }

    function item(key) {
      const doc = byIdentifier.get(key);
      const page = pageOf[doc];
      const book = books.get(slugOf(key));
      const number = numberOf(key);
      const data = loaded.get(page);
      const [title, points, overseas, phase, theme, text] = data ? data.items[doc - firsts[page]] : ["", null, null, "", "", ""];
      const place = book.axes.findIndex(([one]) => number === one || number.startsWith(`${one}.`));
      const [slug, own] = [book.slug, pageNumber(page)];
      return {
        key, book, number, title: title || "Sans titre", points, overseas, phase, theme, text, isThere: Boolean(data),
        level: book.levels[Math.min(table.depth(doc), book.levels.length) - 1],
        isMeasure: table.depth(doc) === book.measure,
        rank: book.phases.findIndex((one) => folding.plain(one) === folding.plain(phase)),
        axis: place < 0 ? null : { number: book.axes[place][0], title: book.axes[place][1], hue: (place % HUES) + 1 },
        path: path(key, data), link: measureSite.base + slug + (own ? `/${own}/` : "/") + (own === number ? "" : `#${number}`),
        short: `${slug}/${number}`, address: `${measureSite.public || measureSite.base}${slug}/${number}/`,
      };
    }

    const pageNumber = (page) => index.names[firsts[page]];

    // What stands above an item, as [number, title], from the axis down: on its page, or above that page.
    function path(key, data) {
      const titles = new Map(data ? data.above : []);
      const found = [];
      for (let one = table.above(key); one && !one.endsWith("_"); one = table.above(one)) {
        const doc = byIdentifier.get(one);
        const isHere = data && pageOf[doc] === pageOf[byIdentifier.get(key)];
        const number = numberOf(one);
        found.unshift([number, isHere ? data.items[doc - firsts[pageOf[doc]]][0] : titles.get(number) || ""]);
      }
      return found;
    }

    // The items directly below one that are told on its page, in order.
    const children = (key) => {
      const doc = byIdentifier.get(key);
      return table.children(doc).filter((one) => pageOf[one] === pageOf[doc]).map((one) => item(`${slugOf(key)}_${index.names[one]}`));
    };

    // What a few words mean: items by their identifiers in any spelling, else by words of their titles.
    async function find(query) {
      const found = identifiers.identified(query, "");
      if (found && !found.rest.trim()) {
        const keys = [...new Set(found.keys.filter(isKnown).flatMap(current))];
        return { keys, total: keys.length, missing: found.missing };
      }
      const words = folding.words(query);
      if (!words.length) return { keys: [], total: 0, missing: "" };
      const titles = await measureSite.data("selection/titles");
      const hits = [];
      titles.forEach((title, doc) => {
        const said = folding.words(title);
        const key = `${table.catalogue(doc).slug}_${index.names[doc]}`;
        if (isItem(key) && words.every((word) => said.some((one) => one.startsWith(word)))) hits.push(doc);
      });
      const far = (doc) => Math.abs(table.depth(doc) - table.catalogue(doc).measure); // measures first
      hits.sort((one, other) => far(one) - far(other) || one - other);
      return { keys: hits.map((doc) => `${table.catalogue(doc).slug}_${index.names[doc]}`), total: hits.length, missing: "" };
    }

    return { resolve, load, item, children, find, several: books.size > 1 };
  };
})();
