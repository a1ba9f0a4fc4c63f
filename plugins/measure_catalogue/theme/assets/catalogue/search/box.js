// The search box: asks at each key, shows what comes, and is led by the keyboard; the dialog and the page both use it.
"use strict";
self.measureSearch = self.measureSearch || {};

(function () {
  const QUIET = 500; // ms without a new answer before a screen reader is told of the last one
  const SLOW = 300; // ms after which waiting is shown
  const NONE = { query: "", total: 0, kind: "empty", corrections: [], suggestions: [], groups: [] };
  const { make, results, pageOf } = measureSearch;

  // What the box is made of; `name` begins every id in it.
  function layout(name, isPage) {
    const id = (part) => `${name}-${part}`;
    const input = make("input", {
      id: id("input"), class: "search-input", type: "search", role: "combobox", "aria-expanded": "false",
      "aria-controls": id("list"), "aria-autocomplete": "list", autocomplete: "off", autocapitalize: "off",
      spellcheck: "false", enterkeyhint: "search",
    });
    const clear = make("button", { type: "button", class: "search-button search-clear", hidden: true }, "Effacer");
    const label = make("label", { for: input.id, class: "search-label" }, "Rechercher par numéro ou par mots");
    const head = make("div", { class: "search-top" }, label);
    const line = make("div", { class: "search-line" }, input, clear);
    const [catalogue, level] = [filter(id("catalogue"), "Catalogue"), filter(id("level"), "Niveau")];
    const filters = make("div", { class: "search-filters" }, catalogue.whole, level.whole);
    const status = make("p", { role: "status", class: "search-status" });
    const count = make("p", { class: "search-count", "aria-hidden": "true" });
    const notice = make("div", { class: "search-notice" });
    // Scrolled by the arrows of the field: some browsers would make of it one more stop for the Tab key.
    const list = make("div", { id: id("list"), role: "listbox", class: "search-list", tabindex: "-1", "aria-label": "Résultats", hidden: true });
    const all = make("a", { class: "search-all", href: pageOf({ query: "" }) });
    const hint = make("span", { class: "search-hint" });
    const foot = make("div", { class: "search-foot" }, all, hint);
    const element = make("div", { class: isPage ? "search-box search-box--page" : "search-box", role: "search" });
    element.append(head, line, make("div", { class: "search-bar" }, filters, count), status, notice, list, foot);
    return { element, head, input, clear, catalogue: catalogue.select, level: level.select, status, count, notice, list, foot, all, hint };
  }

  function filter(id, text) {
    const select = make("select", { id, class: "search-select" });
    const label = make("label", { for: id }, text);
    return { select, whole: make("span", { class: "search-filter", hidden: true }, label, " ", select) };
  }

  class Box {
    // `onShown` is called with each answer, `onQuiet` once typing stops.
    constructor({ name, isPage = false, limit, onShown = () => {}, onQuiet = () => {} }) {
      Object.assign(this, { name, isPage, limit, onShown, onQuiet });
      Object.assign(this, { filters: { catalogue: "", level: "" }, answer: NONE, active: null });
      Object.assign(this, layout(name, isPage));
      this.watcher = new IntersectionObserver((seen) => this.illustrate(seen), { rootMargin: "300px" });
      this.listen();
      this.show(NONE);
    }

    listen() {
      this.input.addEventListener("input", () => {
        this.activate(null);
        this.ask();
      });
      this.input.addEventListener("keydown", (event) => this.press(event));
      this.clear.addEventListener("click", () => this.search({ query: "" }).focus());
      for (const name of ["catalogue", "level"]) {
        this[name].addEventListener("change", () => this.search({ [name]: this[name].value }));
      }
      this.element.addEventListener("click", (event) => this.click(event));
      measureSearch.facets().then((facets) => this.offer(facets), () => {}); // the first question says what is wrong
    }

    get state() {
      return { query: this.input.value, ...this.filters };
    }

    // Puts a state, or a part of one, into the box, and asks for what it finds.
    search({ query = this.input.value, catalogue = this.filters.catalogue, level = this.filters.level }) {
      this.filters = { catalogue, level };
      this.input.value = query;
      this.select();
      this.ask();
      return this.input;
    }

    // A choice of one is none, and is not shown.
    offer({ catalogues, levels }) {
      this.choices = { catalogue: ["tous", catalogues], level: ["tous", levels] };
      for (const [name, [every, some]] of Object.entries(this.choices)) {
        this[name].replaceChildren(new Option(every, ""), ...some.map(({ key, label }) => new Option(label, key)));
        this[name].parentElement.hidden = some.length < 2;
      }
      const before = JSON.stringify(this.filters);
      this.select();
      if (JSON.stringify(this.filters) !== before) this.ask(); // an address named what this site has not
    }

    select() {
      for (const name of this.choices ? ["catalogue", "level"] : []) {
        this[name].value = this.filters[name];
        if (this[name].selectedIndex < 0) this[name].value = this.filters[name] = "";
      }
    }

    // At most one question is under way; of those that come meanwhile only the newest is kept.
    ask() {
      this.clear.hidden = !this.input.value;
      const { query, catalogue, level } = this.state;
      this.wanted = { query, catalogue, level, present: present(), limit: this.limit };
      this.running ||= this.run().finally(() => (this.running = null));
      if (!query.trim()) this.show({ ...NONE, query });
    }

    async run() {
      const slow = setTimeout(() => (this.count.textContent = "Recherche…"), SLOW);
      let answer;
      let request;
      while (this.wanted) {
        request = this.wanted;
        this.wanted = null;
        answer = request.query.trim() ? await measureSearch.ask(request).catch(() => null) : NONE;
      }
      clearTimeout(slow);
      if (answer) this.show({ ...answer, query: request.query });
      else this.fail();
    }

    show(answer) {
      this.answer = answer;
      this.activate(null);
      this.watcher.disconnect();
      this.notice.replaceChildren(...results.notice(answer, this.state));
      results.renew(this.list, results.groups(answer, this), JSON.stringify(this.state));
      this.list.hidden = !answer.groups.length;
      this.input.setAttribute("aria-expanded", String(!this.list.hidden));
      this.count.textContent = results.tally(answer);
      this.all.href = pageOf(this.state);
      this.all.textContent = answer.total > 1 ? `Voir les ${results.numbered(answer.total, "résultat")}` : "Voir le résultat";
      this.foot.hidden = this.isPage || !answer.total;
      for (const one of this.list.querySelectorAll(".search-snippet:empty:not([hidden])")) this.watcher.observe(one);
      this.hint.textContent = this.promise();
      this.list.dataset.query = answer.query;
      this.tell([...results.remarks(answer), results.tally(answer)].join(" "));
      this.onShown(this);
    }

    fail() {
      this.show({ ...NONE, query: this.input.value });
      const text = "La recherche n’a pas pu se charger. ";
      const plan = make("a", { href: `${measureSearch.base}plan-du-site/` }, "Plan du site");
      this.notice.replaceChildren(make("p", {}, text, plan));
      this.tell(text);
    }

    // Said once typing stops: each key would otherwise cut off what is being read out.
    tell(text) {
      clearTimeout(this.telling);
      this.telling = setTimeout(() => {
        this.status.textContent = text;
        this.onQuiet(this);
      }, QUIET);
    }

    // Asks for the snippets of the results that come into view.
    illustrate(seen) {
      const slots = seen.filter((one) => one.isIntersecting).map((one) => one.target);
      slots.forEach((one) => this.watcher.unobserve(one));
      const hits = slots.map(({ parentElement: { dataset } }) => results.hitOf(dataset));
      const { answer } = this;
      const fill = (found) => answer === this.answer && results.fill(this.list, found);
      if (hits.length) measureSearch.snippets(hits).then(fill, () => {}); // a result without its snippet still leads on
    }

    get options() {
      return [...this.list.querySelectorAll("[role=option]")];
    }

    // The very item whose identifier is written, if one is.
    get first() {
      return (this.answer.kind === "identifier" && this.options[0]) || null;
    }

    activate(option) {
      if (this.active) this.active.setAttribute("aria-selected", "false");
      this.active = option;
      if (option) {
        option.setAttribute("aria-selected", "true");
        option.scrollIntoView({ block: "nearest" });
        this.input.setAttribute("aria-activedescendant", option.id);
      } else this.input.removeAttribute("aria-activedescendant");
      this.hint.textContent = this.promise();
    }

    // What Enter will do.
    promise() {
      const target = this.active || this.first;
      if (target?.matches("a")) return `Entrée\u00a0: ouvrir ${target.querySelector(".search-number")?.textContent || "ce résultat"}`;
      return this.isPage || !this.answer.total ? "" : "Entrée\u00a0: voir tous les résultats";
    }

    press(event) {
      if (event.isComposing) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && !event.altKey) this.move(step);
      else if (event.key === "Enter") this.enter(event);
      else return;
      event.preventDefault();
    }

    move(step) {
      const { options } = this;
      const at = options.indexOf(this.active);
      const next = at < 0 ? (step > 0 ? 0 : options.length - 1) : (at + step + options.length) % options.length;
      this.activate(options[next] || null);
    }

    // Waits for the answer to what is written: people type a number and press Enter in one go.
    async enter(event) {
      await this.running;
      const target = this.active || this.first || (this.isPage || !this.answer.total ? null : this.all);
      if (target) follow(target, event);
      else if (matchMedia("(pointer: coarse)").matches) this.input.blur(); // the keyboard hides the results
    }

    click(event) {
      const other = event.target.closest("[data-try]");
      if (event.target.closest(".search-more")) follow(this.all, event);
      else if (other && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        event.stopPropagation();
        this.search(JSON.parse(other.dataset.try)).focus();
      }
    }
  }

  // Clicks a link as the hand or the key did: with Ctrl in another tab.
  function follow(link, { ctrlKey, metaKey, shiftKey }) {
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }));
  }

  // The catalogue of the page that is read: its items come before those of another.
  function present() {
    const { base } = measureSearch;
    return location.href.startsWith(base) ? location.href.slice(base.length).split(/[/?#]/)[0] : "";
  }

  measureSearch.box = (options) => new Box(options);
})();
