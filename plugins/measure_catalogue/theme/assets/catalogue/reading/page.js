// Makes a long page manageable: parts that fold, where one is, a sheet to print, screens to show.
"use strict";

(function () {
  const LONG = 6000; // letters past which a page opens folded where it has no contents beside it
  const BRIEF = 4000; // letters of a beginning that has its place on a sheet
  const NARROW = "(max-width: 59.984375em)"; // there the theme hides its contents
  const KEPT = "measures-folds";
  const make = measureTaking.make;
  let all = [];
  let item = null; // the page: its number, its title, its article

  self.measureReading = { page, reveal, project, item: () => item };

  function page(article) {
    const title = article.querySelector("h1");
    if (!title || article.querySelector(".reading-bar")) return;
    item = { number: title.id, title: words(title).replace(title.id, "").trim(), article };
    const parts = gathered(article, "H2");
    for (const part of parts) part.inner = gathered(part.body, "H3", ".action");
    all = parts.flatMap((part) => [part, ...part.inner]);
    all.forEach(foldable);
    bar(title);
    sheet(article, parts);
    open(article, parts);
    follow(article);
    arrive(true);
    if (new URLSearchParams(location.search).get("projection") === "1") project();
  }

  // The words of a heading, without what is put beside them.
  function words(heading) {
    const bare = heading.cloneNode(true);
    for (const aside of bare.querySelectorAll(".headerlink")) aside.remove();
    return bare.textContent.replace(/\s+/g, " ").trim();
  }

  // The headings of a level in an element, each with what follows it up to the next of its rank, in a section of its own.
  // The line of facts stays by its heading: what an item counts is said even where its text is folded.
  function gathered(within, level, only = "[id]") {
    const found = [];
    let part = null;
    for (const one of [...within.children]) {
      const inner = level === "H2" && one.matches(".history, .contribute") ? one.querySelector("h2") : null;
      if (inner) {
        part = null;
        found.push(framed(one, inner));
        found[found.length - 1].body.append(...[...one.children].slice(1, -1));
      } else if (one.tagName === level && one.id && one.matches(only)) {
        const section = make("section", {});
        one.before(section);
        section.append(one);
        found.push((part = framed(section, one)));
      } else if (/^H[1-6]$/.test(one.tagName) && one.tagName <= level) part = null;
      else if (part && !part.body.childElementCount && one.matches(".facts, .tools")) part.body.before(one);
      else if (part) part.body.append(one);
    }
    return found.filter((one) => one.body.childElementCount || one.body.remove());
  }

  function framed(section, heading) {
    const body = make("div", { class: "part-body" });
    section.classList.add("part");
    section.append(body);
    return { section, heading, body, inner: [] };
  }

  // The button is in the heading and has its words: all those of a section, the number of an action, whose title may
  // have links and is to be selected. None of them is said twice.
  function foldable(part) {
    const { heading, section, body } = part;
    const isAction = heading.matches(".action");
    const all = [...heading.childNodes].filter((one) => !(one.matches && one.matches(".headerlink")));
    const first = all.findIndex((one) => one.matches && (one.matches("a") || one.querySelector("a")));
    const within = isAction ? all.slice(0, 1) : all.slice(0, first < 0 ? all.length : first);
    part.name = words(heading);
    part.button = make("button", { type: "button", class: "part-fold", "aria-expanded": "true" }, ...within);
    if (!part.button.textContent.trim()) part.button.setAttribute("aria-label", part.name);
    heading.prepend(part.button);
    heading.addEventListener("click", (event) => {
      if (event.target.closest("a") || (!event.target.closest("button") && !getSelection().isCollapsed)) return;
      fold(part, !isFolded(part));
      keep();
    });
    body.addEventListener("beforematch", () => [fold(part, false), keep()]); // the browser found words in it
    section.measurePart = part;
  }

  const holdsActions = (part) => Boolean(part.body.querySelector(".part > .action"));
  const isFolded = (part) => part.body.hasAttribute("hidden");

  // What is folded is still found by the browser's own search, where it knows how.
  function fold(part, shut) {
    part.button.setAttribute("aria-expanded", String(!shut));
    if (shut) part.body.setAttribute("hidden", "until-found");
    else part.body.removeAttribute("hidden");
  }

  // A narrow screen shows of a long page how it begins and what its actions are; but a browser that would not find what
  // is folded folds nothing of itself. Who comes back finds the page as it was left.
  function open(article, parts) {
    const left = kept()[measureSite.path()];
    const isShort = article.textContent.length < LONG;
    const starts = !isShort && matchMedia(NARROW).matches && "onbeforematch" in article;
    for (const part of all) {
      const shut = left ? left.includes(part.heading.id) : starts && part !== parts[0] && !holdsActions(part);
      if (shut) fold(part, true);
    }
  }

  function kept() {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT) || "{}");
    } catch {
      return {};
    }
  }

  function keep() {
    const shut = all.filter(isFolded).map((part) => part.heading.id);
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ ...kept(), [measureSite.path()]: shut }));
    } catch {
      // it lasts as long as the page
    }
  }

  // Unfolds whatever hides an element, and the part that it is the heading of; true where anything was folded.
  function reveal(element) {
    let was = false;
    for (let at = element.closest(".part, details"); at; at = at.parentElement.closest(".part, details")) {
      const part = at.measurePart;
      const isBox = at.tagName === "DETAILS";
      was ||= isBox ? !at.open : Boolean(part) && isFolded(part);
      if (isBox) at.open = true;
      else if (part) fold(part, false);
    }
    if (was) keep();
    return was;
  }

  function aimed(hash) {
    try {
      const id = decodeURIComponent(hash.slice(1));
      return id && item && item.article.contains(document.getElementById(id)) ? document.getElementById(id) : null;
    } catch {
      return null; // a hash that is no text leads nowhere
    }
  }

  // The browser puts who comes back where the page was left, but before or after its parts are folded, as it happens.
  addEventListener("pagehide", () => history.replaceState({ ...history.state, left: scrollY }, ""));
  function comesBack() {
    const [loaded] = performance.getEntriesByType("navigation");
    const { left } = history.state || {};
    const isBack = isFirst && loaded && loaded.type !== "navigate" && typeof left === "number";
    isFirst = false;
    if (isBack) scrollTo(0, left);
    return isBack;
  }
  let isFirst = true;

  // To the place that the address names: open, in view, and the keyboard goes on from there.
  function arrive(isNew) {
    const target = aimed(location.hash);
    if (!target) return isNew && comesBack();
    const was = reveal(target);
    if (isNew && comesBack()) return;
    if (was || isNew) target.scrollIntoView();
    focus(target);
  }

  function focus(target) {
    if (!target.matches("a, button, summary, input, [tabindex]")) target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
  }

  addEventListener("hashchange", () => arrive(false));
  // Before the browser looks for the place: it finds none in what is folded, and says nothing of a link to where one is.
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href*='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (link.pathname !== location.pathname || link.host !== location.host || link.search !== location.search) return;
    const target = aimed(link.hash);
    if (!target) return;
    reveal(target);
    if (link.hash === location.hash) setTimeout(() => focus(target));
  }, true);

  // The buttons of the page, under what it says first.
  function bar(title) {
    const every = (shut) => {
      for (const part of all) fold(part, shut);
      keep();
      measureTaking.say(shut ? "Toutes les parties sont repliées" : "Toutes les parties sont dépliées");
    };
    const buttons = [
      ["Tout replier", () => every(true)],
      ["Tout déplier", () => every(false)],
      ["Imprimer la fiche", () => paper(false)],
      ["Imprimer tout", () => paper(true)],
      ["Projeter", () => project()],
    ].map(([label, run]) => {
      const button = make("button", { type: "button" }, label);
      button.addEventListener("click", run);
      return button;
    });
    const facts = title.nextElementSibling;
    const made = make("div", { class: "reading-bar", role: "group", "aria-label": "Lire cette page" }, ...buttons);
    (facts && facts.matches(".facts") ? facts : title).after(made);
  }

  function project() {
    return Promise.all(["screens", "projection"].map((name) => measureScript(`reading/${name}`))).then(() => measureReading.show(item));
  }

  // On paper a sheet, whichever way one prints. What it leaves out is said at its foot, with the address of the whole.
  function sheet(article, parts) {
    const says = (part, at) => at === 0 && part.body.textContent.length < BRIEF;
    const aside = parts.filter((part, at) => !says(part, at) && !holdsActions(part));
    for (const part of aside) part.section.classList.add("part-aside");
    const path = measureSite.path();
    const address = ((measureSite.public || measureSite.base) + path).replace(/^https?:\/\/|\/$/g, "");
    const mention = document.querySelector(".md-copyright__highlight");
    const edition = mention ? mention.textContent.trim() : "";
    const left = aside.filter((part) => !part.section.matches(".history, .contribute")).map((part) => `« ${part.name} »`);
    const texts = all.some((part) => part.heading.matches(".action") && part.body.querySelector(":scope > :not(.action, .facts)")) ? ["le texte des actions"] : [];
    const said = [...left, ...texts].join(", ").replace(/, ([^,]*)$/, " et $1");
    const foot = make("div", { class: "sheet-foot" });
    if (measureSite.public) foot.append(make("img", { src: `${measureSite.base}qr/${path.slice(0, -1)}.svg`, alt: "", loading: "lazy" }));
    if (location.protocol !== "file:") foot.append(make("p", {}, make("strong", {}, address)));
    if (said) foot.append(make("p", { class: "sheet-left" }, `Cette fiche ne reprend pas ${said}${location.protocol === "file:" ? "" : " : ils sont à cette adresse"}.`));
    foot.append(make("p", {}, edition));
    article.append(foot);
    margins([item.number, edition].filter(Boolean).join(" · "));
  }

  // The foot of each sheet of paper, where the browser knows of one.
  function margins(text) {
    const words = `"${text.replace(/[\\"]/g, "\\$&").replace(/\s+/g, " ")}"`;
    const sheets = (document.adoptedStyleSheets || []).filter((one) => !one.isMeasureSheet);
    try {
      const made = new CSSStyleSheet();
      made.replaceSync(`@page sheet { @bottom-left { content: ${words}; } @bottom-right { content: counter(page) " / " counter(pages); } }`);
      made.isMeasureSheet = true;
      document.adoptedStyleSheets = [...sheets, made];
    } catch {
      // the sheet ends with the same words
    }
  }

  function paper(isWhole) {
    document.documentElement.classList.toggle("print-whole", isWhole);
    const code = item.article.querySelector(".sheet-foot img");
    if (!code) return print();
    code.loading = "eager";
    return code.decode().catch(() => {}).then(() => print());
  }
  addEventListener("afterprint", () => document.documentElement.classList.remove("print-whole"));

  // The header of the theme says which action is being read: the last whose heading has gone up under it.
  let watch = null;
  function follow(article) {
    if (watch) watch.disconnect();
    const place = document.querySelector("[data-md-component=header-topic] .md-ellipsis");
    const header = document.querySelector(".md-header");
    const items = [...article.querySelectorAll("h3.action")];
    if (!place || !header || !items.length || !self.IntersectionObserver) return;
    const whole = `${item.number} ${item.title}`;
    const names = new Map(items.map((one) => [one, `${item.number} › ${words(one)}`]));
    const line = header.offsetHeight + 40;
    const tell = () => {
      const above = items.filter((one) => one.offsetParent && one.getBoundingClientRect().top <= line);
      const said = names.get(above[above.length - 1]) || whole;
      if (place.textContent.trim() !== said) place.textContent = said;
    };
    // Down from the line without end: a heading crosses it once, however far one jumps.
    watch = new IntersectionObserver(tell, { rootMargin: `${-line}px 0px 1000000px 0px` });
    for (const one of items) watch.observe(one);
  }
})();
