// The choices of the explorer: their form, how the address tells them, how words do.
"use strict";
self.measureExplorer = self.measureExplorer || {};

(function () {
  const EMPTY = { q: "", catalogue: "", axe: "", metier: "", theme: "", niveau: "", phase: "", min: "", max: "", tri: "" };
  const NAMES = { q: "Mots", catalogue: "Catalogue", axe: "Axe", metier: "Métier", theme: "Thème", niveau: "Niveau", phase: "Phase" };

  measureExplorer.fromAddress = function (search) {
    const given = new URLSearchParams(search);
    const choices = { ...EMPTY };
    for (const name of Object.keys(choices)) choices[name] = (given.get(name) || "").slice(0, 200);
    for (const name of ["min", "max"]) if (!/^\d{1,6}(\.\d{1,4})?$/.test(choices[name])) choices[name] = "";
    return choices;
  };

  measureExplorer.toAddress = function (choices) {
    const said = new URLSearchParams(Object.entries(choices).filter(([, value]) => value));
    return `${said}` && `?${said}`;
  };

  const make = (tag, traits, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(traits)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  };
  measureExplorer.make = make;

  // What can be chosen, as [value, label] by name of choice, in the order of the table; a choice of one is none.
  measureExplorer.options = function (rows, known) {
    const seen = (name, text) => [...new Map(rows.filter((one) => text(one)).map((one) => [one.keys[name], text(one)]))];
    const several = known.books.length > 1;
    const axes = known.books.flatMap((book) => book.axes.map(([number, title]) => {
      return [`${book.slug}-${number}`, (several ? `${book.name} ` : "") + `${number} ${title}`];
    }));
    const themes = seen("theme", (one) => one.theme).sort((a, b) => measureExplorer.compare(a[1], b[1]));
    return {
      catalogue: known.books.map((book) => [book.slug, book.title]),
      axe: axes,
      metier: known.trades.map((trade) => [trade.key, trade.title]),
      theme: themes,
      niveau: seen("niveau", (one) => one.level),
      phase: seen("phase", (one) => one.phase),
    };
  };

  measureExplorer.form = function (options) {
    const field = (name, input) => make("label", { class: `explorer-${name}` }, make("span", {}, NAMES[name]), input);
    const words = make("input", { type: "search", name: "q", autocomplete: "off", spellcheck: "false" });
    const lists = Object.entries(options).filter(([, some]) => some.length > 1).map(([name, some]) => {
      const choices = some.map(([value, label]) => make("option", { value }, label));
      return field(name, make("select", { name }, make("option", { value: "" }, "Tous"), ...choices));
    });
    const bound = (name, label) => make("label", {}, make("span", {}, label),
      make("input", { type: "number", name, min: "0", step: "any", inputmode: "decimal" }));
    const order = make("select", { name: "tri" }, ...[["", "Numéro"], ["titre", "Titre"], ["points", "Points, du plus au moins"]]
      .map(([value, label]) => make("option", { value }, label)));
    return make("form", { class: "explorer-form", role: "search", "aria-label": "Filtrer le tableau" },
      field("q", words), ...lists, bound("min", "Points, au moins"), bound("max", "Points, au plus"),
      make("label", {}, make("span", {}, "Trier par"), order));
  };

  // Each choice that holds, as [names to clear, words].
  measureExplorer.said = function (choices, options) {
    const found = [];
    for (const [name, some] of Object.entries(options)) {
      if (!choices[name]) continue;
      const label = some.find(([value]) => value === choices[name])?.[1] || choices[name];
      found.push([[name], `${NAMES[name]} : ${label}`]);
    }
    const { min, max, q } = choices;
    const number = (text) => Number(text).toLocaleString("fr");
    if (min && max) found.push([["min", "max"], `de ${number(min)} à ${number(max)} points`]);
    else if (min) found.push([["min"], `${number(min)} points et plus`]);
    else if (max) found.push([["max"], `${number(max)} points et moins`]);
    if (q) found.push([["q"], `avec « ${q} »`]);
    return found;
  };
})();
