// Cards of a quarter of a sheet, for a table: four fronts on a page, and on the next their backs, where turning the sheet puts them.
"use strict";

measureChoice.papers.cartes = function (items, choices, typed) {
  const { make } = measureTaking;
  const ON_SHEET = 4;
  const TITLE = 300; // characters that are large enough to be read on a table
  const TEXT = 400; // characters of a description
  const LONG = 280; // from which they are set smaller
  const SIZES = [[50, "xl"], [95, "l"], [160, "m"], [230, "s"]]; // up to so many characters, the size of a title

  const size = (text) => (SIZES.find(([length]) => text.length <= length) || [0, "xs"])[1];

  function front(item) {
    const title = measureChoice.cut(item.title, TITLE);
    const address = measureChoice.dictated(item);
    const more = title !== item.title && address.length ? [make("p", { class: "card-address" }, "Titre entier\u00a0: ", ...address)] : [];
    const [, ...between] = item.path;
    const under = between.length ? [make("p", { class: "card-under" }, measureChoice.cut(between[between.length - 1].join(" "), 120))] : [];
    return make("article", { class: `card front ${measureChoice.hue(item)}` },
      make("p", { class: "card-axis" }, measureChoice.axis(item)),
      make("h3", { class: `card-title ${size(title)}` }, make("strong", {}, item.number), make("span", {}, title)),
      ...more, ...under,
      make("p", { class: "card-foot" }, make("span", {}, measureChoice.phase(item) || measureChoice.capital(item.level)), make("span", {}, edition(item))));
  }

  const edition = (item) => [item.book.name, item.book.date].filter(Boolean).join(" ");

  function back(item) {
    const code = measureChoice.code(item);
    const said = measureChoice.cut(text(item), TEXT);
    return make("article", { class: "card back" },
      make("h3", { class: "card-points" }, make("strong", {}, item.number), make("span", {}, measureChoice.points(item))),
      make("p", { class: said.length > LONG ? "card-text long" : "card-text" }, said),
      make("div", { class: "card-code" }, ...(code ? [code] : []), make("p", { class: "card-address" }, ...measureChoice.dictated(item))));
  }

  // What an item says of itself, else what it has one do, else its title.
  function text(item) {
    const below = choices.children(item.key).map((one) => one.title);
    return item.text || (below.length ? `${measureChoice.capital(below.join("\u00a0; "))}.` : item.title);
  }

  const blank = () => make("div", { class: "card blank" });
  const crops = () => ["top", "right", "bottom", "left", "across", "down"].map((where) => make("span", { class: `crop ${where}`, "aria-hidden": "true" }));

  const page = (words, cards) => make("section", { class: "card-sheet", "aria-label": words }, make("p", { class: "card-sheet-name" }, words), ...cards, ...crops());

  // The sheet is turned on its long edge: what stands left in front stands right behind.
  const mirrored = ([first, second, third, fourth]) => [second, first, fourth, third];

  function pages(isSingle) {
    const found = [];
    for (let at = 0, number = 1; at < items.length; at += ON_SHEET, number++) {
      const some = [...items.slice(at, at + ON_SHEET), null, null, null].slice(0, ON_SHEET);
      found.push(page(`Feuille ${number}, recto`, some.map((one) => (one ? front(one) : blank()))));
      if (!isSingle) found.push(page(`Feuille ${number}, verso`, mirrored(some).map((one) => (one ? back(one) : blank()))));
    }
    return found;
  }

  const box = make("input", { type: "checkbox" });
  box.checked = typed.get("recto") === true;
  const sheets = make("div", { class: "card-sheets" });
  const draw = () => sheets.replaceChildren(...pages(box.checked));
  box.addEventListener("change", () => {
    typed.set("recto", box.checked);
    draw();
  });
  draw();
  const help = make("p", { class: "choice-help" },
    "Format A4, à 100 %, sans marge ajoutée. Recto verso : retourner sur le bord long. Deux coups de massicot, aux repères, font quatre cartes A6.");
  return [make("div", { class: "choice-settings" }, make("label", {}, box, " Recto seul"), help), sheets];
};
