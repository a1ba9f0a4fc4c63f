// The page of a selection: its address says which items, in which order; everything else follows.
"use strict";
self.measureChoice = self.measureChoice || {};

(function () {
  const { make, say } = measureTaking;
  const NOTES = 12; // that are told one by one
  const VIEWS = {
    liste: { words: "Liste" },
    fiches: { words: "Fiches", script: "sheets" },
    cartes: { words: "Cartes", script: "cards" },
    atelier: { words: "Feuille d’atelier", script: "workshop" },
  };
  const same = (some, others) => some.join() === others.join();

  let former = null; // what listens for the page that was shown before, where pages are swapped in place

  measureChoice.papers = {}; // of each view, what makes it

  measureChoice.show = function (place, choices) {
    if (place.firstChild) return;
    if (former) former.abort();
    former = new AbortController();
    const page = built(place);
    const typed = new Map(); // what is written into a view while the page is shown, and kept nowhere
    let keys = [];
    let view = "liste";
    let isMine = false; // whether what is shown is what this browser keeps
    let turn = 0;
    let focus = null; // what takes the focus once the list is there

    const items = () => keys.map((key) => choices.item(key));
    const kept = () => choices.resolve(measureSelection.ids()).keys;
    const address = () => location.pathname + (view === "liste" ? "" : `?vue=${view}`) + (keys.length ? `#${keys.join(",")}` : "");

    // The address, where it names items; one that names a place of the page is given back what it was.
    function read() {
      const said = decoded(location.hash.slice(1));
      if (!said || !document.getElementById(said)) {
        const asked = new URLSearchParams(location.search).get("vue") || "";
        view = Object.hasOwn(VIEWS, asked) ? asked : "liste";
        const texts = said.split(/[,;]+/).map((one) => one.trim()).filter(Boolean);
        const { keys: named, notes } = choices.resolve(texts.length ? texts : measureSelection.ids());
        shown(named, notes);
      }
      measureSite.rewrite(address());
    }

    // A change is a step in the history of the browser; what it keeps follows where it was the same.
    function change(some, notes = []) {
      const follows = isMine || !(keys.length || measureSelection.ids().length);
      const isNew = !same(some, keys);
      const done = shown(some, notes);
      if (isNew) {
        try {
          history.pushState(history.state, "", address());
        } catch {
          // from a disk, some browsers allow none of it
        }
        if (follows) measureSelection.set(some);
      }
      return done;
    }

    async function shown(some, notes) {
      const now = ++turn;
      keys = [...some];
      delete place.dataset.ready;
      await choices.load([...keys, ...notes.flatMap((one) => one.keys || [])]);
      if (now !== turn || !place.isConnected) return;
      tell(notes);
      await draw();
      if (now === turn) place.dataset.ready = view;
    }

    function tell(notes) {
      const lines = notes.slice(0, NOTES).map((one) => measureChoice.note(one, choices, added));
      if (notes.length > NOTES) lines.push(make("li", {}, `… et ${measureChoice.count(notes.length - NOTES, "autre")}.`));
      page.notes.replaceChildren(...(lines.length ? [make("ul", {}, ...lines)] : []));
      owner();
    }

    // Whose selection this is, where the address and what this browser keeps differ.
    function owner() {
      const mine = kept();
      const differs = keys.length > 0 && !same(keys, mine);
      isMine = !differs && mine.length > 0;
      page.owner.hidden = !differs;
      if (!differs) return;
      const words = mine.length
        ? `Cette sélection vient de l’adresse. La vôtre (${mine.length}) est toujours dans ce navigateur.`
        : "Cette sélection vient de l’adresse. Ce navigateur ne la garde pas.";
      const keepIt = button("Garder cette sélection", () => {
        measureSelection.set(keys);
        say("Gardée dans ce navigateur");
        page.heading.focus();
      });
      const resume = button("Reprendre la mienne", () => {
        change(mine);
        page.heading.focus();
      });
      page.owner.replaceChildren(make("p", {}, words), make("p", { class: "choice-buttons" }, keepIt, ...(mine.length ? [resume] : [])));
    }

    // The view that is asked for, or the list where there is nothing to show.
    async function draw() {
      const all = items();
      const shows = keys.length ? view : "liste";
      document.documentElement.dataset.paper = shows;
      page.heading.textContent = measureChoice.called(all);
      page.totals.textContent = measureChoice.totals(all, choices.several);
      page.offers.hidden = page.views.hidden = !keys.length;
      for (const one of page.views.children) one.setAttribute("aria-pressed", String(one.dataset.view === shows));
      page.list.hidden = shows !== "liste";
      page.paper.hidden = shows === "liste";
      page.paper.replaceChildren();
      if (shows === "liste") return lay(all);
      await measureScript(`selection/${VIEWS[shows].script}`);
      if (shows === view && place.isConnected) page.paper.replaceChildren(...measureChoice.papers[shows](all, choices, typed));
    }

    function lay(all) {
      page.list.replaceChildren(...all.map((one) => measureChoice.entry(one, choices.several, act)));
      if (all.length) page.list.querySelector("[data-does=up]").disabled = true;
      if (all.length) page.list.lastChild.querySelector("[data-does=down]").disabled = true;
      if (focus) focus();
      focus = null;
    }

    function act(does, key) {
      const at = keys.indexOf(key);
      const to = does === "up" ? at - 1 : at + 1;
      const next = keys.filter((one) => one !== key);
      if (does !== "out") next.splice(to, 0, key);
      focus = () => focused(does === "out" ? next[Math.min(at, next.length - 1)] : key, does);
      change(next);
      const { number } = choices.item(key);
      say(does === "out" ? `${number}\u00a0: retiré de la sélection` : `${number}\u00a0: place ${to + 1} sur ${next.length}`);
    }

    // The button that was pressed, or the next best where it is at rest; the heading where nothing is left.
    function focused(key, does) {
      const entry = [...page.list.children].find((one) => one.dataset.key === key);
      const wanted = entry && (entry.querySelector(`[data-does="${does}"]:enabled`) || entry.querySelector("[data-does]:enabled"));
      (wanted || page.heading).focus();
    }

    function added(some, notes = []) {
      const fresh = some.filter((one) => !keys.includes(one));
      change([...keys, ...fresh], notes);
      if (fresh.length) say(fresh.length > 1 ? `${fresh.length} ajoutées` : `${choices.item(fresh[0]).number}\u00a0: ajouté à la sélection`);
      else if (some.length) say("Déjà dans la sélection");
    }

    function seen(name) {
      view = name;
      measureSite.rewrite(address());
      draw().then(() => (place.dataset.ready = view));
    }

    function emptied() {
      change([]);
      page.heading.focus();
      say("Sélection vidée. Revenir en arrière la rend.");
    }

    page.offers.append(...measureChoice.take(items, choices.several), button("Vider", emptied));
    page.views.append(...Object.entries(VIEWS).map(([name, { words }]) => {
      const made = button(words, () => seen(name));
      made.dataset.view = name;
      return made;
    }), button("Imprimer", printed));
    page.paper.after(measureChoice.finder(choices, {
      has: (key) => keys.includes(key),
      add: added,
      name: (texts) => {
        const { keys: named, notes } = choices.resolve(texts);
        added(named, notes);
      },
    }));

    const { signal } = former;
    addEventListener("hashchange", read, { signal });
    document.addEventListener("measure-selection", () => {
      const mine = kept();
      if (isMine && !same(mine, keys)) change(mine);
      else owner();
    }, { signal });
    read();
  };

  // Codes are pictures: paper waits for them.
  async function printed() {
    await Promise.all([...document.querySelectorAll(".selection img")].map((one) => one.decode().catch(() => {})));
    print();
  }

  function button(words, run) {
    const made = make("button", { type: "button", class: "md-button" }, words);
    made.addEventListener("click", run);
    return made;
  }

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  function built(place) {
    const page = {
      notes: make("div", { class: "choice-notes", role: "status" }),
      owner: make("div", { class: "choice-owner", hidden: "" }),
      heading: make("h2", { class: "choice-heading", tabindex: "-1" }),
      totals: make("p", { class: "choice-totals" }),
      offers: make("div", { class: "choice-buttons", role: "group", "aria-label": "Emporter" }),
      views: make("div", { class: "choice-views", role: "group", "aria-label": "Montrer et imprimer" }),
      list: make("ol", { class: "choice-list" }),
      paper: make("div", { class: "choice-paper" }),
    };
    place.append(...Object.values(page));
    return page;
  }
})();
