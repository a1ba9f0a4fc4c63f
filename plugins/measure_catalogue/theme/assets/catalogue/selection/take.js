// What one takes along of a selection as text: its address, its lines, a file for a spreadsheet.
"use strict";
self.measureChoice = self.measureChoice || {};

(function () {
  const { make, copy, say } = measureTaking;
  const escaped = (text) => text.replace(/[\\[\]`*_<>]/g, "\\$&");

  const whole = (one, several) => `${measureChoice.name(one, several)} ${one.title}`;

  measureChoice.asText = (items, several) =>
    items.map((one) => `${whole(one, several)} (${one.address})`).join("\n");
  measureChoice.asMarkdown = (items, several) =>
    items.map((one) => `- [${escaped(whole(one, several))}](${one.address})`).join("\n");

  // The buttons; `now` gives the items that are shown.
  measureChoice.take = function (now, several) {
    const button = (words, run) => {
      const made = make("button", { type: "button", class: "md-button" }, words);
      made.addEventListener("click", run);
      return made;
    };
    const copied = (words, text, said) => button(words, async () => {
      const content = text(now());
      if (await copy(content)) say(said);
    });
    const sheet = button("Tableur (CSV)", async () => {
      await measureScript("explorer/sheet");
      const rows = now().map((one) => ({ ...one, full: one.key, level: measureChoice.capital(one.level), phase: measureChoice.capital(one.phase), link: one.address }));
      measureExplorer.download("selection.csv", measureExplorer.csv(rows));
      say(`${measureChoice.count(rows.length, "ligne")} dans le fichier selection.csv`);
    });
    return [
      copied("Copier le lien", (items) => measureSelection.address(items.map((one) => one.key)), "Lien copié"),
      copied("Copier le texte", (items) => measureChoice.asText(items, several), "Texte copié"),
      copied("Copier en Markdown", (items) => measureChoice.asMarkdown(items, several), "Markdown copié"),
      sheet,
    ];
  };
})();
