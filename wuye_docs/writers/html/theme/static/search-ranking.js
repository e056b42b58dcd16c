/* Which entries answer a query. An entry is worth what share of every idea it holds, more in its title than in its text, rare
 * pairs of characters more than common ones.
 */
"use strict";

{
  const { CHINESE, PRIOR, fold } = wuyeSearch.Entries;
  const TITLE = 2.4, NAME = 2.1, TEXT = 1; // what a hit is worth, by place
  const LETTER = 0.3; // … of a single character in a title, beside that of a pair
  const FROM_PAGE = 0.75; // a place stands under its page's title
  const FROM_PLACES = 0.55; // a page holds what its places hold
  const MASS = 0.5; // what a long idea weighs beside a short one
  const SEAM = 0.4; // a single character, or a pair over the end of a known word
  const COVERAGE = 1.5; // how much it matters that nothing is missing
  const DENSITY = 0.9, NEAR = 60; // a title that says little else; looked at for so many of the best
  const MOST = 300; // results kept
  const TIME = /^[^。]*([年月周天日秒时次]|分钟|季度)/; // what a figure that answers the question for a time looks like

  wuyeSearch.Ranking = class {
    constructor(entries, reader) {
      this.entries = entries;
      this.reader = reader;
    }

    /** The entries that answer a query, best first: [{entry, worth}], and what the query was read as. */
    rank(query) {
      const meant = this.reader.read(query);
      const held = meant.ideas.map((words) => this.hold(words)).filter((one) => one.mass > 0);
      const mass = held.reduce((sum, one) => sum + one.mass, 0);
      const phrases = this.phrasesOf(meant);
      // What is no longer in force comes last, unless it was asked for by its number.
      const isPast = (one) => Number(!meant.numbers.length && this.entries.obsolete.has(one.entry));
      const better = (one, other) => isPast(one) - isPast(other) || other.worth - one.worth || one.entry - other.entry;
      let found = [];
      for (let entry = 0; entry < this.entries.count; entry++) {
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
      const all = meant.ideas.flat().flatMap((word) => [word, ...this.entries.grams(word)]);
      return [...new Set(all)].filter((one) => one.length > 1 || meant.plain.length === 1);
    }

    /** How much of a title, or of another name, the query says. */
    density(entry, marks) {
      const share = (text) => marked(text, marks).reduce((sum, one) => sum + one, 0) / (text.length + 2);
      return Math.max(share(fold(this.entries.titles[entry])), ...this.entries.names[entry].map((one) => 0.9 * share(fold(one))));
    }

    /** How much of one idea each entry holds: of the best of its words, in its best place, and at all.
     *
     * Returns {mass: what the idea weighs, best, share, titled: a value an entry, below: a value a page, from its places}.
     */
    hold(words) {
      const make = () => new Float32Array(this.entries.count);
      const best = make(), share = make(), titled = make(), below = make();
      let mass = 0;
      words.forEach((word, rank) => {
        const grams = this.entries.grams(word), whole = grams.reduce((sum, gram) => sum + this.entries.weight(gram), 0);
        if (!grams.some((gram) => this.entries.holding(gram).length) && words.length > 1) return;
        const own = make(), plain = make(), inTitle = make();
        for (const gram of grams) {
          const weight = this.entries.weight(gram) / whole;
          for (const entry of this.entries.holding(gram)) {
            const place = this.entries.heads[entry].includes(gram) ? TITLE : this.entries.others[entry].includes(gram) ? NAME : TEXT;
            own[entry] += weight * place;
            plain[entry] += weight;
            if (place > TEXT) inTitle[entry] += weight;
          }
        }
        if (CHINESE.test(word[0]) && word.length > 1) {
          const letters = [...new Set(word)].filter((one) => !this.entries.idle.has(one));
          for (const letter of letters) {
            for (const entry of this.entries.titledWith(letter)) {
              own[entry] += (LETTER * TITLE) / letters.length;
              plain[entry] += LETTER / 2 / letters.length;
            }
          }
        }
        const trust = rank ? 0.99 - 0.02 * rank : 1;
        for (let entry = 0; entry < this.entries.count; entry++) {
          if (!plain[entry]) continue;
          best[entry] = Math.max(best[entry], own[entry] * trust);
          share[entry] = Math.max(share[entry], Math.min(1, plain[entry]) * trust);
          titled[entry] = Math.max(titled[entry], inTitle[entry] * trust);
        }
        const known = grams.reduce((sum, gram) => sum + (this.entries.holding(gram).length ? this.entries.weight(gram) : 0), 0);
        mass = Math.max(mass, ((known || whole) / grams.length) * grams.length ** MASS);
      });
      for (let entry = 0; entry < this.entries.count; entry++) {
        const page = this.entries.pages[entry];
        if (page !== entry && share[entry] > below[page]) below[page] = share[entry];
      }
      if (words.seam || words[0].length === 1) mass *= SEAM;
      return { mass, best, share, titled, below };
    }

    /** The ways to say the whole query: as typed, and with the manual's words. */
    phrasesOf(meant) {
      const told = meant.ideas.map((words) => words[1] ?? words[0]).join("");
      return [...new Set([meant.whole, meant.plain, told])].filter((one) => one.length > 1);
    }

    worth(entry, meant, held, mass, phrases) {
      const page = this.entries.pages[entry], kind = this.entries.kinds[entry];
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
      if (kind === "v" && meant.asksForFigure) worth *= meant.asksForTime ? (TIME.test(this.entries.texts[entry]) ? 1.6 : 1.1) : 1.35;
      if (kind === "f" && meant.asksForForm) worth *= 1.2;
      if (kind === "c" && this.entries.common.has(this.entries.titles[entry])) worth *= 0.7;
      if (meant.clause && !meant.numbers.length && this.entries.numbers[entry] === meant.clause) worth += kind === "x" ? 2 : 0.5;
      for (const numbers of meant.numbers) {
        const own = numbers.get(entry) ?? 0, above = numbers.get(page) ?? 0;
        if (!own && !above) return 0;
        worth += own ? 3 * own : (worth || meant.clause ? 3 : 0.5) * above;
        if (meant.clause && this.entries.numbers[entry] === meant.clause) worth += 3;
      }
      return worth;
    }

    /** What it adds that the query stands in one piece in an entry, or that the entry's whole title stands in the query. */
    bonus(entry, phrases, plain) {
      const head = this.entries.heads[entry], others = this.entries.others[entry];
      let best = 0;
      for (const phrase of phrases) {
        // A place called 装修 is less than a page of that name.
        if (head === phrase) return this.entries.pages[entry] === entry ? 2.5 : 0.9;
        const part = 0.5 + (0.5 * phrase.length) / head.length;
        if (others && others.split("|").includes(phrase)) best = Math.max(best, this.entries.pages[entry] === entry ? 2 : 1.2);
        else if (head.startsWith(phrase)) best = Math.max(best, 1.2 * part);
        else if (head.includes(phrase)) best = Math.max(best, part);
        else if (others.includes(phrase)) best = Math.max(best, 0.6);
        else if (!best && this.entries.texts[entry].includes(phrase)) best = 0.5;
      }
      for (const name of [head, ...(others ? others.split("|") : [])]) {
        if (name.length > 2 && plain.includes(name)) best = Math.max(best, (1.2 * name.length) / plain.length);
      }
      return best;
    }
  };

  /** 1 for every character of a text that is part of a mark. */
  function marked(text, marks) {
    const flags = new Array(text.length).fill(0), low = text.toLowerCase();
    for (const mark of marks) {
      for (let at = low.indexOf(mark); at >= 0; at = low.indexOf(mark, at + 1)) flags.fill(1, at, at + mark.length);
    }
    return flags;
  }

  wuyeSearch.marked = marked;
}
