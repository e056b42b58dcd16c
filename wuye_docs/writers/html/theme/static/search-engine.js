/* Finds in the manual: a query in, what to show out. It knows nothing of the page; search.js shows what is found. */
"use strict";

{
  const { marked } = wuyeSearch;

  class SearchEngine {
    constructor(index) {
      this.entries = new wuyeSearch.Entries(index);
      this.reader = new wuyeSearch.QueryReader(this.entries);
      this.ranking = new wuyeSearch.Ranking(this.entries, this.reader);
    }

    /** What to show for a query.
     *
     * `kind` limits the results to one kind, `limit` how many are told, `each` how many of one page.
     * Returns {results: [{kind, label, address, title, number, page, figure, excerpt, isObsolete, worth}], counts: kind → how
     * many, total}; title and excerpt are lists of [text, whether it is to be marked].
     */
    find(query, { kind = "", limit = 20, each = Infinity } = {}) {
      const { found, marks } = this.ranking.rank(query);
      const counts = new Map();
      for (const { entry } of found) counts.set(this.entries.kinds[entry], (counts.get(this.entries.kinds[entry]) ?? 0) + 1);
      const results = [], perPage = new Map();
      for (const { entry, worth } of found) {
        if (results.length >= limit) break;
        if (kind && this.entries.kinds[entry] !== kind) continue;
        const page = this.entries.pages[entry], shown = perPage.get(page) ?? 0;
        if (shown >= each) continue;
        perPage.set(page, shown + 1);
        results.push({
          kind: this.entries.kinds[entry],
          label: this.entries.labels.get(this.entries.kinds[entry]),
          address: this.entries.addresses[entry],
          title: parts(this.entries.titles[entry], marks),
          number: this.entries.numbers[entry],
          // A figure's own name says more of its place than the name of the list in which it stands.
          page: page === entry ? "" : this.entries.kinds[entry] === "v" ? this.entries.names[entry][0] ?? "" : this.entries.titles[page],
          figure: this.entries.kinds[entry] === "v" ? this.entries.texts[entry].split("。")[0] : "",
          excerpt: this.excerpt(entry, marks),
          isObsolete: this.entries.obsolete.has(entry),
          worth,
        });
      }
      return { results, counts, total: kind ? counts.get(kind) ?? 0 : found.length };
    }

    /** The part of an entry's text where most of the query stands, about 90 characters; a page quotes its best place. */
    excerpt(entry, marks) {
      let text = this.entries.texts[entry];
      if (this.entries.kinds[entry] === "v") text = text.split("。").slice(1).join("。");
      else if (this.entries.pages[entry] === entry && "dlr".includes(this.entries.kinds[entry])) {
        let best = text && this.entries.kinds[entry] !== "d" ? 0 : -1;
        for (let place = entry; place < this.entries.count && this.entries.pages[place] === entry; place++) {
          const count = this.entries.texts[place] ? marks.filter((one) => this.entries.texts[place].includes(one)).length : -1;
          if (count > best) [best, text] = [count, this.entries.texts[place]];
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

  /** A text as [part, whether marked]. */
  function parts(text, marks) {
    const flags = marked(text, marks), found = [];
    for (let at = 0; at < text.length; at++) {
      if (at && flags[at] === flags[at - 1]) found[found.length - 1][0] += text[at];
      else found.push([text[at], flags[at] === 1]);
    }
    return found;
  }

  wuyeSearch.engine = null;
  wuyeSearch.load = (index) => (wuyeSearch.engine = new SearchEngine(index));
}
