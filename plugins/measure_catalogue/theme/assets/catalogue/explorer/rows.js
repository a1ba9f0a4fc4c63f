// Reads the rows of the table once, then answers which of them some choices leave, and in which order.
"use strict";
self.measureExplorer = self.measureExplorer || {};

(function () {
  const plain = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/[’ʼ]/g, "'");
  const keys = new Map(); // a table has few levels, phases and themes, many times
  function key(text) {
    if (!keys.has(text)) keys.set(text, plain(text).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, ""));
    return keys.get(text);
  }

  // What each row says; the catalogue is the first folder of its link, for two editions may have one short name.
  measureExplorer.rows = function (body, books) {
    const known = new Map(books.map((book) => [book.slug, book]));
    return [...body.rows].map((row, place) => {
      const [head, ...cells] = row.children;
      const link = head.lastChild;
      const name = link.textContent;
      const [title, level, phase, theme, points] = cells.map((cell) => cell.textContent);
      const book = known.get(link.getAttribute("href").split("/")[1]);
      const number = name.slice(name.lastIndexOf(" ") + 1);
      return {
        row, link, place, name, number, title, level, phase, theme, book,
        axis: number.split(".", 1)[0], full: `${book.slug}_${number}`,
        points: points === "" ? null : Number(points.replace(/\s/g, "").replace(",", ".")),
        keys: { catalogue: book.slug, niveau: key(level), phase: key(phase), theme: key(theme) },
        text: "", // its words, folded, the title first
      };
    });
  };

  // All texts as one, for a machine folds one long text much faster than thousands of short ones.
  measureExplorer.fold = function (rows) {
    if (!rows.length || rows[0].text) return;
    const lines = rows.map((one) => `${one.title} ${one.theme} ${one.name}`.replace(/\n/g, " "));
    plain(lines.join("\n")).split("\n").forEach((text, at) => (rows[at].text = text.replace(/^[^a-z0-9]+/, "")));
  };

  // A word is found inside others; one that is written in the plural, as a whole word without its « s » or « x » too.
  function finder(word) {
    const exact = word.replace(/[^a-z0-9]/g, "\\$&");
    return new RegExp(/^[a-z-]{3,}[a-rt-z][sx]$/.test(word) ? `${exact}|\\b${exact.slice(0, -1)}\\b` : exact);
  }

  // An item is of a trade when its theme is, or when it or one above it is named.
  function ofTrade(trade) {
    const themes = new Set(trade.themes.map(key));
    return (one) => themes.has(one.keys.theme) || trade.items.some((item) => one.full === item || one.full.startsWith(`${item}.`));
  }

  // The rows that the choices leave, in the order that they ask for; a choice that holds to nothing is an empty text.
  measureExplorer.kept = function (rows, choices, trades) {
    const { axe, min, max, tri } = choices;
    if (choices.q || tri === "titre") measureExplorer.fold(rows);
    const tests = ["catalogue", "niveau", "phase", "theme"].filter((name) => choices[name])
      .map((name) => (one) => one.keys[name] === choices[name]);
    const trade = trades.find((one) => one.key === choices.metier);
    if (choices.metier) tests.push(trade ? ofTrade(trade) : () => false);
    if (axe) tests.push((one) => axe === `${one.book.slug}-${one.axis}`);
    if (min) tests.push((one) => one.points !== null && one.points >= Number(min));
    if (max) tests.push((one) => one.points !== null && one.points <= Number(max));
    for (const word of plain(choices.q).split(/\s+/).filter(Boolean).map(finder)) tests.push((one) => word.test(one.text));
    const found = rows.filter((one) => tests.every((test) => test(one)));
    return ORDERS[tri] ? found.sort(ORDERS[tri]) : found;
  };

  const ORDERS = {
    titre: (a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : a.place - b.place),
    points: (a, b) => (b.points ?? -1) - (a.points ?? -1) || a.place - b.place,
  };
})();
