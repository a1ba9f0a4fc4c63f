// Brings the explorer to life on its page, and loads nothing of it elsewhere.
"use strict";

(function () {
  measureSite.visit(() => {
    const place = document.querySelector(".explorer");
    if (!place) return;
    const scripts = ["rows", "filters", "sheet", "explorer"].map((name) => measureScript(`explorer/${name}`));
    Promise.all([measureSite.data("explorer/filtres"), ...scripts])
      .then(([known]) => measureExplorer.show(place, known))
      .catch(() => document.querySelector(".explorer-table").classList.add("is-ready")); // as without a script
  });
})();
