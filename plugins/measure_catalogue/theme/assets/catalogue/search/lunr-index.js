// Makes of the words that came, in few characters, an index that lunr searches: what its own builder would make of the texts.
"use strict";
self.measureSearch = self.measureSearch || {};

(function () {
  const DIGITS = Array.from({ length: 92 }, (_, at) => at + 35).filter((one) => one !== 92);
  const LAST = 60; // as in finding/encoding.py
  const STEPS = 3;
  const TIMES = [1, 2.5, 5]; // what a step of « how often » stands for
  const VALUES = new Uint8Array(128);
  DIGITS.forEach((code, value) => (VALUES[code] = value));

  // How much a word counts in each field: in what stands above a document, it only lets the others match.
  const FIELDS = { title: 8, text: 1, context: 0 };
  const K1 = 1.2;
  const B = 0.4; // a long measure is not worth less than a short task: lunr's own 0.75 would sink it

  // Words in order, from the letters by which each differs from the one before.
  function terms(written) {
    let before = "";
    return (written.match(/[A-Z][a-z0-9]*/g) || []).map((one) => (before = before.slice(0, one.charCodeAt(0) - 65) + one.slice(1)));
  }

  // Calls found(document, times) for each occurrence of a word.
  function occurrences(row, found) {
    let doc = -1;
    let number = 0;
    const more = DIGITS.length - LAST;
    for (let at = 0; at < row.length; at++) {
      const value = VALUES[row.charCodeAt(at)];
      if (value >= LAST) {
        number = number * more + value - LAST + 1;
        continue;
      }
      const last = number * LAST + value;
      doc += Math.floor(last / STEPS) + 1;
      found(doc, TIMES[last % STEPS]);
      number = 0;
    }
  }

  // One field of the index: word → document → times, and how long each document is.
  class Field {
    constructor(name, total) {
      Object.assign(this, { name, total, words: new Map(), lengths: new Float64Array(total) });
    }

    add(word, doc, times) {
      let row = this.words.get(word);
      if (!row) this.words.set(word, (row = []));
      row.push(doc, times);
      this.lengths[doc] += times;
    }

    // For each document, the numbers of its words and what each weighs there; words come by their numbers, in order.
    weighed(numbers, boosts) {
      if (!FIELDS[this.name]) return Array(this.total).fill(NONE);
      const vectors = Array.from({ length: this.total }, () => []);
      const mean = this.lengths.reduce((sum, one) => sum + one, 0) / (this.lengths.filter(Boolean).length || 1);
      for (const [word, number] of numbers) {
        const row = this.words.get(word) || NONE;
        const rare = Math.log(1 + (this.total - row.length / 2 + 0.5) / (row.length / 2 + 0.5));
        for (let at = 0; at < row.length; at += 2) {
          const [doc, times] = [row[at], row[at + 1]];
          const size = K1 * (1 - B + (B * this.lengths[doc]) / mean);
          vectors[doc].push(number, ((rare * (K1 + 1) * times) / (size + times)) * FIELDS[this.name] * boosts[doc]);
        }
      }
      return vectors;
    }

    // The documents of a word, as lunr reads them: it would copy what is known of each occurrence, and nothing is.
    listed(word) {
      const row = this.words.get(word) || NONE;
      const found = {};
      for (let at = 0; at < row.length; at += 2) found[row[at]] = NONE;
      return found;
    }
  }

  const NONE = Object.freeze([]);

  // What lunr reads of a word; its documents are listed only once the word is asked for.
  function posting(fields) {
    class Posting {
      constructor(number, word) {
        this._index = number;
        this.word = word;
      }
    }
    for (const field of fields) {
      Object.defineProperty(Posting.prototype, field.name, { get() { return field.listed(this.word); } });
    }
    return Posting;
  }

  // { index, terms }: `titles` and `contexts` are the words of each document, `boosts` how much each document counts.
  measureSearch.lunrIndex = function (lunr, data, titles, contexts, boosts) {
    const fields = Object.keys(FIELDS).map((name) => new Field(name, titles.length));
    const [title, text, context] = fields;
    const rows = data.postings.split(" ");
    terms(data.terms).forEach((word, number) => occurrences(rows[number], (doc, times) => text.add(word, doc, times)));
    titles.forEach((words, doc) => new Set(words).forEach((word) => title.add(word, doc, 1)));
    contexts.forEach((words, doc) => new Set(words).forEach((word) => context.add(word, doc, 1)));
    const all = [...new Set(fields.flatMap((field) => [...field.words.keys()]))].sort();
    const numbers = new Map(all.map((word, number) => [word, number]));
    const vectors = {};
    for (const field of fields) {
      field.weighed(numbers, boosts).forEach((one, doc) => {
        vectors[`${field.name}/${doc}`] = new lunr.Vector(one);
      });
    }
    const Posting = posting(fields);
    const invertedIndex = Object.create(null);
    for (const [word, number] of numbers) invertedIndex[word] = new Posting(number, word);
    const tokenSet = lunr.TokenSet.fromArray(all);
    const pipeline = new lunr.Pipeline();
    const parts = { invertedIndex, fieldVectors: vectors, tokenSet, fields: Object.keys(FIELDS), pipeline };
    return { index: new lunr.Index(parts), terms: numbers };
  };
})();
