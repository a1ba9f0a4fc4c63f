// A sheet for a workshop on the items of a selection: typed into before it is printed, or filled by hand on paper.
"use strict";

measureChoice.papers.atelier = function (items, choices, typed) {
  const { make } = measureTaking;
  const HEAD = [["titre", "Atelier", 1], ["objectif", "Objectif", 3], ["participants", "Participants", 3], ["date", "Date et lieu", 1], ["deroule", "Déroulé et durées", 3]];
  const COLUMNS = [["etat", "Où en est-on ?"], ["qui", "Qui ?"], ["quand", "Quand ?"], ["freins", "Freins"]];
  const QUESTIONS = [
    ["comprendre", "Comprendre", "Qu’est-ce qui compte ici, et que voulons-nous garder en tête ?"],
    ["ambition", "L’ambition", "Qui l’a portée, par quelles étapes, avec quels appuis ?"],
    ["reprendre", "Reprendre chez nous", "Quoi, à quelles conditions, et par où commencer ?"],
  ];

  // A field on the screen; on paper what was written in it, and room to write by hand.
  function field(key, label, rows) {
    const area = make("textarea", { rows: String(rows), "aria-label": label, spellcheck: "false" });
    const paper = make("div", { class: "workshop-written", "aria-hidden": "true" });
    area.value = paper.textContent = typed.get(key) || "";
    area.addEventListener("input", () => {
      typed.set(key, area.value);
      paper.textContent = area.value;
    });
    return [area, paper];
  }

  const headed = HEAD.map(([key, label, rows]) => make("div", { class: `workshop-field ${key}` }, make("h3", {}, label), ...field(key, label, rows)));

  const row = (item) => make("tr", {},
    make("th", { scope: "row" },
      make("strong", { class: `choice-number ${measureChoice.hue(item)}` }, measureChoice.name(item, choices.several)),
      ` ${measureChoice.cut(item.title, 160)}`, make("small", {}, measureChoice.facts(item))),
    ...COLUMNS.map(([key, label]) => make("td", { "data-label": label }, ...field(`${item.key} ${key}`, `${item.number}, ${label}`, 3))));

  const table = make("table", { class: "workshop-table" },
    make("caption", {}, "Mesure par mesure"),
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Mesure ou action"), ...COLUMNS.map(([, label]) => make("th", { scope: "col" }, label)))),
    make("tbody", {}, ...items.map(row)));

  const questions = make("div", { class: "workshop-questions" }, ...QUESTIONS.map(([key, label, question]) =>
    make("section", {}, make("h3", {}, label), make("p", {}, question), ...field(key, question, 4))));

  return [
    make("p", { class: "choice-help" }, "Remplir à l’écran ou à la main. Ce qui est écrit ici n’est ni gardé ni envoyé : imprimer avant de quitter la page."),
    make("div", { class: "workshop-head" }, ...headed), table, questions,
  ];
};
