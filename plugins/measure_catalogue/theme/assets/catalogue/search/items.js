// The table of all that can be found: which page it stands on, under which anchor, what is above it.
"use strict";
self.measureSearch = self.measureSearch || {};

measureSearch.items = function (data) {
  const total = data.names.length;
  const pageOf = new Int32Array(total); // the number of a document's page
  const firsts = []; // the number of each page's own document
  const slugs = data.catalogues.map((one) => one.slug);
  const byIdentifier = new Map(); // "cae_6.1.1" → number of the document

  let number = 0;
  data.pages.forEach(([, count], page) => {
    firsts.push(number);
    pageOf.fill(page, number, (number += count));
  });

  const path = (doc) => data.pages[pageOf[doc]][0];
  const texts = (page) => `pages/${data.pages[page][0].replace(/\/$/, "") || "index"}`; // the data file of a page
  const isPage = (doc) => firsts[pageOf[doc]] === doc;
  const isItem = (doc) => data.kinds[doc] < "a"; // a character after « 9 » is a depth beyond nine
  const depth = (doc) => data.kinds.charCodeAt(doc) - 48;

  // The catalogue whose page a document stands on, or undefined for a guide.
  function catalogue(doc) {
    const slug = path(doc).split("/")[0];
    return data.kinds[doc] === "g" ? undefined : data.catalogues[slugs.indexOf(slug)];
  }

  for (let doc = 0; doc < total; doc++) {
    if (isItem(doc)) byIdentifier.set(`${catalogue(doc).slug}_${data.names[doc]}`, doc);
  }

  const SAID = { e: 0.4, g: 0.3, f: 0.3 }; // an example or a guide comes after the item that says the same
  const HIGH = 1.5; // an axis or a measure before what is below it

  // How much a document counts among those that hold the same words.
  function boost(doc) {
    if (!isItem(doc)) return SAID[data.kinds[doc]];
    const { levels } = catalogue(doc);
    return depth(doc) <= (levels.indexOf("mesure") + 1 || levels.length) ? HIGH : 1;
  }

  // Key of the nearest item above "cae_6.1.1": "cae_6.1", "cae_6" or "cae_".
  function above(key) {
    let cut = key;
    while (cut && !cut.endsWith("_")) {
      cut = cut.includes(".") ? cut.slice(0, cut.lastIndexOf(".")) : cut.slice(0, cut.lastIndexOf("_") + 1);
      if (byIdentifier.has(cut)) return cut;
    }
    return "";
  }

  // The two halves of a key; the name of a catalogue may hold a « _ » itself.
  const slugOf = (name) => name.slice(0, name.lastIndexOf("_"));
  const numberOf = (name) => name.slice(name.lastIndexOf("_") + 1);

  const key = (doc) => `${catalogue(doc).slug}_${data.names[doc]}`;

  // The documents above one, from the catalogue down; above an example stands its page.
  function ancestors(doc) {
    if (data.kinds[doc] === "g" || data.kinds[doc] === "f") return [];
    const found = isItem(doc) ? [] : [firsts[pageOf[doc]]];
    for (let one = above(key(found[0] ?? doc)); one; one = above(one)) found.unshift(byIdentifier.get(one));
    return found;
  }

  const ranks = (doc) => data.names[doc].split(".");

  // Numbers as people count: 1.9 before 1.10, letters last.
  function inOrder(one, other) {
    const left = ranks(one);
    const right = ranks(other);
    for (let at = 0; at < Math.min(left.length, right.length); at++) {
      if (left[at] !== right[at]) return left[at] - right[at] || (left[at] < right[at] ? -1 : 1);
    }
    return left.length - right.length;
  }

  let below; // number of the item above → numbers of the items directly below, made when first asked for
  function children(doc) {
    if (!below) {
      below = new Map();
      for (const [name, one] of byIdentifier) {
        const parent = byIdentifier.get(above(name));
        if (parent !== undefined) below.set(parent, [...(below.get(parent) || []), one]);
      }
    }
    return (below.get(doc) || []).sort(inOrder);
  }

  return { data, total, byIdentifier, pageOf, firsts, path, texts, isPage, isItem, depth, catalogue, boost, ancestors, children, above, key, slugOf, numberOf };
};
