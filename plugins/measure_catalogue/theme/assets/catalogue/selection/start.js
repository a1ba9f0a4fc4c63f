// Brings the page of a selection to life, and loads nothing of it elsewhere.
"use strict";

(function () {
  const SCRIPTS = ["search/words", "search/items", "search/identifiers", "selection/items", "selection/words", "selection/list", "selection/finder", "selection/take", "selection/selection"];

  measureSite.visit(() => {
    delete document.documentElement.dataset.paper;
    const place = document.querySelector(".selection");
    if (!place) return;
    Promise.all([measureSite.data("selection/index"), ...SCRIPTS.map((name) => measureScript(name))])
      .then(([index]) => measureChoice.show(place, measureChoice.items(index)))
      .catch(() => (place.textContent = "La sélection n’a pas pu être chargée. Recharger la page la demande à nouveau."));
  });
})();
