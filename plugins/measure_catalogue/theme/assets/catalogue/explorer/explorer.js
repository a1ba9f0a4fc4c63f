// Holds the table to what its reader chooses, says what is left, and keeps the address true.
"use strict";
self.measureExplorer = self.measureExplorer || {};

(function () {
  const { make, say } = measureTaking;
  const FIRST = 50; // rows to lay out before more are asked for: an old machine takes seconds over two thousand
  const MOST = 200; // rows that may be chosen at once: the address of a selection holds them all
  const SPOKEN = 600; // ms of quiet before the count is said: a voice would read every letter's
  const SORTED = { "": [0, "ascending"], titre: [1, "ascending"], points: [5, "descending"] };
  const TYPED = new Set(["q", "min", "max"]);
  let current = null; // the table that is shown: where pages are swapped in place, there may have been others

  const written = (number) => number.toLocaleString("fr");
  const lines = (number) => `${written(number)}\u00a0${number > 1 ? "lignes" : "ligne"}`;
  // As the address can say it: a person may write « 1e3 » too.
  const bounded = (text) => text && String(Math.min(999_999, Math.max(0, Math.round(Number(text) * 1e4) / 1e4)));
  const button = (words, run, traits = {}) => {
    const made = make("button", { type: "button", ...traits }, words);
    made.addEventListener("click", run);
    return made;
  };

  measureExplorer.show = function (place, known) {
    if (place.firstChild) return;
    const table = document.querySelector(".explorer-table table");
    const rows = measureExplorer.rows(table.tBodies[0], known.books);
    const options = measureExplorer.options(rows, known);
    const form = measureExplorer.form(options);
    const told = make("div", { class: "explorer-told", role: "group", "aria-label": "Ce qui est montré", tabindex: "-1" });
    const voice = make("p", { class: "explorer-voice", role: "status" });
    const empty = make("div", { class: "explorer-empty", hidden: "" });
    const take = button("Télécharger ce qui est montré (CSV)", download, { class: "md-button" });
    const keepAll = button("", choose, { class: "md-button" });
    const more = button("", unroll, { class: "md-button explorer-more" });
    let choices = measureExplorer.fromAddress(location.search);
    let shown = [];
    let limit = FIRST;
    let timer = 0;
    let last = ""; // the field that was last typed in: a word is one step back, not one for each letter

    function draw(isSpoken) {
      shown = measureExplorer.kept(rows, choices, known.trades);
      lay();
      const said = measureExplorer.said(choices, options);
      tell(said);
      if (!shown.length) loosen(said);
      clearTimeout(timer);
      const sentence = [`${lines(shown.length)} sur ${written(rows.length)}`, ...said.map(([, words]) => words)].join(", ");
      if (isSpoken) timer = setTimeout(() => (voice.textContent = sentence), SPOKEN);
    }

    // Only the first rows are in the page: those after them come when they are asked for, and on paper.
    function lay() {
      const kept = new Set(measureSelection.ids());
      const some = shown.slice(0, limit);
      for (const one of some) {
        if (!one.box) one.link.before((one.box = measureSelection.box(one.full, `${one.name} ${one.title}`)));
        one.box.firstChild.checked = kept.has(one.full); // it may have been out of the page when this changed
      }
      table.tBodies[0].replaceChildren(...some.map((one) => one.row));
      table.parentElement.hidden = !shown.length;
      more.hidden = shown.length <= limit;
      more.textContent = `Montrer la suite (${lines(shown.length - limit)})`;
      const [column, order] = SORTED[choices.tri];
      [...table.tHead.rows[0].cells].forEach((cell, at) => {
        if (at === column) cell.setAttribute("aria-sort", order);
        else cell.removeAttribute("aria-sort");
      });
    }

    function tell(said) {
      told.replaceChildren(make("strong", {}, `${lines(shown.length)} sur ${written(rows.length)}`), ...said.map(([names, words]) => {
        return button(words, () => change(without(names)), { class: "explorer-chip", "aria-label": `Retirer\u00a0: ${words}` });
      }));
      if (said.length) told.append(button("Tout montrer", all, { class: "explorer-clear" }));
      take.disabled = !shown.length;
      keepAll.disabled = !shown.length || shown.length > MOST;
      const limit = shown.length > MOST ? ` (${MOST}\u00a0lignes au plus)` : "";
      keepAll.textContent = `Ajouter ce qui est montré à la sélection${limit}`;
      empty.hidden = shown.length > 0;
    }

    // Where nothing is left: what to take back, one choice at a time, and what that leaves.
    function loosen(said) {
      const ways = said.map(([names, words]) => {
        const left = measureExplorer.kept(rows, { ...choices, ...without(names) }, known.trades).length;
        return left && make("li", {}, button(`Retirer «\u00a0${words}\u00a0»`, () => change(without(names))), `\u00a0: ${lines(left)}`);
      }).filter(Boolean);
      const words = ways.length ? "Rien ne répond à tout cela à la fois. On peut\u00a0:" : "Rien ne répond, même en retirant un seul de ces choix. On peut\u00a0:";
      if (!ways.length) ways.push(make("li", {}, button("Tout montrer", all)));
      empty.replaceChildren(make("p", {}, words), make("ul", {}, ...ways));
    }

    const without = (names) => Object.fromEntries(names.map((name) => [name, ""]));
    const all = () => change({ ...measureExplorer.fromAddress(""), tri: choices.tri });

    // The button that was pressed is gone: what is shown now takes the focus.
    function change(some) {
      restore({ ...choices, ...some }, true);
      last = "";
      keep(true);
      told.focus();
    }

    function restore(some, isSpoken) {
      choices = some;
      limit = FIRST;
      for (const field of form.elements) if (field.name) field.value = choices[field.name];
      draw(isSpoken);
    }

    // A step in the history for each choice; from a disk some browsers allow none, which does no harm.
    function keep(isStep) {
      const address = location.pathname + measureExplorer.toAddress(choices) + location.hash;
      if (!isStep) return measureSite.rewrite(address);
      try {
        history.pushState({}, "", address);
      } catch {
        // it stays as it is
      }
    }

    function unroll() {
      const next = shown[limit];
      whole();
      next.link.focus();
    }
    function whole() {
      limit = Infinity;
      lay();
    }
    function download() {
      measureExplorer.download("mesures.csv", measureExplorer.csv(shown.map((one) => ({ ...one, link: address(one) }))));
      say(`${lines(shown.length)} dans le fichier mesures.csv`);
    }
    function choose() {
      measureSelection.set([...measureSelection.ids(), ...shown.map((one) => one.full)]);
      say(`${lines(shown.length)} dans la sélection`);
    }
    const address = (one) => (measureSite.public ? `${measureSite.public}${one.book.slug}/${one.number}/` : one.link.href);

    form.addEventListener("input", ({ target }) => {
      const isStep = !TYPED.has(target.name) || last !== target.name;
      last = target.name;
      for (const { name, type, value } of form.elements) if (name) choices[name] = type === "number" ? bounded(value) : value.trim();
      limit = FIRST;
      keep(isStep);
      draw(true);
    });
    form.addEventListener("submit", (event) => event.preventDefault());

    place.append(form, told, make("p", { class: "explorer-take" }, take, " ", keepAll), voice);
    table.parentElement.after(empty, more);
    restore(choices, false);
    place.dataset.ready = "";
    (self.requestIdleCallback || setTimeout)(() => measureExplorer.fold(rows)); // before the first letter is typed
    current = { place, whole, back: () => ((last = ""), restore(measureExplorer.fromAddress(location.search), false)) };
  };

  addEventListener("popstate", () => current?.place.isConnected && current.back());
  addEventListener("beforeprint", () => current?.place.isConnected && current.whole());
})();
