// What the pages ask of the search: answered by a worker over http, and in the page itself from a disk or with Pagefind.
"use strict";
self.measureSearch = self.measureSearch || {};

(function () {
  const IN_PAGE = ["lunr", "words", "items", "identifiers", "lunr-index", "lunr-engine", "answers"];
  const CHUNKED = ["pagefind-engine", "words", "items", "identifiers", "answers"];

  // Calls by name on whoever answers: asked for at the first call, and again if that failed.
  let answering;
  const call = async (name, request) => {
    answering ||= start();
    answering.catch(() => (answering = undefined));
    return (await answering)[name](request);
  };

  async function start() {
    const manifest = await measureSearch.data("manifest");
    if (manifest.engine === "pagefind") return here(CHUNKED, (...given) => measureSearch.pagefindEngine(...given), manifest);
    if (!measureSearch.base.startsWith("file:")) return elsewhere(manifest);
    return here(IN_PAGE, (items, folding, { version }) => measureSearch.lunrEngine(items, folding, version, lunr), manifest);
  }

  async function here(scripts, load, manifest) {
    await Promise.all(scripts.map(measureSearch.script));
    return measureSearch.answers(load, manifest);
  }

  function elsewhere(manifest) {
    const worker = new Worker(new URL("assets/catalogue/search/worker.js", measureSearch.base));
    const waiting = new Map();
    let last = 0;
    worker.onmessage = ({ data: { number, result, error } }) => {
      const { resolve, reject } = waiting.get(number);
      waiting.delete(number);
      if (error) reject(new Error(error));
      else resolve(result);
    };
    worker.onerror = () => {
      for (const { reject } of waiting.values()) reject(new Error("worker.js"));
      waiting.clear();
      answering = undefined; // the next question starts another
    };
    worker.postMessage({ base: measureSearch.base, manifest });
    const send = (name) => (request) =>
      new Promise((resolve, reject) => {
        waiting.set(++last, { resolve, reject });
        worker.postMessage({ number: last, name, request });
      });
    return { ask: send("ask"), snippets: send("snippets"), facets: send("facets") };
  }

  measureSearch.ask = (request) => call("ask", request);
  measureSearch.snippets = (hits) => call("snippets", hits);
  measureSearch.facets = () => call("facets");
})();
