/* Finds in the manual: a query in, ranked entries out. It knows nothing of the page; search.js shows what is found.
 *
 * The index is made by search_index.py, whose docstring describes it; it arrives as a script that calls wuyeSearch.load, because
 * pages opened from disk may load nothing else. A query is taken apart into numbers and ideas; an idea is some words that stand
 * for the same: what was typed, the manual's word for it, what its pinyin may mean. An entry is worth what share of every idea it
 * holds, more in its title than in its text, rare pairs of characters more than common ones.
 */
"use strict";

{
  const LAST = 64, FIRST = 0x23, GAP = 0x5c, MORE = 91 - LAST; // how entries are written: see `coded` in search_index.py
  const SEPARATOR = "\x7f";
  const CHINESE = /[\u3400-\u9fff\u3007]/;
  const TITLE = 2.4, NAME = 2.1, TEXT = 1; // what a hit is worth, by place
  const LETTER = 0.3; // … of a single character in a title, beside that of a pair
  const FROM_PAGE = 0.75; // a place stands under its page's title
  const FROM_PLACES = 0.55; // a page holds what its places hold
  const PRIOR = { d: 1.12, l: 1.12, f: 1.04, p: 1, c: 1, s: 0.92, v: 0.8, t: 0.6, x: 0.7, r: 0.95 };
  const MASS = 0.5; // what a long idea weighs beside a short one
  const SEAM = 0.4; // a single character, or a pair over the end of a known word
  const COVERAGE = 1.5; // how much it matters that nothing is missing
  const DENSITY = 0.9, NEAR = 60; // a title that says little else; looked at for so many of the best
  const MOST = 300; // results kept

  const SOFT = /[要会能去想给让叫来得着过很太还再又]/; // pairs with these say little, unless there are no others

  const ASKED_TIME = /多久|多长时间|几[天年次]|几小时|几分钟|时候|时间|时限|期限|何时/;
  const TIME = /^[^。]*([年月周天日秒时次]|分钟|季度)/; // what a figure that answers it looks like

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

  class SearchEngine {
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
      this.runs = this.begun = null;
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

    // ---- what a query means -------------------------------------------------------------------------------------------

    /** A query taken apart: its numbers, its ideas (lists of words that stand for the same), and what it asks for. */
    read(query) {
      let rest = fold(query).replace(/['’]/g, "").trim();
      const whole = rest.replace(/\s+/g, "");
      const meant = { whole, numbers: [], clause: "", ideas: [], plain: "", asksForFigure: this.figures.some((one) => rest.includes(one)), asksForTime: ASKED_TIME.test(rest) };
      rest = rest.replace(/([a-z]{1,8})[\s-]*(\d{1,3})(?:[\s-]*r[\s-]*(\d{0,2}))?(?![a-z0-9])/g, (all, letters, digits, sheet) => {
        const found = this.atNumber(letters, digits, sheet);
        if (found.size) meant.numbers.push(found);
        return found.size ? " " : all;
      });
      rest = rest.replace(/(?:第\s*)?(\d{1,3})\s*号/g, (all, digits) => {
        const found = this.atNumber("", digits);
        if (found.size) meant.numbers.push(found);
        return found.size ? " " : all;
      });
      rest = rest.replace(/\d+(?:\.\d+)+/, (all) => {
        meant.clause = all;
        return " ";
      });
      const plain = this.stops.reduce((text, one) => text.replaceAll(one, " "), rest);
      const asked = /[\p{L}\p{N}]/u.test(plain) ? plain : rest;
      meant.plain = asked.replace(/\s+/g, "");
      meant.asksForForm = /(表|单|书|证|函|卡|台账|报告|记录)$/.test(meant.plain);
      for (const [run] of asked.matchAll(/[\u3400-\u9fff\u3007]+|[a-z0-9]+/g)) {
        if (CHINESE.test(run[0])) this.readChinese(run, meant.ideas);
        else this.readLatin(run, meant.ideas);
      }
      return meant;
    }

    /** entry → worth of the numbers that a typed one may stand for: kf16 is SYWIKF16, and its forms begin with it. */
    atNumber(letters, digits, sheet) {
      const found = new Map();
      const count = Number(digits);
      for (const one of this.numbered) {
        if (!one.letters.endsWith(letters)) continue;
        let worth = Number(one.digits) === count ? 1 : one.digits.startsWith(digits) || one.digits.startsWith(`0${digits}`) ? 0.4 : 0;
        if (!worth) continue;
        if (one.letters !== letters) worth *= 0.9;
        if (sheet) worth *= Number(one.sheet) === Number(sheet) ? 1 : one.sheet.startsWith(sheet) ? 0.4 : 0;
        else if (one.sheet) worth *= sheet === "" ? 0.9 : 0.7;
        if (worth) found.set(one.entry, worth * PRIOR[this.kinds[one.entry]]);
      }
      return found;
    }

    /** Ideas of a run of Chinese: known other words, the longest first, and what stands between them. */
    readChinese(run, ideas) {
      let free = "";
      const flush = () => {
        if (free && !(free.length === 1 && (this.idle.has(free) || SOFT.test(free)))) ideas.push([free, ...this.likely(free)]);
        free = "";
      };
      for (let at = 0; at < run.length; ) {
        let word = "";
        for (let size = Math.min(this.longest, run.length - at); size > 1 && !word; size--) {
          if (this.words.has(run.slice(at, at + size))) word = run.slice(at, at + size);
        }
        if (word) {
          flush();
          const told = this.words.get(word);
          const same = ideas.find((one) => one.length > 1 && one.slice(1).join() === told.join());
          if (same) same.push(word);
          else ideas.push([word, ...told]);
        } else {
          free += run[at];
        }
        // Where a word meets its neighbour, the two characters may be a pair of the manual too.
        const next = at + (word.length || 1);
        if (next < run.length && (word || this.words.has(run.slice(next, next + 2)))) {
          const pair = run.slice(next - 1, next + 1);
          if (this.grams(pair)[0]?.length === 2 && this.holding(pair).length) ideas.push(Object.assign([pair], { seam: true }));
        }
        at = next;
      }
      flush();
    }

    /** Ideas of a run of Latin letters: a word of the manual, or pinyin, whole, shortened or mixed. */
    readLatin(run, ideas) {
      const isWord = Object.hasOwn(this.latin, run);
      let rest = run;
      while (rest && /^[a-z]+$/.test(rest)) {
        let size = rest.length, found = [];
        while (size > 1 && !(found = this.spelled(rest.slice(0, size))).length) size--;
        // Two initials fit anything: of a run that does not fit as a whole, only what is more than that counts.
        if (!found.length || (size < 4 && size < run.length && !this.syllableEnds(rest.slice(0, size)))) break;
        ideas.push([isWord && size === run.length ? run : rest.slice(0, size), ...found]);
        rest = rest.slice(size);
      }
      if (rest === run) ideas.push([run]);
    }

    /** Whether letters are one whole syllable or begin with one. */
    syllableEnds(letters) {
      return [...this.syllables.values()].some((one) => one.length > 1 && letters.startsWith(one));
    }

    /** What stands in names and is read like some letters: the most likely first, at most 8. */
    spelled(letters) {
      const found = new Map();
      for (const [{ text, read, worth }, start] of this.begunWith(letters[0])) {
        const match = follow(read, start, letters, 0, 0);
        if (!match || (match.end - start < 2 && match.full < 1)) continue;
        const word = text.slice(start, match.end);
        const share = match.full / (match.end - start);
        const old = found.get(word);
        const gain = worth * (start === 0 ? 2 : 1) * (match.end === read.length ? 2 : 1);
        if (old) old.gain += gain;
        else found.set(word, { share, gain });
      }
      const ranked = [...found].sort(([, one], [, other]) => other.share - one.share || other.gain - one.gain);
      const best = ranked[0]?.[1].share ?? 0;
      return ranked.filter(([, one]) => one.share >= best - 0.34).slice(0, 8).map(([word]) => word);
    }

    /** Every run of Chinese in titles, other names and other words: {text, worth, read}; made when first asked for. */
    spoken() {
      if (this.runs) return this.runs;
      const worth = new Map();
      const add = (text, value) => {
        for (const [run] of fold(text).matchAll(/[\u3400-\u9fff\u3007]+/g)) worth.set(run, (worth.get(run) ?? 0) + value);
      };
      for (let entry = 0; entry < this.count; entry++) {
        const isPage = this.pages[entry] === entry;
        add(this.titles[entry], isPage ? 4 : 1);
        for (const one of this.names[entry]) add(one, isPage ? 2 : 0.5);
      }
      for (const word of this.words.keys()) add(word, 1);
      this.runs = [...worth].map(([text, value]) => ({ text, worth: value, read: null }));
      return this.runs;
    }

    /** Where syllables that begin with a letter stand: [run, place]; made for all letters when first asked for. */
    begunWith(letter) {
      if (!this.begun) {
        this.begun = new Map();
        for (const run of this.spoken()) {
          run.read ??= this.reading(run.text);
          run.read.forEach((syllable, at) => {
            const known = this.begun.get(syllable[0]);
            if (known) known.push([run, at]);
            else this.begun.set(syllable[0], [[run, at]]);
          });
        }
      }
      return this.begun.get(letter) ?? [];
    }

    reading(text) {
      const read = [...text].map((one) => this.syllables.get(one) ?? "?");
      for (let at = 0; at + 1 < text.length; at++) {
        const other = this.phrases.get(text.slice(at, at + 2));
        if (other) read[at + other[0]] = other[1];
      }
      return read;
    }

    /** What a mistyped word may be: read alike, or different in one character; nothing if all its pairs are known. */
    likely(word) {
      const pairs = this.grams(word);
      if (word.length < 2 || word.length > 8 || pairs.every((pair) => this.holding(pair).length)) return [];
      const read = this.reading(word), found = new Map();
      for (const run of this.spoken()) {
        for (let start = 0; start + word.length <= run.text.length; start++) {
          let different = 0, where = 0;
          for (let at = 0; at < word.length && different < 2; at++) {
            if (run.text[start + at] === word[at]) continue;
            different++;
            where = at;
          }
          if (different !== 1) continue;
          run.read ??= this.reading(run.text);
          const isAlike = run.read[start + where] === read[where];
          if (!isAlike && word.length < 3) continue;
          const near = run.text.slice(start, start + word.length);
          found.set(near, (found.get(near) ?? 0) + run.worth * (isAlike ? 3 : 1));
        }
      }
      return [...found].sort(([, one], [, other]) => other - one).slice(0, 3).map(([near]) => near);
    }

    // ---- what answers it ----------------------------------------------------------------------------------------------

    /** The entries that answer a query, best first: [{entry, worth}], and what the query was read as. */
    rank(query) {
      const meant = this.read(query);
      const held = meant.ideas.map((words) => this.hold(words)).filter((one) => one.mass > 0);
      const mass = held.reduce((sum, one) => sum + one.mass, 0);
      const phrases = this.phrasesOf(meant);
      // What is no longer in force comes last, unless it was asked for by its number.
      const isPast = (one) => Number(!meant.numbers.length && this.obsolete.has(one.entry));
      const better = (one, other) => isPast(one) - isPast(other) || other.worth - one.worth || one.entry - other.entry;
      let found = [];
      for (let entry = 0; entry < this.count; entry++) {
        const worth = this.worth(entry, meant, held, mass, phrases);
        if (worth > 0) found.push({ entry, worth });
      }
      found.sort(better);
      const least = (found[0]?.worth ?? 0) * 0.2;
      found = found.filter((one) => one.worth >= least).slice(0, MOST);
      const marks = this.marksOf(meant);
      for (const one of found.slice(0, NEAR)) one.worth += DENSITY * this.density(one.entry, marks);
      found.sort(better);
      return { meant, found, marks };
    }

    /** What of an entry to mark: the words of every idea, and their pairs. */
    marksOf(meant) {
      const all = meant.ideas.flat().flatMap((word) => [word, ...this.grams(word)]);
      return [...new Set(all)].filter((one) => one.length > 1 || meant.plain.length === 1);
    }

    /** How much of a title, or of another name, the query says. */
    density(entry, marks) {
      const share = (text) => marked(text, marks).reduce((sum, one) => sum + one, 0) / (text.length + 2);
      return Math.max(share(fold(this.titles[entry])), ...this.names[entry].map((one) => 0.9 * share(fold(one))));
    }

    /** How much of one idea each entry holds: of the best of its words, in its best place, and at all.
     *
     * Returns {mass: what the idea weighs, best, share, titled: a value an entry, below: a value a page, from its places}.
     */
    hold(words) {
      const make = () => new Float32Array(this.count);
      const best = make(), share = make(), titled = make(), below = make();
      let mass = 0;
      words.forEach((word, rank) => {
        const grams = this.grams(word), whole = grams.reduce((sum, gram) => sum + this.weight(gram), 0);
        if (!grams.some((gram) => this.holding(gram).length) && words.length > 1) return;
        const own = make(), plain = make(), inTitle = make();
        for (const gram of grams) {
          const weight = this.weight(gram) / whole;
          for (const entry of this.holding(gram)) {
            const place = this.heads[entry].includes(gram) ? TITLE : this.others[entry].includes(gram) ? NAME : TEXT;
            own[entry] += weight * place;
            plain[entry] += weight;
            if (place > TEXT) inTitle[entry] += weight;
          }
        }
        if (CHINESE.test(word[0]) && word.length > 1) {
          const letters = [...new Set(word)].filter((one) => !this.idle.has(one));
          for (const letter of letters) {
            for (const entry of this.titledWith(letter)) {
              own[entry] += (LETTER * TITLE) / letters.length;
              plain[entry] += LETTER / 2 / letters.length;
            }
          }
        }
        const trust = rank ? 0.99 - 0.02 * rank : 1;
        for (let entry = 0; entry < this.count; entry++) {
          if (!plain[entry]) continue;
          best[entry] = Math.max(best[entry], own[entry] * trust);
          share[entry] = Math.max(share[entry], Math.min(1, plain[entry]) * trust);
          titled[entry] = Math.max(titled[entry], inTitle[entry] * trust);
        }
        const known = grams.reduce((sum, gram) => sum + (this.holding(gram).length ? this.weight(gram) : 0), 0);
        mass = Math.max(mass, ((known || whole) / grams.length) * grams.length ** MASS);
      });
      for (let entry = 0; entry < this.count; entry++) {
        const page = this.pages[entry];
        if (page !== entry && share[entry] > below[page]) below[page] = share[entry];
      }
      if (words.seam || words[0].length === 1) mass *= SEAM;
      return { mass, best, share, titled, below };
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

    /** The ways to say the whole query: as typed, and with the manual's words. */
    phrasesOf(meant) {
      const told = meant.ideas.map((words) => words[1] ?? words[0]).join("");
      return [...new Set([meant.whole, meant.plain, told])].filter((one) => one.length > 1);
    }

    worth(entry, meant, held, mass, phrases) {
      const page = this.pages[entry], kind = this.kinds[entry];
      let worth = 0;
      if (mass) {
        let sum = 0, covered = 0;
        for (const one of held) {
          const above = page === entry ? one.below[entry] * FROM_PLACES : one.titled[page] * FROM_PAGE;
          sum += one.mass * Math.max(one.best[entry], above);
          covered += one.mass * Math.max(one.share[entry], above);
        }
        if (covered >= 0.2 * mass) worth = (sum / mass) * (covered / mass) ** COVERAGE + this.bonus(entry, phrases, meant.plain);
      }
      worth *= PRIOR[kind];
      if (kind === "v" && meant.asksForFigure) worth *= meant.asksForTime ? (TIME.test(this.texts[entry]) ? 1.6 : 1.1) : 1.35;
      if (kind === "f" && meant.asksForForm) worth *= 1.2;
      if (kind === "c" && this.common.has(this.titles[entry])) worth *= 0.7;
      if (meant.clause && !meant.numbers.length && this.numbers[entry] === meant.clause) worth += kind === "x" ? 2 : 0.5;
      for (const numbers of meant.numbers) {
        const own = numbers.get(entry) ?? 0, above = numbers.get(page) ?? 0;
        if (!own && !above) return 0;
        worth += own ? 3 * own : (worth || meant.clause ? 3 : 0.5) * above;
        if (meant.clause && this.numbers[entry] === meant.clause) worth += 3;
      }
      return worth;
    }

    /** What it adds that the query stands in one piece in an entry, or that the entry's whole title stands in the query. */
    bonus(entry, phrases, plain) {
      const head = this.heads[entry], others = this.others[entry];
      let best = 0;
      for (const phrase of phrases) {
        // A place called 装修 is less than a page of that name.
        if (head === phrase) return this.pages[entry] === entry ? 2.5 : 0.9;
        const part = 0.5 + (0.5 * phrase.length) / head.length;
        if (others && others.split("|").includes(phrase)) best = Math.max(best, this.pages[entry] === entry ? 2 : 1.2);
        else if (head.startsWith(phrase)) best = Math.max(best, 1.2 * part);
        else if (head.includes(phrase)) best = Math.max(best, part);
        else if (others.includes(phrase)) best = Math.max(best, 0.6);
        else if (!best && this.texts[entry].includes(phrase)) best = 0.5;
      }
      for (const name of [head, ...(others ? others.split("|") : [])]) {
        if (name.length > 2 && plain.includes(name)) best = Math.max(best, (1.2 * name.length) / plain.length);
      }
      return best;
    }

    // ---- how it is shown ----------------------------------------------------------------------------------------------

    /** What to show for a query.
     *
     * `kind` limits the results to one kind, `limit` how many are told, `each` how many of one page.
     * Returns {results: [{kind, label, address, title, number, page, figure, excerpt, isObsolete, worth}], counts: kind → how
     * many, total}; title and excerpt are lists of [text, whether it is to be marked].
     */
    find(query, { kind = "", limit = 20, each = Infinity } = {}) {
      const { found, marks } = this.rank(query);
      const counts = new Map();
      for (const { entry } of found) counts.set(this.kinds[entry], (counts.get(this.kinds[entry]) ?? 0) + 1);
      const results = [], perPage = new Map();
      for (const { entry, worth } of found) {
        if (results.length >= limit) break;
        if (kind && this.kinds[entry] !== kind) continue;
        const page = this.pages[entry], shown = perPage.get(page) ?? 0;
        if (shown >= each) continue;
        perPage.set(page, shown + 1);
        results.push({
          kind: this.kinds[entry],
          label: this.labels.get(this.kinds[entry]),
          address: this.addresses[entry],
          title: parts(this.titles[entry], marks),
          number: this.numbers[entry],
          // A figure's own name says more of its place than the name of the list in which it stands.
          page: page === entry ? "" : this.kinds[entry] === "v" ? this.names[entry][0] ?? "" : this.titles[page],
          figure: this.kinds[entry] === "v" ? this.texts[entry].split("。")[0] : "",
          excerpt: this.excerpt(entry, marks),
          isObsolete: this.obsolete.has(entry),
          worth,
        });
      }
      return { results, counts, total: kind ? counts.get(kind) ?? 0 : found.length };
    }

    /** The part of an entry's text where most of the query stands, about 90 characters; a page quotes its best place. */
    excerpt(entry, marks) {
      let text = this.texts[entry];
      if (this.kinds[entry] === "v") text = text.split("。").slice(1).join("。");
      else if (this.pages[entry] === entry && "dlr".includes(this.kinds[entry])) {
        let best = text && this.kinds[entry] !== "d" ? 0 : -1;
        for (let place = entry; place < this.count && this.pages[place] === entry; place++) {
          const count = this.texts[place] ? marks.filter((one) => this.texts[place].includes(one)).length : -1;
          if (count > best) [best, text] = [count, this.texts[place]];
        }
      }
      const room = 90;
      if (text.length <= room) return parts(text, marks);
      const flags = marked(text, marks);
      let sum = 0, best = 0, start = 0;
      for (let at = 0; at < text.length; at++) {
        sum += flags[at] - (at >= room ? flags[at - room] : 0);
        if (sum > best) [best, start] = [sum, Math.max(0, at - room + 1)];
      }
      // Begin with the sentence or clause in which the first mark stands, if that is near.
      const first = flags.indexOf(1, start);
      start = best ? Math.max(0, Math.min(first, first - 24)) : 0;
      const stop = Math.max(...["。", "；", "，", " "].map((one) => text.lastIndexOf(one, best ? first : 0)));
      if (stop >= start) start = stop + 1;
      const end = Math.min(text.length, start + room);
      return parts((start ? "…" : "") + text.slice(start, end) + (end < text.length ? "…" : ""), marks);
    }
  }

  /** Whether letters follow a reading from a syllable on: whole syllables, initials, the last one begun; {end, full} or null. */
  function follow(read, at, letters, from, full) {
    if (from === letters.length) return { end: at, full };
    if (at === read.length) return null;
    const syllable = read[at], rest = letters.length - from;
    if (letters.startsWith(syllable, from)) {
      const match = follow(read, at + 1, letters, from + syllable.length, full + 1);
      if (match) return match;
    }
    if (rest < syllable.length && rest > 1 && syllable.startsWith(letters.slice(from))) return { end: at + 1, full: full + 0.9 };
    const initial = /^[zcs]h/.test(syllable) ? 2 : 1;
    for (const size of initial === 2 ? [2, 1] : [1]) {
      if (syllable.startsWith(letters.slice(from, from + size)) && rest >= size) {
        const match = follow(read, at + 1, letters, from + size, full);
        if (match) return match;
      }
    }
    return null;
  }

  /** 1 for every character of a text that is part of a mark. */
  function marked(text, marks) {
    const flags = new Array(text.length).fill(0), low = text.toLowerCase();
    for (const mark of marks) {
      for (let at = low.indexOf(mark); at >= 0; at = low.indexOf(mark, at + 1)) flags.fill(1, at, at + mark.length);
    }
    return flags;
  }

  /** A text as [part, whether marked]. */
  function parts(text, marks) {
    const flags = marked(text, marks), found = [];
    for (let at = 0; at < text.length; at++) {
      if (at && flags[at] === flags[at - 1]) found[found.length - 1][0] += text[at];
      else found.push([text[at], flags[at] === 1]);
    }
    return found;
  }

  window.wuyeSearch = {
    engine: null,
    load(index) {
      this.engine = new SearchEngine(index);
    },
  };
}
