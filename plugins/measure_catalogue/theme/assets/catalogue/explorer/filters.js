// The choices of the explorer: their form, how the address tells them, how words do.
"use strict";
self.measureExplorer = self.measureExplorer || {};

(function () {
  const { make } = measureTaking;
  const EMPTY = { q: "", catalogue: "", axe: "", metier: "", theme: "", niveau: "", phase: "", min: "", max: "", tri: "" };
  const NAMES = { q: "Mots ou numéro", catalogue: "Catalogue", axe: "Axe", metier: "Métier", theme: "Thème", niveau: "Niveau", phase: "Phase" };
  const ORDERS = [["", "Numéro"], ["titre", "Titre"], ["points", "Le plus de points"]];
  const POINTS = /^(\d{1,6}(?:\.\d{1,4})?)?(-)?(\d{1,6}(?:\.\d{1,4})?)?$/;

  // In the address, points are « 2- », « -5 », « 2-5 », or « 2 » for two and nothing else.
  measureExplorer.fromAddress = function (search) {
    const given = new URLSearchParams(search);
    const choices = { ...EMPTY };
    for (const name of Object.keys(choices)) choices[name] = (given.get(name) || "").slice(0, 200);
    const [, min = "", dash, max = dash ? "" : min] = POINTS.exec(given.get("points") || "") || [];
    const tri = ORDERS.some(([value]) => value === choices.tri) ? choices.tri : "";
    return { ...choices, min, max, tri };
  };

  measureExplorer.toAddress = function ({ min, max, tri, ...choices }) {
    const points = min || max ? `${min}-${max}` : "";
    const said = new URLSearchParams(Object.entries({ ...choices, points, tri }).filter(([, value]) => value));
    return `${said}` && `?${said}`;
  };

  // What can be chosen, as [value, label] by name of choice, in the order of the table; a choice of one is none.
  measureExplorer.options = function (rows, known) {
    const seen = (name, text) => [...new Map(rows.filter((one) => text(one)).map((one) => [one.keys[name], text(one)]))];
    const several = known.books.length > 1;
    const axes = known.books.flatMap((book) => book.axes.map(([number, title]) => {
      return [`${book.slug}-${number}`, (several ? `${book.name} ` : "") + `${number} ${title}`];
    }));
    const alphabet = new Intl.Collator("fr").compare;
    return {
      catalogue: known.books.map((book) => [book.slug, book.title]),
      axe: axes,
      metier: known.trades.map((trade) => [trade.key, trade.title]),
      theme: seen("theme", (one) => one.theme).sort((a, b) => alphabet(a[1], b[1])),
      niveau: seen("niveau", (one) => one.level),
      phase: seen("phase", (one) => one.phase),
    };
  };

  const field = (name, label, input) => make("label", { class: `explorer-${name}` }, make("span", {}, label), input);
  const list = (name, some) => make("select", { name }, ...some.map(([value, label]) => make("option", { value }, label)));
  const number = (name) => make("input", { type: "number", name, min: "0", max: "999999", step: "any", inputmode: "decimal" });

  measureExplorer.form = function (options) {
    const words = make("input", { type: "search", name: "q", autocomplete: "off", spellcheck: "false", maxlength: "200" });
    const lists = Object.entries(options).filter(([, some]) => some.length > 1).map(([name, some]) => {
      return field(name, NAMES[name], list(name, [["", name === "phase" ? "Toutes" : "Tous"], ...some]));
    });
    const fold = make("button", { type: "button", class: "explorer-fold", "aria-expanded": "false" }, "Plus de choix, trier");
    const form = make("form", { class: "explorer-form", role: "search", "aria-label": "Filtrer le tableau" },
      field("q", NAMES.q, words), fold, ...lists, field("min", "Points, au moins", number("min")),
      field("max", "Points, au plus", number("max")), field("tri", "Trier par", list("tri", ORDERS)));
    // Where the screen is narrow, all these fields would hide the table.
    fold.addEventListener("click", () => fold.setAttribute("aria-expanded", `${form.classList.toggle("is-open")}`));
    return form;
  };

  // Each choice that holds, as [names to clear, words].
  measureExplorer.said = function (choices, options) {
    const found = [];
    for (const [name, some] of Object.entries(options)) {
      if (!choices[name]) continue;
      const label = some.find(([value]) => value === choices[name])?.[1] || choices[name];
      found.push([[name], `${NAMES[name]}\u00a0: ${label}`]);
    }
    const { min, max, q } = choices;
    const told = (text) => Number(text).toLocaleString("fr");
    const points = (text) => `${told(text)}\u00a0${Number(text) < 2 ? "point" : "points"}`;
    if (min && min === max) found.push([["min", "max"], points(min)]);
    else if (min && max) found.push([["min", "max"], `de ${told(min)} à ${points(max)}`]);
    else if (min) found.push([["min"], `${points(min)} et plus`]);
    else if (max) found.push([["max"], `${points(max)} et moins`]);
    if (q) found.push([["q"], `avec «\u00a0${q}\u00a0»`]);
    return found;
  };
})();
