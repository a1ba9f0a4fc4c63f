// Reads the identifier that a query writes, in whatever manner: 6.1.1, (6.1.1), n°6-1-1, 611, c611, « mesure 6.1.1 ».
"use strict";
self.measureSearch = self.measureSearch || {};

measureSearch.identifiers = function (items, plain) {
  const { data, byIdentifier, slugOf, numberOf } = items;
  const keys = [...byIdentifier.keys(), ...Object.keys(data.former)].filter((one) => !one.endsWith("_"));
  const joined = new Map(); // "611" → keys of 6.1.1 in each catalogue
  for (const key of keys) {
    const bare = numberOf(key).replaceAll(".", "");
    joined.set(bare, [...(joined.get(bare) || []), key]);
  }
  const split = (text) => plain(text).match(/[a-z]+|[0-9]+/g) || [];
  const spoken = new Set(["n", "no", "nos", "num", "numero", "numeros", "item", "fiche", "identifiant", "id", "l", "la", "le"]);
  for (const one of data.catalogues) {
    for (const level of one.levels) split(level).forEach((word) => spoken.add(word).add(`${word}s`));
  }
  const names = data.catalogues.map((one) => ({ slug: one.slug, names: one.names.map((name) => split(name).join(" ")) }));

  // The catalogues that words before a number name: by their names, or by the first letters of one.
  function named(words) {
    const said = words.filter((one) => !spoken.has(one));
    const whole = said.join(" ");
    if (!whole) return every;
    return names.filter((one) => one.names.some((name) => name === whole || name.startsWith(whole))).map((one) => one.slug);
  }

  const every = data.catalogues.map((one) => one.slug);

  // The catalogues of the longest name that opens a query, for a name may hold figures itself: « cae_2022 6.1.1 ».
  function opened(tokens) {
    const said = ` ${tokens.join(" ")} `;
    const opens = names.flatMap((one) => one.names.filter((name) => name && said.startsWith(` ${name} `)));
    const longest = opens.reduce((one, other) => (other.length > one.length ? other : one), "");
    const slugs = names.filter((one) => one.names.includes(longest)).map((one) => one.slug);
    return longest ? { slugs, tokens: tokens.slice(longest.split(" ").length) } : { slugs: [], tokens };
  }

  // { slugs, ranks, rest } of « cae n° 6.1.1 vélo »; ranks is empty where the query begins with no number.
  function parsed(query) {
    const { slugs, tokens } = opened(split(query));
    const start = tokens.findIndex((one) => /[0-9]/.test(one));
    if (start < 0) return { slugs: [], ranks: [], rest: "" };
    let end = start;
    while (end < tokens.length && /^[0-9]{1,12}$|^[a-z]$/.test(tokens[end])) end++;
    const between = tokens.slice(0, start);
    const known = slugs.length && between.every((one) => spoken.has(one)) ? slugs : named(between);
    return { slugs: known, ranks: tokens.slice(start, end), rest: tokens.slice(end).join(" ") };
  }

  // A number written with points, anywhere among words: « vélo (6.1.1) ».
  function dotted(query) {
    const found = plain(query).match(/(?<![0-9.])[0-9]{1,4}(?:\.[0-9a-z]{1,4})+/);
    if (!found) return { slugs: [], ranks: [], rest: "" };
    const rest = plain(query).replace(found[0], " ");
    return { slugs: every, ranks: found[0].split("."), rest };
  }

  // The keys that a reading means: as it is written, else with its figures run together.
  function meant({ slugs, ranks }) {
    const isHere = (key) => slugs.includes(slugOf(key));
    const written = keysOf(slugs, ranks.map((one) => one.replace(/^0+(?=.)/, "")).join("."));
    const together = (joined.get(ranks.join("")) || []).filter((key) => isHere(key) && !written.includes(key));
    return written.length && ranks.length > 1 ? written : [...written, ...together];
  }

  const keysOf = (slugs, number) =>
    slugs.map((slug) => `${slug}_${number}`).filter((key) => byIdentifier.has(key) || Object.hasOwn(data.former, key));

  // The nearest item above a number that no item has, in each catalogue.
  function near({ slugs, ranks }) {
    if (ranks.length < 2) return [];
    const above = slugs.map((slug) => items.above(`${slug}_${ranks.join(".")}`)).filter((key) => key && !key.endsWith("_"));
    const longest = Math.max(...above.map((key) => numberOf(key).length));
    return above.filter((key) => numberOf(key).length === longest);
  }

  // A reading whose last rank is a letter that no item has: « 1.5 °C » is no item of 1.5.
  function lettered({ slugs, ranks, rest }) {
    const last = ranks[ranks.length - 1];
    if (!/[a-z]/.test(last) || meant({ slugs, ranks }).length) return { slugs, ranks, rest };
    return { slugs, ranks: ranks.slice(0, -1), rest: `${last} ${rest}`.trim() };
  }

  // What a query reads as, or null: a number after what may stand before it, else one with points anywhere.
  function read(query) {
    const first = parsed(query);
    const isWhole = first.ranks.length && (!first.rest || first.ranks.length > 1) && first.slugs.length;
    const reading = isWhole ? first : dotted(query);
    return reading.ranks.length ? { ...lettered(reading), isDotted: /[0-9]\.[0-9]/.test(query) } : null;
  }

  // The items that a reading means, those of a catalogue that it does not name only where the named one has none.
  function found(reading) {
    const exact = [reading, { ...reading, slugs: every }].map(meant).find((one) => one.length);
    if (exact) return { keys: exact, missing: "" };
    return { keys: reading.rest || !reading.isDotted ? [] : near(reading), missing: reading.ranks.join(".") };
  }

  // { keys, rest, missing }: the items, those of the present catalogue first, the words that stand beside the number,
  // and the number itself where no item has it; null where the query writes no identifier. The short name of a
  // catalogue alone leads to its page.
  function identified(query, present) {
    const alone = every.find((slug) => slug === plain(query).trim());
    if (alone) return { keys: [`${alone}_`], rest: query, missing: "" };
    const reading = read(query);
    const { keys, missing } = reading ? found(reading) : { keys: [] };
    if (!keys.length) return null;
    const isPresent = (key) => slugOf(key) === present;
    return { keys: [...keys.filter(isPresent), ...keys.filter((key) => !isPresent(key))], rest: reading.rest, missing };
  }

  // The catalogue whose short name opens a query in words, and the words without it: « eci déchets ».
  function narrowed(query) {
    const [first, ...others] = query.trim().split(/\s+/);
    const slug = others.length ? every.find((one) => one === plain(first)) : "";
    return slug ? { slug, rest: query.trim().slice(first.length) } : { slug: "", rest: query };
  }

  return { identified, narrowed };
};
