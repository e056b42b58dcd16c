/* The search box of every page, and the page of results.
 *
 * A combobox with a list box below it, as ARIA's authoring practices describe it: arrows go through what is found, Enter opens
 * it, Escape closes. The engine and the index are loaded when somebody begins to type, as scripts, because pages opened from
 * disk may load nothing else. What was searched is kept nowhere but in the address of the results.
 */
"use strict";

{
  const SHOWN = 8, EACH = 2; // in the list below the box, and of one page
  const MORE = 20; // results at a time on the page of results
  const ENGINE = ["search-entries.js", "search-query.js", "search-ranking.js", "search-engine.js"]; // each needs those before it

  const form = document.querySelector("form.search");
  const box = form.querySelector("input");
  const home = new URL(".", form.action);
  const results = document.body.classList.contains("search-page") ? document.querySelector("main .text") : null;

  /** An element with its attributes and what stands in it. */
  function make(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  const marked = (parts) => parts.map(([text, isMarked]) => (isMarked ? make("mark", {}, text) : text));
  const plain = (parts) => parts.map(([text]) => text).join("");

  // ---- the engine, loaded once ------------------------------------------------------------------------------------------

  let loading = null;

  function load(name) {
    return new Promise((resolve, reject) => {
      const script = make("script", { src: new URL(`static/${name}`, home).href });
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => reject(new Error(name)));
      document.head.append(script);
    });
  }

  function engine() {
    loading ??= [...ENGINE, "search-index.js"]
      .reduce((before, name) => before.then(() => load(name)), Promise.resolve())
      .then(() => window.wuyeSearch.engine)
      .catch((fault) => {
        loading = null;
        throw fault;
      });
    return loading;
  }

  const failed = "搜索用的文件没有载入，请检查网站是否完整，或者从清单查找。";

  /** A result as both lists show it: what it is, its title, where it stands, what it says. */
  function shown(result) {
    const head = make("span", { class: "title" }, ...marked(result.title));
    if (result.kind === "c" || result.kind === "s") head.prepend(make("span", { class: "number" }, result.number, " "));
    const where = [result.kind === "c" || result.kind === "s" ? "" : result.number, result.page].filter(Boolean).join(" · ");
    const parts = [make("span", { class: "kind" }, result.label), head];
    if (result.isObsolete) parts.push(make("span", { class: "obsolete" }, "作废"));
    if (result.figure) parts.push(make("strong", { class: "figure" }, result.figure));
    if (where) parts.push(make("span", { class: "where" }, where));
    return { head: parts, excerpt: make("span", { class: "excerpt" }, ...marked(result.excerpt)) };
  }

  const addressOf = (result) => new URL(result.address, home).href;
  const resultsOf = (query, kind = "") => {
    const asked = new URLSearchParams({ q: query });
    if (kind) asked.set("in", kind);
    return `#${asked}`;
  };

  // ---- the list below the box -------------------------------------------------------------------------------------------

  const list = make("div", { id: "search-found", class: "found", role: "listbox", "aria-label": "搜索结果", hidden: "" });
  const said = make("p", { class: "said", role: "status" });
  let active = -1;

  function choose(index) {
    const options = [...list.children];
    options[active]?.setAttribute("aria-selected", "false");
    active = options.length ? (index + options.length) % options.length : -1;
    const option = options[active];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", option.id);
    } else {
      box.removeAttribute("aria-activedescendant");
    }
  }

  function close() {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
    active = -1;
  }

  function offer(found, query) {
    const options = found.results.map((result) => {
      const { head, excerpt } = shown(result);
      return make("a", { href: addressOf(result) }, make("span", { class: "line" }, ...head), excerpt);
    });
    if (found.total > options.length) {
      options.push(make("a", { class: "all", href: new URL(`search.html${resultsOf(query)}`, home).href }, `全部 ${found.total} 条结果`));
    }
    options.forEach((option, index) => {
      for (const [name, value] of [["role", "option"], ["id", `search-found-${index}`], ["tabindex", "-1"], ["aria-selected", "false"]]) {
        option.setAttribute(name, value);
      }
    });
    list.replaceChildren(...options);
    close();
    said.textContent = options.length ? `找到 ${found.total} 条，用上下键选择` : `没有找到“${query}”`;
    said.classList.toggle("none", !options.length);
    list.hidden = !options.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
  }

  function typed() {
    const query = box.value.trim();
    if (results) {
      history.replaceState(null, "", query ? resultsOf(query, asked().kind) : location.pathname);
      render();
      return;
    }
    if (!query) {
      close();
      said.textContent = "";
      return;
    }
    engine().then(
      (found) => box.value.trim() === query && offer(found.find(query, { limit: SHOWN, each: EACH }), query),
      () => (said.textContent = failed),
    );
  }

  function pressed(event) {
    if (event.isComposing) return; // the keys belong to the input method
    const isOpen = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!isOpen) return;
      event.preventDefault();
      choose(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      list.children[active].click();
      close();
    } else if (event.key === "Escape" && (isOpen || box.value)) {
      event.preventDefault();
      if (isOpen) close();
      else {
        box.value = "";
        typed();
      }
    }
  }

  // ---- the page of results ----------------------------------------------------------------------------------------------

  const asked = () => {
    const given = new URLSearchParams(location.hash.slice(1) || location.search);
    return { query: (given.get("q") ?? "").trim(), kind: given.get("in") ?? "" };
  };
  const place = make("section", { class: "results", "aria-label": "搜索结果" });

  function render(limit = MORE) {
    const { query, kind } = asked();
    if (!query) {
      place.replaceChildren(make("p", {}, "在上面的搜索框里写下要找的事，例如“电梯困人”“投诉多久要回复”，也可以用拼音、拼音首字母或者编号。"));
      said.textContent = "";
      return;
    }
    engine().then(
      (found) => {
        if (asked().query !== query) return;
        const all = found.find(query, { limit, kind });
        place.replaceChildren(filters(found, all, query, kind), listed(all, query), ...more(all, limit));
        said.textContent = `找到 ${all.total} 条`;
      },
      () => place.replaceChildren(make("p", { role: "alert" }, failed)),
    );
  }

  function filters(found, all, query, kind) {
    const total = [...all.counts.values()].reduce((sum, one) => sum + one, 0);
    const choices = [["", "全部", total], ...[...found.entries.labels].map(([one, label]) => [one, label, all.counts.get(one) ?? 0])];
    return make(
      "p",
      { class: "filters", role: "group", "aria-label": "只看一类" },
      ...choices.filter(([one, , count]) => count || one === kind).map(([one, label, count]) => {
        const button = make("button", { type: "button", "aria-pressed": String(one === kind) }, `${label} `, make("span", {}, String(count)));
        button.addEventListener("click", () => {
          location.hash = resultsOf(query, one);
          place.querySelector("[aria-pressed='true']")?.focus();
        });
        return button;
      }),
    );
  }

  function listed(all, query) {
    if (!all.results.length) return make("p", {}, `没有找到“${query}”。换一个说法，或者从下面的清单查找。`);
    return make("ol", {}, ...all.results.map((result) => {
      const { head, excerpt } = shown(result);
      const title = head[1];
      head[1] = make("a", { href: addressOf(result) }, ...title.childNodes);
      return make("li", {}, make("p", { class: "line" }, ...head), make("p", {}, excerpt));
    }));
  }

  function more(all, limit) {
    if (all.results.length >= all.total || all.results.length < limit) return [];
    const button = make("button", { type: "button", class: "more" }, "更多结果");
    button.addEventListener("click", () => {
      const before = all.results.length;
      render(limit + MORE);
      engine().then(() => place.querySelectorAll("li a")[before]?.focus());
    });
    return [button];
  }

  // ---- at work ----------------------------------------------------------------------------------------------------------

  form.append(list, said);
  for (const [name, value] of [["aria-autocomplete", "list"], ["aria-keyshortcuts", "/ Control+K"]]) box.setAttribute(name, value);
  if (results) {
    results.prepend(place);
    results.querySelector(".scriptless")?.remove();
    box.value = asked().query;
    box.focus();
    render();
    addEventListener("hashchange", () => {
      if (document.activeElement !== box) box.value = asked().query;
      render();
    });
  } else {
    for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", list.id]]) box.setAttribute(name, value);
  }
  box.addEventListener("input", typed);
  box.addEventListener("keydown", pressed);
  box.addEventListener("focus", () => box.value.trim() && !results && typed());
  box.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus, so the list stays for the click
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const query = box.value.trim();
    if (!query) return;
    if (results) place.querySelector("li a")?.focus();
    else location.href = new URL(`search.html${resultsOf(query)}`, home).href;
  });
  addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    const isAsked = (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
    if (!isAsked) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}
