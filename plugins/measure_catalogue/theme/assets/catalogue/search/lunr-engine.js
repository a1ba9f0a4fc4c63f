// Finds documents by words with lunr: all the words before some of them, a near spelling only for one that finds nothing.
"use strict";
self.measureSearch = self.measureSearch || {};

(function () {
  const EXACT = 3; // how much more a word counts as typed than as the beginning of another
  const LONGEST = 20; // letters: longer than that it is no word, and lunr would look for what is near it at length
  const near = (word) => (word.length < 4 || word.length > LONGEST ? 0 : word.length < 8 ? 1 : 2);

  // { find, suggest, title } over the words of search/words.js; `items` is the table of documents.
  measureSearch.lunrEngine = async function (items, folding, version, lunr) {
    const data = await measureSearch.data("words", version);
    const titles = titled(items, data.titles);
    const folded = titles.map(folding.words);
    const contexts = titles.map((_, doc) => around(items, folding, folded, doc));
    const boosts = titles.map((_, doc) => items.boost(doc));
    const { index, terms } = measureSearch.lunrIndex(lunr, data, folded, contexts, boosts);
    const all = [...terms.keys()];
    const engine = { index, lunr, terms, all, titles, folded, folding };
    return {
      title: (doc) => titles[doc],
      ready: async () => {},
      find: (asked, isTyping) => find(engine, asked, isTyping),
      suggest: (word) => suggested(engine, word),
    };
  };

  // Titles of pages come with the table of documents, the others with the words.
  function titled(items, rest) {
    let next = 0;
    const title = (_, doc) => (items.isPage(doc) ? items.data.pages[items.pageOf[doc]][2] : rest[next++]);
    return Array.from({ length: items.total }, title);
  }

  // The words of what stands above a document, and of its phase.
  function around(items, folding, folded, doc) {
    const rank = items.data.phases.charCodeAt(doc) - 48;
    const phase = rank >= 0 ? folding.words(items.catalogue(doc).phases[rank]) : [];
    return [...items.ancestors(doc).flatMap((one) => folded[one]), ...phase];
  }

  // { hits: [{ doc, words, isWhole }], isPartial, corrections, missing }: best first, `isWhole` where the words are the
  // whole title; `isTyping` if the last word may go on.
  function find(engine, asked, isTyping) {
    const wanted = asked.map((one, at) => ways(engine, one, isTyping && at === asked.length - 1));
    const tokens = wanted.flat(2);
    const found = engine.index.query((query) => tokens.forEach((one) => ask(engine.lunr, query, one)));
    const hits = found.map((one) => matched(engine, one, wanted)).filter((one) => one.isOwn);
    const whole = hits.filter((one) => one.count === wanted.length);
    const sorted = whole.length ? whole : hits.sort((one, other) => other.count - one.count || other.score - one.score);
    const corrected = tokens.filter((one) => one.edits);
    return {
      hits: sorted,
      isPartial: !whole.length && hits.length > 0,
      corrections: corrected.map((one) => ({ typed: one.token, used: spelled(engine, one.terms[0]) })),
      missing: tokens.filter((one) => !one.terms.length).map((one) => one.token),
    };
  }

  // The ways in which a word of the query may be written: a compound in one word, or in all of its parts.
  function ways(engine, { whole, isNamed, parts }, isPrefix) {
    const goesOn = isPrefix && !(isNamed && engine.terms.has(whole)); // « R&I » is whole
    const joined = whole ? [expanded(engine, whole, goesOn, !parts.length)] : [];
    const isKnown = joined.some((one) => one.terms.length);
    const split = parts.map((part, at) => expanded(engine, part, isPrefix && at === parts.length - 1, !isKnown));
    if (isNamed && isKnown) return [joined]; // « EnR » says less than « EnR&R »
    const found = [joined, split].filter((way) => way.length && (!isKnown || way.every((one) => one.terms.length)));
    return found.length > 1 && !isKnown ? [split] : found;
  }

  // The words of the index that a word of the query stands for.
  function expanded(engine, token, isPrefix, mayErr) {
    const same = engine.terms.has(token) ? [token] : [];
    const isNumber = /^[0-9]+$/.test(token) && same.length; // « zone 30 » does not begin « zone 300 »
    const begun = isPrefix && !isNumber ? starting(engine.all, token) : same;
    if (begun.length) return { token, terms: begun, all: new Set(begun), isPrefix: isPrefix && !isNumber, edits: 0 };
    for (let edits = 1; mayErr && edits <= near(token); edits++) {
      const terms = fuzzy(engine, token, edits);
      if (terms.length) return { token, terms, all: new Set(terms), isPrefix: false, edits };
    }
    return { token, terms: [], all: new Set(), isPrefix: false, edits: 0 };
  }

  function starting(all, beginning) {
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (all[middle] < beginning) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < all.length && all[end].startsWith(beginning)) end++;
    return all.slice(low, end);
  }

  const RARE = 0.5; // of how often the likeliest word stands: one that is rarer is not what was meant

  // Words at so many edits, the likeliest first: those that begin alike, then those that stand in most places.
  function fuzzy({ index, lunr, terms }, word, edits) {
    const near = index.tokenSet.intersect(lunr.TokenSet.fromFuzzyString(word, edits)).toArray();
    const known = near.filter((one) => terms.has(one) && !/^[0-9]+$/.test(one));
    const alike = known.filter((one) => one[0] === word[0]);
    const places = (one) => Object.keys({ ...index.invertedIndex[one].title, ...index.invertedIndex[one].text }).length;
    const often = new Map((alike.length ? alike : known).map((one) => [one, places(one)]));
    const most = Math.max(...often.values());
    return [...often.keys()].filter((one) => often.get(one) >= RARE * most).sort((one, other) => often.get(other) - often.get(one));
  }

  // What a word that finds nothing may have been meant for, one edit further than what is looked for by itself.
  function suggested(engine, word) {
    if (word.length > LONGEST) return [];
    return fuzzy(engine, word, near(word) + 1).slice(0, 3).map((term) => spelled(engine, term));
  }

  function ask(lunr, query, { token, terms, isPrefix, edits }) {
    const { TRAILING, NONE } = lunr.Query.wildcard;
    if (!terms.length) return;
    if (isPrefix || !edits) query.term(token, { boost: EXACT, usePipeline: false, wildcard: NONE });
    if (isPrefix) query.term(token, { usePipeline: false, wildcard: TRAILING });
    if (edits) terms.forEach((one) => query.term(one, { usePipeline: false, wildcard: NONE }));
  }

  // What a result matches: how many of the words asked for, by which words, and whether any is its own.
  function matched({ folded }, { ref, score, matchData }, wanted) {
    const words = Object.keys(matchData.metadata);
    const isOwn = words.some((one) => matchData.metadata[one].title || matchData.metadata[one].text);
    const isThere = ({ all }) => words.some((one) => all.has(one));
    const count = wanted.filter((one) => one.some((way) => way.every(isThere))).length;
    const isWhole = folded[ref].length > 0 && folded[ref].every((one) => words.includes(one));
    return { doc: Number(ref), score, words, isOwn, count, isWhole };
  }

  // A word of the index as people write it, with its accents, where a title does.
  function spelled({ titles, folding }, term) {
    for (const title of titles) {
      if (!folding.plain(title).includes(term)) continue;
      const span = folding.spans(title).find((one) => one.words.includes(term));
      if (span) return title.slice(span.start, span.end).toLowerCase();
    }
    return term;
  }
})();
