// Brings the explorer to life on its page, and loads nothing of it elsewhere.
"use strict";

(function () {
  measureSite.visit(() => {
    const place = document.querySelector(".explorer");
    if (!place) return;
    Promise.all([measureSite.data("explorer/filtres"), measureScript("explorer/page")])
      .then(([known]) => measureExplorer.show(place, known))
      .finally(() => document.querySelector(".explorer-table").classList.add("is-ready")); // with all its rows where a script is lacking
  });
})();
