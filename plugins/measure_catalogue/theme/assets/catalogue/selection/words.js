// Says things of items as French does: numbers, points, texts cut where they may be.
"use strict";
self.measureChoice = self.measureChoice || {};

(function () {
  const NBSP = "\u00a0";

  const number = (value) => value.toLocaleString("fr-FR", { maximumFractionDigits: 3 });

  measureChoice.count = (many, one, several = `${one}s`) => `${number(many)}${NBSP}${many >= 2 ? several : one}`;

  // « 1,5 point », « 6 points »; the plural starts at two.
  measureChoice.counted = (value) => measureChoice.count(Math.round(value * 1000) / 1000, "point");

  measureChoice.points = function (item) {
    if (item.points === null) return "points non calculés";
    const overseas = item.overseas === null ? "" : ` (outre-mer${NBSP}: ${measureChoice.counted(item.overseas)})`;
    return measureChoice.counted(item.points) + overseas;
  };

  // A text no longer than that many characters: whole sentences where they fill half of them, else whole words.
  measureChoice.cut = function (text, length) {
    if (text.length <= length) return text;
    const room = text.slice(0, length - 1);
    const end = Math.max(...[...room.matchAll(/[.!?…»](?=\s)/g)].map((one) => one.index + 1), 0);
    if (end >= length / 2) return `${room.slice(0, end)}${NBSP}…`;
    return `${room.slice(0, Math.max(room.lastIndexOf(" "), 0) || room.length).replace(/[\s,;:(.]+$/, "")}…`;
  };

  // « 12 mesures », « 3 mesures et actions »: what some items are, together.
  measureChoice.called = function (items) {
    const measures = items.filter((one) => one.isMeasure).length;
    if (!items.length) return "Rien n’est encore choisi";
    if (measures === items.length) return measureChoice.count(measures, "mesure");
    return measures ? `${number(items.length)}${NBSP}mesures et actions` : measureChoice.count(items.length, "action");
  };

  measureChoice.capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

  // A phase has a word, and a sign that tells how far it is: ●●○ is the second of three.
  measureChoice.phase = function (item) {
    if (!item.phase) return null;
    const { length } = item.book.phases;
    const sign = item.rank < 0 || length > 6 ? "" : "●".repeat(item.rank + 1) + "○".repeat(length - item.rank - 1);
    const { make } = measureTaking;
    return make("span", { class: "choice-phase" }, ...(sign ? [make("span", { "aria-hidden": "true" }, sign), " "] : []), measureChoice.capital(item.phase));
  };

  // An axis has a sign of its own beside its colour, its number and its name.
  const SIGNS = ["●", "▲", "■", "◆", "★", "▼", "✚", "⬟"];
  measureChoice.axis = function (item) {
    const { make } = measureTaking;
    if (!item.axis) return make("span", {}, item.book.title);
    const name = `${measureChoice.capital(item.book.levels[0])} ${item.axis.number}`;
    return make("span", {}, make("span", { class: "choice-sign", "aria-hidden": "true" }, SIGNS[item.axis.hue - 1]), ` ${name}`, ` · ${item.axis.title}`);
  };

  // The address as one dictates it, which may break after its slashes; from a disk there is none.
  measureChoice.dictated = function (item) {
    if (!/^https?:/.test(item.address)) return [];
    return item.address.replace(/^https?:\/\//, "").split(/(?<=\/)/).flatMap((part) => [part, document.createElement("wbr")]);
  };

  measureChoice.name = (item, several) => (several ? `${item.book.name} ${item.number}` : item.number);

  // The code of an item's address, where the site has a public one.
  measureChoice.code = function (item) {
    if (!measureSite.public) return null;
    return measureTaking.make("img", { class: "choice-code", src: `${measureSite.base}qr/${item.short}.svg`, alt: "", loading: "eager" });
  };

  // What some items count, catalogue by catalogue; an item below another one counts within it.
  measureChoice.totals = function (items, several) {
    const keys = new Set(items.map((one) => one.key));
    const isWithin = (one) => {
      const ranks = one.number.split(".");
      return ranks.some((_, at) => at > 0 && keys.has(`${one.book.slug}_${ranks.slice(0, at).join(".")}`));
    };
    const said = [...new Set(items.map((one) => one.book))].map((book) => {
      const some = items.filter((one) => one.book === book && !isWithin(one));
      return `${several ? book.name : "En tout"}${NBSP}: ${summed(some)}`;
    });
    const within = items.filter(isWithin).map((one) => one.number);
    const names = within.slice(0, 5).join(", ") + (within.length > 5 ? "…" : "");
    if (within.length) said.push(within.length > 1 ? `${names} comptent dans ce qui les contient` : `${names} compte dans ce qui le contient`);
    return said.map((one) => `${one}.`).join(" ");
  };

  function summed(items) {
    const known = items.filter((one) => one.points !== null);
    const lacking = items.length - known.length;
    if (!known.length) return "points non calculés";
    const sum = measureChoice.counted(known.reduce((total, one) => total + one.points, 0));
    return lacking ? `${sum}, plus ${number(lacking)} sans points calculés` : sum;
  }
})();
