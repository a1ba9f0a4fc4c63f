// Lets a reader keep items, copy their addresses and share them; what a gesture needs comes with the gesture.
"use strict";

(function () {
  const KEPT = "measures-selection";
  const NUMBER = /^(?:\d{1,4}|[a-z]{1,3})(?:\.(?:\d{1,4}|[a-z]{1,3}))*$/;
  const changed = () => document.dispatchEvent(new CustomEvent("measure-selection"));
  let ids = read();

  const make = (tag, traits, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(traits)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  };

  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEPT) || "[]");
      return Array.isArray(kept) ? kept.filter((one) => typeof one === "string" && one.length < 100) : [];
    } catch {
      return []; // a browser that keeps nothing, or what it kept is no list
    }
  }

  // The items that this reader has chosen, in order; kept in this browser alone.
  self.measureSelection = {
    ids: () => [...ids],
    has: (id) => ids.includes(id),
    toggle: (id) => measureSelection.set(ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]),
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
    if (event.key !== KEPT && event.key !== null) return;
    ids = read();
    changed();
  });

  const voice = make("div", { class: "taking-voice", role: "status" });
  self.measureTaking = {
    make,
    // Said by a voice, and shown for a moment.
    say(words) {
      if (!voice.isConnected) document.body.append(voice);
      voice.textContent = "";
      requestAnimationFrame(() => (voice.textContent = words));
    },
    async copy(text) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        const field = make("textarea", { class: "taking-field", readonly: "" });
        field.value = text;
        document.body.append(field);
        field.select();
        const done = document.execCommand("copy"); // from a disk, and over http, there is no other
        field.remove();
        return done;
      }
    },
  };

  // The bar at the foot of every page, as soon as something is chosen.
  let bar = null;
  function show() {
    for (const box of document.querySelectorAll(".selection-box input")) box.checked = ids.includes(box.value);
    const number = ids.length;
    if (number && !bar) bar = built();
    if (!bar) return;
    bar.hidden = !number;
    document.documentElement.classList.toggle("has-selection", number > 0);
    const words = number > 1 ? `${number} choisies` : `${number} choisie`;
    if (bar.firstChild.textContent !== words) bar.firstChild.textContent = words;
    bar.querySelector("a").href = `${measureSite.base}selection/#${ids.join(",")}`;
  }

  function built() {
    const copy = make("button", { type: "button" }, "Copier le lien");
    const empty = make("button", { type: "button" }, "Vider");
    const made = make("section", { class: "selection-bar", "aria-label": "Sélection", title: "Gardée dans ce navigateur seulement" },
      make("strong", { role: "status" }), make("a", { href: "" }, "Voir la sélection"), copy, empty);
    copy.addEventListener("click", async () => {
      measureTaking.say((await measureTaking.copy(measureSelection.address())) ? "Lien copié" : "La copie a échoué");
    });
    empty.addEventListener("click", () => {
      measureSelection.clear();
      measureTaking.say("Sélection vidée");
    });
    document.body.append(made);
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
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".item-tools");
    if (button) measureScript("taking/menu").then(() => measureTaking.menu(button));
  });
  measureSite.visit(offer);
})();
