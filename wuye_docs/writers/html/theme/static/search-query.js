/* What a query means. It is taken apart into numbers and ideas; an idea is some words that stand for the same: what was typed,
 * the manual's word for it, what its pinyin may mean, what a mistyped word may have been.
 */
"use strict";

{
  const { CHINESE, SOFT, PRIOR, fold } = wuyeSearch.Entries;
  const ASKED_TIME = /多久|多长时间|几[天年次]|几小时|几分钟|时候|时间|时限|期限|何时/;

  wuyeSearch.QueryReader = class {
    constructor(entries) {
      this.entries = entries;
      this.runs = this.begun = null;
    }

    /** A query taken apart: its numbers, its ideas (lists of words that stand for the same), and what it asks for. */
    read(query) {
      let rest = fold(query).replace(/['’]/g, "").trim();
      const whole = rest.replace(/\s+/g, "");
      const meant = { whole, numbers: [], clause: "", ideas: [], plain: "", asksForFigure: this.entries.figures.some((one) => rest.includes(one)), asksForTime: ASKED_TIME.test(rest) };
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
      const plain = this.entries.stops.reduce((text, one) => text.replaceAll(one, " "), rest);
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
      for (const one of this.entries.numbered) {
        if (!one.letters.endsWith(letters)) continue;
        let worth = Number(one.digits) === count ? 1 : one.digits.startsWith(digits) || one.digits.startsWith(`0${digits}`) ? 0.4 : 0;
        if (!worth) continue;
        if (one.letters !== letters) worth *= 0.9;
        if (sheet) worth *= Number(one.sheet) === Number(sheet) ? 1 : one.sheet.startsWith(sheet) ? 0.4 : 0;
        else if (one.sheet) worth *= sheet === "" ? 0.9 : 0.7;
        if (worth) found.set(one.entry, worth * PRIOR[this.entries.kinds[one.entry]]);
      }
      return found;
    }

    /** Ideas of a run of Chinese: known other words, the longest first, and what stands between them. */
    readChinese(run, ideas) {
      let free = "";
      const flush = () => {
        if (free && !(free.length === 1 && (this.entries.idle.has(free) || SOFT.test(free)))) ideas.push([free, ...this.likely(free)]);
        free = "";
      };
      for (let at = 0; at < run.length; ) {
        let word = "";
        for (let size = Math.min(this.entries.longest, run.length - at); size > 1 && !word; size--) {
          if (this.entries.words.has(run.slice(at, at + size))) word = run.slice(at, at + size);
        }
        if (word) {
          flush();
          const told = this.entries.words.get(word);
          const same = ideas.find((one) => one.length > 1 && one.slice(1).join() === told.join());
          if (same) same.push(word);
          else ideas.push([word, ...told]);
        } else {
          free += run[at];
        }
        // Where a word meets its neighbour, the two characters may be a pair of the manual too.
        const next = at + (word.length || 1);
        if (next < run.length && (word || this.entries.words.has(run.slice(next, next + 2)))) {
          const pair = run.slice(next - 1, next + 1);
          if (this.entries.grams(pair)[0]?.length === 2 && this.entries.holding(pair).length) ideas.push(Object.assign([pair], { seam: true }));
        }
        at = next;
      }
      flush();
    }

    /** Ideas of a run of Latin letters: a word of the manual, or pinyin, whole, shortened or mixed. */
    readLatin(run, ideas) {
      const isWord = Object.hasOwn(this.entries.latin, run);
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
      return [...this.entries.syllables.values()].some((one) => one.length > 1 && letters.startsWith(one));
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
      for (let entry = 0; entry < this.entries.count; entry++) {
        const isPage = this.entries.pages[entry] === entry;
        add(this.entries.titles[entry], isPage ? 4 : 1);
        for (const one of this.entries.names[entry]) add(one, isPage ? 2 : 0.5);
      }
      for (const word of this.entries.words.keys()) add(word, 1);
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
      const read = [...text].map((one) => this.entries.syllables.get(one) ?? "?");
      for (let at = 0; at + 1 < text.length; at++) {
        const other = this.entries.phrases.get(text.slice(at, at + 2));
        if (other) read[at + other[0]] = other[1];
      }
      return read;
    }

    /** What a mistyped word may be: read alike, or different in one character; nothing if all its pairs are known. */
    likely(word) {
      const pairs = this.entries.grams(word);
      if (word.length < 2 || word.length > 8 || pairs.every((pair) => this.entries.holding(pair).length)) return [];
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
  };

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
}
