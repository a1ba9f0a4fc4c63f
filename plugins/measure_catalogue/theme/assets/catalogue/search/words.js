// Folds words as text/folding.py does, by the tables that come with the index, and finds them in a text to be marked.
"use strict";
self.measureSearch = self.measureSearch || {};

measureSearch.folding = function (tables) {
  const stop = new Set(tables.stop.split(" "));
  const known = new Map(); // a text has few words, many times

  function plain(text) {
    const lower = text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/g, "");
    return lower.replace(/[œæ]/g, (one) => tables.ligatures[one]);
  }

  function singular(word) {
    if (Object.hasOwn(tables.irregular, word)) return tables.irregular[word];
    if (word.length > 4 && /[^ey]aux$/.test(word)) return word.slice(0, -2) + "l";
    return word.length > 3 && /[^s0-9][sx]$/.test(word) ? word.slice(0, -1) : word;
  }

  const says = (part) => !stop.has(part) && (part.length > 1 || /[0-9]/.test(part));

  // The parts of a compound word, and how else it is written: in one word, or without its « & ».
  function compound(word) {
    const parts = word.split(/[&\u2010-]/);
    const joined = singular(parts.join(""));
    const isShort = parts.length === 2 && parts[0].length <= tables.joined && !stop.has(parts[0]) && /[a-z]$/.test(word);
    const whole = word.includes("&") || isShort ? joined : "";
    return { whole, isNamed: word.includes("&"), parts: parts.filter(says).map(singular) };
  }

  const compounds = (text) => plain(text).match(/[a-z0-9]+(?:[&\u2010-][a-z0-9]+)*/g) || [];

  function folded(word) {
    if (!known.has(word)) {
      const { whole, isNamed, parts } = compound(word);
      known.set(word, [...new Set((isNamed ? [whole, ...parts] : [...parts, whole]).filter(Boolean))]);
    }
    return known.get(word);
  }

  const words = (text) => compounds(text).flatMap(folded);

  // What a query asks for: for each word, the ways in which it may be written; small words only where nothing else is.
  function asked(query) {
    const all = compounds(query);
    const some = all.map(compound).filter((one) => one.whole || one.parts.length);
    return some.length ? some : all.map((one) => ({ whole: "", isNamed: false, parts: [one] }));
  }

  // Each word of a text as it stands: { start, end, words }, the parts of a compound one by one.
  function spans(text) {
    const found = [];
    for (const whole of text.matchAll(/[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d]+(?:[&\u2010\u2011-][\p{L}\p{N}\p{M}\u00ad]+)*/gu)) {
      const all = words(whole[0]);
      for (const part of whole[0].matchAll(/[^&\u2010\u2011-]+/g)) {
        const start = whole.index + part.index;
        const own = all.length > 1 ? [...words(part[0]), ...compounds(whole[0]).map((one) => compound(one).whole)] : all;
        found.push({ start, end: start + part[0].length, words: own });
      }
    }
    return found;
  }

  // A text cut where words are to be marked: [[text, marked], …].
  function pieces(text, marked) {
    const cut = [];
    let at = 0;
    for (const { start, end, words: some } of spans(text)) {
      if (!some.some((one) => marked.has(one))) continue;
      if (start > at) cut.push([text.slice(at, start), false]);
      cut.push([text.slice(start, end), true]);
      at = end;
    }
    if (at < text.length) cut.push([text.slice(at), false]);
    return cut;
  }

  return { words, asked, spans, pieces, plain };
};
