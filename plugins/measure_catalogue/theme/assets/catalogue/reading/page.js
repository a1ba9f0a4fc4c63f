// Makes a long page of a catalogue manageable: parts that fold, where one is, a sheet to print, slides to show.
"use strict";

(function () {
  const LONG = 1000; // words past which a page opens folded where it has no contents beside it
  const WIDE = "(min-width: 60em)"; // from there the theme shows the contents beside the page
  const make = measureTaking.make;

  self.measureReading = { page, reveal };

  function page(title) {
    const article = title.parentElement;
    if (article.querySelector(":scope > .reading-bar")) return;
    const parts = gathered(article, "H2").filter((part) => part.body.childElementCount);
    for (const part of parts) part.inner = gathered(part.body, "H3", ".action");
    const all = parts.flatMap((part) => [part, ...part.inner]);
    for (const part of all) folding(part);
    bar(article, title, parts, all);
    if (!matchMedia(WIDE).matches && article.textContent.split(/\s+/).length > LONG) {
      for (const part of parts.slice(1)) fold(part, true);
    }
    following(article, title);
    const mark = article.querySelector(".search-mark");
    if (mark) reveal(mark);
    arrive();
    if (new URLSearchParams(location.search).get("projection") === "1") project();
  }

  // The headings of a level below an element, each with what follows it up to the next, put into a section of its own.
  function gathered(within, level, only = "*") {
    const found = [];
    let part = null;
    for (const one of [...within.children]) {
      if (one.matches(".history, .contribute")) {
        const heading = one.querySelector("h2");
        part = null;
        if (heading && level === "H2") found.push(wrapped(one, heading));
      } else if (one.tagName === level && one.id && one.matches(only)) {
        part = { section: make("section", { class: "part" }), heading: one, body: make("div", { class: "part-body" }) };
        one.before(part.section);
        part.section.append(one, part.body);
        found.push(part);
      } else if (/^H[1-6]$/.test(one.tagName) && one.tagName <= level) {
        part = null;
      } else if (part) part.body.append(one);
    }
    return found;
  }

  function wrapped(section, heading) {
    const body = make("div", { class: "part-body" });
    body.append(...[...section.children].filter((one) => one !== heading));
    section.classList.add("part");
    section.append(body);
    return { section, heading, body };
  }

  function folding(part) {
    const name = part.heading.textContent.replace("¶", "").trim();
    part.button = make("button", { type: "button", class: "part-fold", "aria-expanded": "true", "aria-label": `Replier ${name}` });
    part.name = name;
    part.heading.append(part.button);
    part.button.addEventListener("click", () => fold(part, part.button.getAttribute("aria-expanded") === "true"));
    part.body.addEventListener("beforematch", () => fold(part, false));
    part.section.measurePart = part;
  }

  // What is folded is still found by the browser's own search, where it knows how.
  function fold(part, isFolded) {
    part.button.setAttribute("aria-expanded", String(!isFolded));
    part.button.setAttribute("aria-label", `${isFolded ? "Déplier" : "Replier"} ${part.name}`);
    if (isFolded) part.body.setAttribute("hidden", "until-found");
    else part.body.removeAttribute("hidden");
  }

  // Unfolds whatever hides an element.
  function reveal(element) {
    for (let at = element.closest(".part"); at; at = at.parentElement.closest(".part")) {
      if (at.measurePart && at.measurePart.heading !== element) fold(at.measurePart, false);
    }
  }

  function arrive() {
    let id;
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      return; // a hash that is no text leads nowhere
    }
    const target = id && document.getElementById(id);
    if (!target) return;
    const hidden = target.closest("[hidden]");
    reveal(target);
    const part = target.closest(".part");
    if (part && part.measurePart && part.measurePart.heading === target) fold(part.measurePart, false);
    if (hidden) target.scrollIntoView();
  }
  addEventListener("hashchange", arrive);

  // The buttons of the page, under what it says first.
  function bar(article, title, parts, all) {
    const button = (label, done) => {
      const made = make("button", { type: "button" }, label);
      made.addEventListener("click", () => done(made));
      return made;
    };
    const every = (isFolded, said) => {
      for (const part of isFolded ? parts : all) fold(part, isFolded);
      measureTaking.say(said);
    };
    const buttons = [
      button("Tout replier", () => every(true, "Toutes les parties sont repliées")),
      button("Tout déplier", () => every(false, "Toutes les parties sont dépliées")),
      button("Imprimer la fiche", () => printed(false)),
      button("Imprimer tout", () => printed(true)),
      button("Projeter", project),
    ];
    const made = make("div", { class: "reading-bar", role: "toolbar", "aria-label": "Lire cette page" }, ...buttons);
    const facts = title.nextElementSibling;
    (facts && facts.matches(".facts") ? facts : title).after(made);
    sheet(article, title, parts);
  }

  function project() {
    measureScript("reading/projection").then(() => measureReading.project(document.querySelector(".md-content article")));
  }

  // On paper a sheet: what it leaves out is said at its foot, with the address of the whole.
  function sheet(article, title, parts) {
    parts.forEach((part, at) => {
      const isTold = at === 0 || part.inner.length > 0;
      if (!isTold) part.section.classList.add("part-aside");
    });
    const left = parts.filter((part) => part.section.matches(".part-aside:not(.history, .contribute)"));
    const address = (measureSite.public || measureSite.base) + measureSite.path();
    const foot = make("div", { class: "sheet-foot" });
    if (measureSite.public) {
      foot.append(make("img", { src: `${measureSite.base}qr/${measureSite.path().slice(0, -1)}.svg`, alt: "", loading: "lazy" }));
    }
    const whole = left.length ? `Le texte complet (${left.map((part) => part.name.toLowerCase()).join(", ")}) : ` : "Cette page : ";
    const mention = document.querySelector(".md-copyright__highlight");
    foot.append(make("p", {}, whole, make("strong", {}, address)), make("p", {}, mention ? mention.textContent.trim() : ""));
    article.append(foot);
  }

  function printed(isWhole) {
    document.documentElement.classList.toggle("print-whole", isWhole);
    print();
  }
  addEventListener("afterprint", () => document.documentElement.classList.remove("print-whole"));

  // The header says which item is being read.
  function following(article, title) {
    const place = document.querySelector("[data-md-component=header-title] .md-header__topic + .md-header__topic .md-ellipsis");
    if (!place || !self.IntersectionObserver) return;
    const own = place.textContent.trim();
    const items = [...article.querySelectorAll(".action[id]")];
    const passed = new Set();
    const watch = new IntersectionObserver((entries) => {
      for (const one of entries) passed[one.boundingClientRect.top < 120 ? "add" : "delete"](one.target);
      const last = items.filter((one) => passed.has(one)).pop();
      const name = last && [...last.childNodes].filter((one) => !(one.matches && one.matches("a, button"))).map((one) => one.textContent).join("").trim();
      place.textContent = name ? `${title.id} › ${name}` : own;
    }, { rootMargin: "-120px 0px 0px 0px", threshold: [0, 1] });
    for (const one of items) watch.observe(one);
  }
})();
