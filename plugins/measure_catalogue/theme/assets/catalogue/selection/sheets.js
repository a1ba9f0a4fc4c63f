// The items of a selection one after the other, as compact sheets: what each says, and what it has its actions do.
"use strict";

measureChoice.papers.fiches = function (items, choices) {
  const { make } = measureTaking;

  function sheet(item) {
    const code = measureChoice.code(item);
    const head = make("div", { class: "choice-sheet-head" },
      make("div", {},
        make("p", { class: "choice-path" }, measureChoice.above(item, choices.several)),
        make("h3", {}, make("strong", { class: `choice-number ${measureChoice.hue(item)}` }, measureChoice.name(item, choices.several)), ` ${item.title}`),
        make("p", { class: "choice-facts" }, measureChoice.facts(item)),
        ...(item.text ? [make("p", {}, item.text)] : []),
        make("p", { class: "choice-address" }, ...measureChoice.dictated(item))),
      ...(code ? [code] : []));
    const below = choices.children(item.key);
    return make("article", { class: "choice-sheet" }, head, ...(below.length ? [make("ul", { class: "choice-below" }, ...below.map(line))] : []));
  }

  const line = (one) => make("li", {}, make("strong", {}, one.number), ` ${one.title} `, make("span", { class: "choice-facts" }, ...told(one)));

  function told(one) {
    const phase = measureChoice.phase(one);
    const points = one.points === null ? "" : measureChoice.counted(one.points);
    return phase && points ? [phase, " · ", points] : [phase || points];
  }

  return items.map(sheet);
};
