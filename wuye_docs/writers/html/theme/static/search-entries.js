/* What can be found: the entries of the index, and which of them hold a word.
 *
 * The index is made by search_index.py, whose docstring describes it; it arrives as a script that calls wuyeSearch.load, because
 * pages opened from disk may load nothing else. search-query.js reads what is typed, search-ranking.js says which entries answer
 * it, search-engine.js shows them. They are scripts beside each other and no modules, for the same reason.
 */
"use strict";

window.wuyeSearch ??= {};

{
  const LAST = 64, FIRST = 0x23, GAP = 0x5c, MORE = 91 - LAST; // how entries are written: see `coded` in search_index.py
  const SEPARATOR = "\x7f";
  const CHINESE = /[\u3400-\u9fff\u3007]/;
  const SOFT = /[要会能去想给让叫来得着过很太还再又]/; // pairs with these say little, unless there are no others

  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const sign = (code) => code - FIRST - (code > GAP ? 1 : 0);

  /** The entries written in `text` from `start`; ends at the next character that is no sign. */
  function entriesIn(text, start) {
    const found = [];
    let position = -1, gap = 0, base = 1;
    for (let index = start; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code > 0x7e) break;
      const value = sign(code);
      gap += base * value;
      if (value >= LAST) {
        base *= MORE;
      } else {
        position += gap + 1;
        found.push(position);
        gap = 0;
        base = 1;
      }
    }
    return found;
  }

  wuyeSearch.Entries = class {
    static CHINESE = CHINESE;
    static SOFT = SOFT;
    /** What an entry of a kind is worth beside others. */
    static PRIOR = { d: 1.12, l: 1.12, f: 1.04, p: 1, c: 1, s: 0.92, v: 0.8, t: 0.6, x: 0.7, r: 0.95 };

    /** Text as it is compared: wide letters made narrow, capitals small. */
    static fold = fold;

    constructor(index) {
      const column = (name) => index[name].split(SEPARATOR);
      this.labels = new Map(index.labels);
      this.kinds = index.kinds;
      this.count = index.kinds.length;
      [this.titles, this.numbers, this.texts] = [column("titles"), column("numbers"), column("texts")];
      this.names = column("names").map((one) => (one ? one.split("|") : []));
      this.heads = this.titles.map((one, entry) => {
        const also = { v: this.names[entry][0], x: this.numbers[entry] }[index.kinds[entry]];
        return fold(also ? `${one}|${also}` : one);
      });
      this.others = this.names.map((one) => fold(one.join("|")));
      this.place(column("addresses"));
      this.obsolete = new Set(index.obsolete);
      this.pairs = new Map(index.pairs.map((line) => [line[0], line]));
      this.latin = index.latin;
      this.idle = new Set(index.idle);
      this.words = new Map(Object.entries(index.words));
      this.longest = Math.max(2, ...[...this.words.keys()].map((one) => one.length));
      [this.stops, this.figures] = [index.stops, index.figures];
      this.syllables = new Map();
      for (const [syllable, characters] of Object.entries(index.pinyin)) {
        for (const character of characters) this.syllables.set(character, syllable);
      }
      this.phrases = new Map(Object.entries(index.phrases));
      this.known = new Map(); // gram → entries
      this.lettered = new Map(); // character → entries with it in their titles
      this.number();
    }

    /** The address and the page of every entry, and which clauses every document has. */
    place(addresses) {
      this.pages = new Int32Array(this.count);
      this.addresses = [];
      let page = 0, before = "";
      const clauses = new Map();
      addresses.forEach((one, entry) => {
        if (one[0] === "#") {
          before = before.slice(0, sign(one.charCodeAt(1))) + one.slice(2);
          this.addresses.push(`${this.addresses[page]}#${before}`);
        } else {
          [page, before] = [entry, ""];
          this.addresses.push(`${one}.html`);
        }
        this.pages[entry] = page;
        if (this.kinds[entry] === "c") clauses.set(this.titles[entry], (clauses.get(this.titles[entry]) ?? 0) + 1);
      });
      this.common = new Set([...clauses].filter(([, count]) => count > 20).map(([title]) => title));
    }

    /** The numbers of documents, forms and flows, taken apart: SYWIKF16-R01 is sywikf, 16, 1. */
    number() {
      this.numbered = [];
      this.numbers.forEach((one, entry) => {
        const parts = /^([a-z]+)(\d+)(?:\W*r(\d+))?$/.exec(fold(one));
        if (parts) this.numbered.push({ entry, letters: parts[1], digits: parts[2], sheet: parts[3] ?? "" });
      });
    }

    /** The entries that hold a pair of characters, a single one or a Latin word. */
    holding(gram) {
      let found = this.known.get(gram);
      if (found) return found;
      if (!CHINESE.test(gram[0])) {
        found = Object.hasOwn(this.latin, gram) ? entriesIn(this.latin[gram], 0) : [];
      } else {
        if (gram.length > 1) {
          const line = this.pairs.get(gram[0]) ?? "", at = line.indexOf(gram[1], 1);
          found = at < 0 ? [] : entriesIn(line, at + 1);
        } else {
          found = [];
          for (let entry = 0; entry < this.count; entry++) {
            if (this.heads[entry].includes(gram) || this.others[entry].includes(gram) || this.texts[entry].includes(gram)) found.push(entry);
          }
        }
      }
      this.known.set(gram, found);
      return found;
    }

    /** The entries in whose titles a character stands: 被困 and 困人 share one. */
    titledWith(letter) {
      let found = this.lettered.get(letter);
      if (!found) {
        found = [];
        this.heads.forEach((head, entry) => head.includes(letter) && found.push(entry));
        this.lettered.set(letter, found);
      }
      return found;
    }

    /** How much a gram says: the rarer the more. */
    weight(gram) {
      return Math.log(1 + this.count / (1 + this.holding(gram).length));
    }

    /** The grams of a word: its pairs without idle characters; the character itself if it is one. */
    grams(word) {
      if (!CHINESE.test(word[0])) return [word];
      const found = [];
      for (let at = 0; at + 1 < word.length; at++) {
        if (!this.idle.has(word[at]) && !this.idle.has(word[at + 1])) found.push(word.slice(at, at + 2));
      }
      const firm = found.filter((pair) => !SOFT.test(pair));
      if (firm.length) return firm;
      if (!found.length) found.push(...[...word].filter((one) => !this.idle.has(one)));
      return found;
    }
  };
}
