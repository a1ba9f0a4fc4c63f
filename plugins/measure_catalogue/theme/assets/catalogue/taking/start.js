// Lets a reader keep items, copy their addresses and share them; what a gesture needs comes with the gesture.
"use strict";

(function () {
  const KEPT = "measures-selection";
  const NUMBER = /^(?:\d{1,4}|[a-z]{1,3})(?:\.(?:\d{1,4}|[a-z]{1,3}))*$/;
  const changed = () => document.dispatchEvent(new CustomEvent("measure-selection"));
  let ids = read() || [];

  const make = (tag, traits, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(traits)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  };

  // What this browser keeps, or null where it keeps nothing, or no list.
  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEPT) || "[]");
      return Array.isArray(kept) ? kept.filter((one) => typeof one === "string" && one.length < 100) : null;
    } catch {
      return null;
    }
  }

  // Another tab may have changed it, or this page comes back as it was left.
  function reread() {
    const now = read();
    if (!now || now.join() === ids.join()) return;
    ids = now;
    changed();
  }

  // The items that this reader has chosen, in order; kept in this browser alone.
  self.measureSelection = {
    ids: () => [...ids],
    has: (id) => ids.includes(id),
    toggle(id) {
      const isKept = ids.includes(id);
      const others = (read() || ids).filter((one) => one !== id);
      measureSelection.set(isKept ? others : [...others, id]);
    },
    clear: () => measureSelection.set([]),
    set(some) {
      ids = [...new Set(some)];
      try {
        if (ids.length) localStorage.setItem(KEPT, JSON.stringify(ids));
        else localStorage.removeItem(KEPT);
      } catch {
        // it lasts as long as the page
      }
      changed();
    },
    address: (some = ids) => `${measureSite.public || measureSite.base}selection/#${some.join(",")}`,
    box(id, title) {
      const input = make("input", { type: "checkbox", value: id });
      const label = make("label", { class: "selection-box" }, input, make("span", {}, `Choisir ${title}`));
      input.checked = ids.includes(id);
      return label;
    },
  };

  document.addEventListener("change", (event) => {
    if (event.target.closest(".selection-box") && event.target.checked !== ids.includes(event.target.value)) {
      measureSelection.toggle(event.target.value);
    }
  });
  addEventListener("storage", (event) => {
    if (event.key === KEPT || event.key === null) reread();
  });
  addEventListener("pageshow", (event) => event.persisted && reread());

  const voice = make("div", { class: "taking-voice", role: "status" });
  self.measureTaking = {
    make,
    // Said by a voice, and shown for a moment.
    say(words) {
      if (!voice.isConnected) document.body.append(voice);
      voice.textContent = "";
      voice.getBoundingClientRect(); // laid out empty, so that its next words are shown from the start
      requestAnimationFrame(() => (voice.textContent = words));
    },
    // True when it is done; else, as from a disk or over http, a field is selected, and the last resort is the reader's hand.
    async copy(text) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        const focused = document.activeElement;
        const field = make("textarea", { class: "taking-field", readonly: "" });
        field.value = text;
        document.body.append(field);
        field.select();
        const done = document.execCommand("copy");
        field.remove();
        if (focused) focused.focus({ preventScroll: true });
        if (!done) prompt("À copier :", text);
        return done;
      }
    },
  };

  // The bar at the foot of every page, as soon as something is chosen.
  let bar = null;
  function show() {
    const chosen = new Set(ids);
    for (const box of document.querySelectorAll(".selection-box input")) box.checked = chosen.has(box.value);
    const number = ids.length;
    if (number && !bar) bar = built();
    if (!bar) return;
    bar.hidden = !number;
    document.documentElement.classList.toggle("has-selection", number > 0);
    const count = bar.querySelector("strong");
    const words = number > 1 ? `${number} choisies` : `${number} choisie`;
    if (count.textContent !== words) count.textContent = words;
    bar.querySelector("a").href = `${measureSite.base}selection/#${ids.join(",")}`;
  }

  function built() {
    const copy = make("button", { type: "button" }, "Copier le lien");
    const empty = make("button", { type: "button" }, "Vider");
    const told = make("span", {}, make("strong", { role: "status" }), " · liste gardée dans ce seul navigateur");
    const made = make("section", { class: "selection-bar", "aria-label": "Sélection" },
      told, make("a", { href: "" }, "Voir la sélection"), copy, empty);
    copy.addEventListener("click", async () => {
      if (await measureTaking.copy(measureSelection.address())) measureTaking.say("Lien copié");
    });
    empty.addEventListener("click", () => {
      measureSelection.clear();
      measureTaking.say("Sélection vidée");
    });
    document.body.append(made);
    // However many lines it takes, the end of the page and what has the focus stay above it.
    const { style } = document.documentElement;
    new ResizeObserver(() => style.setProperty("--selection-bar", `${made.offsetHeight}px`)).observe(made);
    return made;
  }
  document.addEventListener("measure-selection", show);

  // One button for each item of a page of a catalogue: at the end of its line of facts.
  function offer() {
    show();
    const [slug, page] = measureSite.path().split("/");
    const content = document.querySelector(".md-content") || document.body;
    for (const heading of content.querySelectorAll("h1[id], .action[id]")) {
      const number = heading.id;
      const isRoot = heading.tagName === "H1" && number === "catalogue" && !page;
      if (!isRoot && !(NUMBER.test(number) && (heading.tagName !== "H1" || number === page))) continue;
      const facts = heading.nextElementSibling;
      if (!facts || !facts.matches(".facts") || facts.querySelector(".item-tools")) continue;
      facts.append(" ", make("button", {
        type: "button", class: "item-tools", "aria-haspopup": "true", "aria-expanded": "false",
        "data-item": isRoot ? slug : `${slug}_${number}`, "aria-label": `Partager ${isRoot ? "ce catalogue" : number}`,
      }, "Partager"));
    }
    for (const list of content.querySelectorAll(".entries > ul, .examples, .titles, table.points")) if (!list.closest(".book")) near.observe(list);
  }

  // Lists have their boxes once they come near: all titles are thousands.
  const near = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      for (const link of target.querySelectorAll(":is(li, th) > a:first-child")) tick(link);
    }
  }, { rootMargin: "100%" });

  // A box before a link of a list that names the item which it leads to: at its beginning, or in brackets at its end.
  function tick(link) {
    const [address, anchor] = link.href.split("#");
    const [slug, page] = address.startsWith(measureSite.base) ? address.slice(measureSite.base.length).split("/") : [];
    const { firstChild, lastChild } = link;
    const name = firstChild && (firstChild.tagName === "STRONG" ? firstChild : lastChild).textContent.replace(/[()]/g, "");
    const number = anchor || page;
    if (name && NUMBER.test(number) && name.split(/\s/).pop() === number) {
      link.before(measureSelection.box(`${slug}_${number}`, link.textContent), " ");
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".item-tools");
    if (!button) return;
    measureScript("taking/menu").then(() => measureTaking.menu(button), () => measureTaking.say("Le menu n’a pas pu être chargé"));
  });
  measureSite.visit(offer);
})();
