// Holds the table to what its reader chooses, says what is left, and keeps the address true.
"use strict";
self.measureExplorer = self.measureExplorer || {};

(function () {
  const FIRST = 100; // rows to lay out before more are asked for: an old machine takes seconds over two thousand
  const MOST = 200; // rows that may be chosen at once: the address of a selection holds them all
  const SPOKEN = 600; // ms of quiet before the count is said: a voice would read every letter's

  measureExplorer.show = function (place, known) {
    if (place.firstChild) return;
    const { make } = measureExplorer;
    const table = document.querySelector(".explorer-table table");
    const rows = measureExplorer.rows(table, known.books);
    const options = measureExplorer.options(rows, known);
    const form = measureExplorer.form(options);
    const told = make("div", { class: "explorer-told" });
    const voice = make("p", { class: "explorer-voice", role: "status" });
    const empty = make("p", { class: "explorer-empty", hidden: "" });
    const take = make("button", { type: "button", class: "md-button" }, "Télécharger ce qui est montré (CSV)");
    const keepAll = make("button", { type: "button", class: "md-button" }, "Ajouter ce qui est montré à la sélection");
    place.append(form, told, make("p", { class: "explorer-take" }, take, " ", keepAll), voice);
    const more = make("button", { type: "button", class: "md-button explorer-more" });
    table.parentElement.after(empty, more);
    let choices = measureExplorer.fromAddress(location.search);
    let shown = rows;
    let order = "";
    let limit = FIRST;
    let timer = 0;

    function draw(isSpoken) {
      const trade = known.trades.find((one) => one.key === choices.metier);
      const ofTrade = trade && measureExplorer.ofTrade(trade);
      if (order !== choices.tri) {
        table.tBodies[0].append(...measureExplorer.sorted(rows, choices.tri).map((one) => one.row));
        order = choices.tri;
      }
      shown = measureExplorer.sorted(rows.filter((one) => measureExplorer.keeps(one, choices, ofTrade)), choices.tri);
      lay();
      tell(isSpoken);
    }

    // Only the first rows that are kept: those after them come when they are asked for, and on paper.
    function lay() {
      const kept = new Set(shown.slice(0, limit));
      for (const one of rows) {
        if (one.row.hidden === kept.has(one)) one.row.hidden = !kept.has(one);
        if (kept.has(one) && !one.box) one.row.cells[0].prepend((one.box = measureSelection.box(one.full, `${one.name} ${one.title}`)), " ");
      }
      more.hidden = shown.length <= limit;
      more.textContent = `Montrer la suite (${(shown.length - limit).toLocaleString("fr")} lignes)`;
    }

    function tell(isSpoken) {
      const said = measureExplorer.said(choices, options);
      const number = shown.length.toLocaleString("fr");
      const count = `${number} ${shown.length > 1 ? "lignes" : "ligne"} sur ${rows.length.toLocaleString("fr")}`;
      told.replaceChildren(make("strong", {}, count), ...said.map(([names, words]) => removal(names, words)));
      if (said.length) told.append(clearing());
      take.disabled = !shown.length;
      keepAll.disabled = !shown.length || shown.length > MOST;
      empty.hidden = shown.length > 0;
      empty.textContent = `Rien ne répond à tout cela à la fois. Retirer un choix : ${said.map(([, words]) => words).join(", ")}.`;
      table.parentElement.hidden = !shown.length;
      clearTimeout(timer);
      const sentence = [count, ...said.map(([, words]) => words)].join(", ");
      if (isSpoken) timer = setTimeout(() => (voice.textContent = sentence), SPOKEN);
    }

    const removal = (names, words) => {
      const button = make("button", { type: "button", "aria-label": `Retirer : ${words}` }, words, make("span", { "aria-hidden": "true" }, " ×"));
      button.addEventListener("click", () => change(Object.fromEntries(names.map((name) => [name, ""]))));
      return button;
    };
    const clearing = () => {
      const button = make("button", { type: "button", class: "explorer-clear" }, "Tout montrer");
      button.addEventListener("click", () => change({ ...measureExplorer.fromAddress(""), tri: choices.tri }));
      return button;
    };

    // The button that was pressed is gone: the first field takes the focus.
    function change(some) {
      choices = { ...choices, ...some };
      fill();
      keep();
      draw(true);
      form.elements[0].focus();
    }

    const fill = () => {
      for (const field of form.elements) if (field.name) field.value = choices[field.name];
    };
    const keep = () => measureSite.rewrite(location.pathname + measureExplorer.toAddress(choices) + location.hash);

    more.addEventListener("click", () => {
      const next = shown[limit];
      limit = Infinity;
      lay();
      next.row.cells[0].querySelector("a").focus();
    });
    addEventListener("beforeprint", () => {
      limit = Infinity;
      lay();
    });

    form.addEventListener("input", () => {
      limit = FIRST;
      for (const field of form.elements) if (field.name) choices[field.name] = field.value.trim();
      keep();
      draw(true);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    take.addEventListener("click", () => {
      measureExplorer.download("mesures.csv", measureExplorer.csv(shown));
      voice.textContent = `${shown.length.toLocaleString("fr")} lignes dans le fichier mesures.csv`;
    });
    keepAll.addEventListener("click", () => {
      measureSelection.set([...measureSelection.ids(), ...shown.map((one) => one.full)]);
      voice.textContent = `${measureSelection.ids().length.toLocaleString("fr")} choisies`;
    });
    addEventListener("popstate", () => {
      if (!place.isConnected) return;
      choices = measureExplorer.fromAddress(location.search);
      fill();
      draw(false);
    });

    fill();
    draw(false);
    place.dataset.ready = "";
    table.parentElement.classList.add("is-ready");
  };
})();
