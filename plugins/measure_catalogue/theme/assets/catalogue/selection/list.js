// Shows the items of a selection one below the other, each with what moves it or takes it out.
"use strict";
self.measureChoice = self.measureChoice || {};

(function () {
  const { make } = measureTaking;
  const OPENING = 220; // characters of a description in the list

  const hue = (item) => (item.axis ? `axe-${item.axis.hue}` : "");
  const parted = (some) => some.filter(Boolean).flatMap((one, at) => (at ? [" · ", one] : [one]));

  measureChoice.hue = hue;

  // The number and the title of an item, as a link to its place.
  measureChoice.link = (item, several) =>
    make("a", { href: item.link, class: hue(item) }, make("strong", {}, measureChoice.name(item, several)), ` ${item.title}`);

  // What kind of item it is, its phase, what it counts.
  measureChoice.facts = (item) =>
    make("span", {}, ...parted([measureChoice.capital(item.level), measureChoice.phase(item), measureChoice.points(item)]));

  measureChoice.above = (item, several) =>
    [...(several ? [item.book.name] : []), ...item.path.map(([number, title]) => `${number} ${title}`)].join(" › ");

  // One item of the list; `act` is called with what its buttons do: "up", "down" or "out".
  measureChoice.entry = function (item, several, act) {
    const button = (does, sign, words) => {
      const made = make("button", { type: "button", "data-does": does, "aria-label": `${words} ${item.number}`, title: words }, make("span", { "aria-hidden": "true" }, sign));
      made.addEventListener("click", () => act(does, item.key));
      return made;
    };
    const tools = make("span", { class: "choice-tools" }, button("up", "↑", "Monter"), button("down", "↓", "Descendre"), button("out", "×", "Retirer"));
    const entry = make("li", { "data-key": item.key },
      make("div", { class: "choice-head" }, measureChoice.link(item, several), tools),
      make("p", { class: "choice-path" }, measureChoice.above(item, several)),
      make("p", { class: "choice-facts" }, measureChoice.facts(item)));
    if (item.text) entry.append(make("p", { class: "choice-text" }, measureChoice.cut(item.text, OPENING)));
    entry.append(make("p", { class: "choice-address on-paper" }, ...measureChoice.dictated(item)));
    if (!item.isThere) entry.append(make("p", { class: "choice-text" }, "Ce que dit cette action n’a pas pu être chargé."));
    return entry;
  };

  // What is to be said of an identifier that is not simply there; `add` puts an item into the selection.
  measureChoice.note = function (note, choices, add) {
    const named = (keys) => keys.map((key) => measureChoice.name(choices.item(key), choices.several)).join(", ");
    const why = note.said ? ` (${note.said})` : "";
    const text = note.text.slice(0, 60);
    switch (note.kind) {
      case "moved": return make("li", {}, `${text} est devenu ${named(note.keys)}${why}.`);
      case "withdrawn": return make("li", {}, `${text} a été retiré${why} : rien ne le remplace.`);
      case "unreadable": return make("li", {}, `« ${text} » n’est pas un numéro.`);
      case "elsewhere": return make("li", {}, `${text} n’est pas montré : « ${note.name.slice(0, 60)} » n’est pas un catalogue de ce site.`);
      case "several": {
        const buttons = note.keys.map((key) => {
          const made = make("button", { type: "button", class: "choice-small" }, `Ajouter ${measureChoice.name(choices.item(key), true)}`);
          made.addEventListener("click", () => add([key]));
          return made;
        });
        return make("li", {}, `${text} est dans plusieurs catalogues : `, ...buttons.flatMap((one) => [one, " "]));
      }
      default: {
        const where = note.books.length > 1 ? "dans aucun des catalogues" : `dans ${choices.several ? note.books[0].name : note.books[0].title}`;
        return make("li", {}, `${text} n’existe pas ${where}.`);
      }
    }
  };
})();
