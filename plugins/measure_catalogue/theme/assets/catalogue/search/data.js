// Brings a data file of the search: over http once for each build, from a disk as a script, since nothing else loads there.
"use strict";
self.measureSearch = self.measureSearch || {};

(function () {
  const waiting = new Map();
  const asked = new Map();

  // The data files call this when they run as scripts.
  measureSearch.received = (name, data) => waiting.get(name)(data);

  // Resolves to the data of a file of search/; the manifest has no version, and is asked for anew at every visit.
  measureSearch.data = function (name, version) {
    if (!asked.has(name)) {
      const bring = measureSearch.base.startsWith("file:") ? run : download;
      asked.set(name, bring(name, version));
      asked.get(name).catch(() => asked.delete(name)); // a network that comes back is asked again
    }
    return asked.get(name);
  };

  const address = (name) => `${measureSearch.base}search/${name.split("/").map(encodeURIComponent).join("/")}.js`;

  async function download(name, version) {
    const query = version ? `?v=${version}` : "";
    const answer = await fetch(address(name) + query, { cache: version ? "force-cache" : "no-cache" });
    if (!answer.ok) throw new Error(`${name} : ${answer.status}`);
    const text = await answer.text();
    return JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
  }

  function run(name) {
    return new Promise((resolve, reject) => {
      waiting.set(name, resolve);
      const script = document.createElement("script");
      script.src = address(name);
      script.onerror = () => reject(new Error(name));
      document.head.append(script);
    });
  }
})();
