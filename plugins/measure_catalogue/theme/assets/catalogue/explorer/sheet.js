// Takes rows to a spreadsheet: semicolons and a mark at the start, which French ones expect, and no cell that they would compute.
"use strict";
self.measureExplorer = self.measureExplorer || {};

(function () {
  const HEAD = ["Catalogue", "Identifiant", "Titre", "Niveau", "Phase", "Thème", "Points", "Adresse"];

  // Text stays text: a leading sign would make a formula of it (https://owasp.org/www-community/attacks/CSV_Injection).
  const inert = (value) => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);
  const text = (value) => `"${inert(value).replace(/"/g, '""')}"`;
  const number = (value) => (value === null ? "" : String(value).replace(".", ","));

  measureExplorer.csv = function (rows) {
    const lines = rows.map((one) => [
      text(one.book.name), text(one.full), text(one.title), text(one.level), text(one.phase), text(one.theme),
      number(one.points), text(one.link),
    ].join(";"));
    return `\ufeff${[HEAD.map(text).join(";"), ...lines].join("\r\n")}\r\n`;
  };

  measureExplorer.download = function (name, content) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: "text/csv;charset=utf-8" }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
})();
