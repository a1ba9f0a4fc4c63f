// Reads the rows of the table once, then answers which of them some choices leave, and in which order.
"use strict";
self.measureExplorer = self.measureExplorer || {};

(function () {
  const plain = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/[’ʼ]/g, "'");
  const key = (text) => plain(text).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  measureExplorer.plain = plain;
  measureExplorer.key = key;

  // What each row says; the catalogue of a row is that of its link's short name, the only one where names have none.
  measureExplorer.rows = function (table, books) {
    return [...table.tBodies[0].rows].map((row, place) => {
      const [name, title, level, phase, theme, points] = [...row.cells].map((cell, n) => (n ? cell : cell.querySelector("a")).textContent);
      const cut = name.lastIndexOf(" ");
      const book = books.find((one) => one.name === name.slice(0, cut)) || books[0];
      const number = name.slice(cut + 1);
      return {
        row, place, name, number, title, level, phase, theme, book,
        axis: number.split(".")[0], full: `${book.slug}_${number}`, link: row.cells[0].querySelector("a").href,
        points: points === "" ? null : Number(points.replace(/\s/g, "").replace(",", ".")),
        keys: { catalogue: book.slug, niveau: key(level), phase: key(phase), theme: key(theme) },
        text: "", // folded when it is first asked for
      };
    });
  };

  // The choices that a row is not held to are empty texts.
  measureExplorer.keeps = function (one, choices, trade) {
    for (const name of ["catalogue", "niveau", "phase", "theme"]) {
      if (choices[name] && choices[name] !== one.keys[name]) return false;
    }
    if (choices.axe && choices.axe !== `${one.book.slug}-${one.axis}`) return false;
    if (trade && !trade(one)) return false;
    if (choices.min !== "" && !(one.points !== null && one.points >= Number(choices.min))) return false;
    if (choices.max !== "" && !(one.points !== null && one.points <= Number(choices.max))) return false;
    if (!choices.q) return true;
    if (!one.text) one.text = plain(`${one.name} ${one.title} ${one.theme}`);
    return plain(choices.q).split(/\s+/).every((word) => one.text.includes(word));
  };

  // An item is of a trade when its theme is, or when it or one above it is named.
  measureExplorer.ofTrade = function (trade) {
    const themes = new Set(trade.themes.map(key));
    return (one) => themes.has(one.keys.theme) || trade.items.some((item) => one.full === item || one.full.startsWith(`${item}.`));
  };

  const ORDERS = {
    numero: (a, b) => a.place - b.place,
    titre: (a, b) => measureExplorer.compare(a.title, b.title) || a.place - b.place,
    points: (a, b) => (b.points ?? -1) - (a.points ?? -1) || a.place - b.place,
  };
  measureExplorer.compare = new Intl.Collator("fr", { numeric: true }).compare;
  measureExplorer.sorted = (rows, order) => [...rows].sort(ORDERS[order] || ORDERS.numero);
})();
