// The field by which items are added: a number in any spelling, several of them, or words of a title.
"use strict";
self.measureChoice = self.measureChoice || {};

(function () {
  const { make } = measureTaking;
  const SHOWN = 8;
  const SPOKEN = 600; // ms of quiet before the number of answers is said
  const SEVERAL = /^\s*(?:[\w-]*[_/])?\d[\w.]*(?:[\s,;]+(?:[\w-]*[_/])?\d[\w.]*)+\s*$/; // « 6.1.1, eci_1.2 3.2.1 »

  // `add` puts items into the selection; `name` adds what a few identifiers name, and says what it made of them.
  measureChoice.finder = function (choices, { has, add, name }) {
    const input = make("input", { id: "choice-find", type: "search", autocomplete: "off", spellcheck: "false", enterkeyhint: "done" });
    const list = make("ul", { class: "choice-found" });
    const voice = make("p", { class: "choice-voice", role: "status" });
    const submit = make("button", { type: "submit", class: "md-button" }, "Ajouter");
    const form = make("form", { class: "choice-finder" },
      make("label", { for: "choice-find" }, "Ajouter un numéro, ou des mots d’un titre"), input, submit);
    let asked = 0;
    let timer = 0;

    async function answer() {
      const query = input.value.trim();
      const turn = ++asked;
      if (query.length < 2 && !/\d/.test(query)) return show([], "");
      if (SEVERAL.test(query)) return show([], "");
      const { keys, total, missing } = await choices.find(query).catch(() => ({ keys: [], total: 0, missing: "" }));
      if (turn !== asked) return;
      const some = keys.slice(0, SHOWN);
      await choices.load(some);
      if (turn === asked) show(some, told(total, missing, query));
    }

    function told(total, missing, query) {
      if (missing) return total ? `${missing} n’existe pas ; le plus proche :` : `${missing} n’existe pas.`;
      if (!total) return `Aucun titre ne contient « ${query.slice(0, 60)} ».`;
      return total > SHOWN ? `${measureChoice.count(total, "réponse")}, dont les ${SHOWN} premières :` : measureChoice.count(total, "réponse");
    }

    function show(keys, words) {
      list.replaceChildren(...keys.map(offer));
      clearTimeout(timer);
      timer = setTimeout(() => (voice.textContent = words), words.includes(":") || !words ? 0 : SPOKEN);
    }

    function offer(key) {
      const item = choices.item(key);
      const words = `${measureChoice.name(item, choices.several)} ${item.title}`;
      const button = make("button", { type: "button" }, make("strong", {}, measureChoice.name(item, choices.several)), ` ${measureChoice.cut(item.title, 120)}`);
      button.setAttribute("aria-label", has(key) ? `Déjà choisi : ${words}` : `Ajouter ${words}`);
      button.disabled = has(key);
      button.addEventListener("click", () => took([key]));
      return make("li", {}, button);
    }

    function took(keys) {
      add(keys);
      input.value = "";
      show([], "");
      input.focus();
    }

    input.addEventListener("input", answer);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const query = input.value.trim();
      if (SEVERAL.test(query)) {
        name(query.split(/[\s,;]+/).filter(Boolean));
        input.value = "";
        return;
      }
      await answer();
      const one = list.querySelector("button:enabled");
      const isCertain = list.children.length === 1;
      if (one && isCertain && !voice.textContent.includes("n’existe pas")) one.click();
      else if (one) one.focus();
    });
    return make("div", { class: "choice-add" }, form, voice, list);
  };
})();
