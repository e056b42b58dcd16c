/* What makes a served page live: it takes over what was saved without losing its place, and shows what is wrong.
 *
 * Two issues of a page as the server sent them are compared; where they are alike, the page on the screen is left alone,
 * whatever scripts and readers have made of it. So focus, scrolling, opened parts and a chart that is being used stay.
 */
"use strict";

{
  const name = document.querySelector('meta[name="wuye-page"]').content;
  let issue = document.cloneNode(true);

  /** Nodes that count: white space between blocks does not. */
  const parts = (node) => [...node.childNodes].filter((one) => one.nodeType !== Node.TEXT_NODE || one.data.trim() !== "");

  /** What identifies a node among its siblings. */
  const key = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.id || "" : "");

  const alike = (one, other) => one.nodeType === other.nodeType && one.nodeName === other.nodeName && key(one) === key(other);

  const touched = [];

  /** Make `shown`, which stands for `before`, into `after`. */
  function renew(shown, before, after) {
    if (before.isEqualNode(after)) return;
    if (before.nodeType !== Node.ELEMENT_NODE) {
      shown.data = after.data;
      if (shown.parentElement) touched.push(shown.parentElement);
      return;
    }
    if (!alike(before, after) || before.matches("figure.chart") || parts(shown).length !== parts(before).length) {
      const made = document.importNode(after, true);
      shown.replaceWith(made);
      touched.push(made);
      if (made.matches?.("figure.chart")) made.dispatchEvent(new CustomEvent("wuye-chart", { bubbles: true }));
      return;
    }
    for (const { name: attribute } of [...before.attributes]) if (!after.hasAttribute(attribute)) shown.removeAttribute(attribute);
    for (const { name: attribute, value } of after.attributes) {
      if (before.getAttribute(attribute) !== value) shown.setAttribute(attribute, value);
    }
    renewChildren(shown, before, after);
  }

  /** Pair the children that have stayed, by id or by kind and order; make those that came, take those that went. */
  function renewChildren(shown, before, after) {
    const olds = parts(before);
    const lives = parts(shown);
    const free = new Set(olds.keys());
    const find = (one) => {
      for (const index of free) if (alike(olds[index], one)) return index;
      return -1;
    };
    // Equal ones first, so that a new paragraph before them does not take their places.
    const news = parts(after);
    const pairs = news.map((one) => {
      for (const index of free) {
        if (olds[index].isEqualNode(one)) {
          free.delete(index);
          return index;
        }
      }
      return -1;
    });
    news.forEach((one, place) => {
      if (pairs[place] >= 0) return;
      const index = find(one);
      if (index >= 0) free.delete(index);
      pairs[place] = index;
    });
    for (const index of free) lives[index].remove();
    let here = null;
    news.forEach((one, place) => {
      let live = pairs[place] >= 0 ? lives[pairs[place]] : null;
      if (!live) {
        live = document.importNode(one, true);
        if (live.nodeType === Node.ELEMENT_NODE) touched.push(live);
      }
      const following = here ? here.nextSibling : shown.firstChild;
      if (live !== following && !(live.parentNode === shown && onlySpaceBetween(here, live))) shown.insertBefore(live, following);
      here = live;
      if (pairs[place] >= 0) {
        const mark = document.createComment("");
        live.before(mark);
        renew(live, olds[pairs[place]], one);
        here = mark.nextSibling;
        mark.remove();
      }
    });
  }

  function onlySpaceBetween(first, last) {
    let node = first ? first.nextSibling : last.parentNode.firstChild;
    for (; node && node !== last; node = node.nextSibling) {
      if (node.nodeType !== Node.TEXT_NODE || node.data.trim() !== "") return false;
    }
    return node === last;
  }

  function take(text) {
    const next = new DOMParser().parseFromString(text, "text/html");
    // A script that the page had no need for before has to be loaded with it.
    const wanted = [...next.scripts].map((one) => one.getAttribute("src"));
    const loaded = [...document.scripts].map((one) => one.getAttribute("src"));
    if (wanted.some((one) => !loaded.includes(one))) {
      location.reload();
      return;
    }
    touched.length = 0;
    const anchor = readingPlace();
    document.title = next.title;
    for (const part of ["nav.site", "main", "footer.bottom"]) {
      const [shown, before, after] = [document, issue, next].map((one) => one.querySelector(part));
      if (shown && before && after) renew(shown, before, after);
    }
    document.dispatchEvent(new CustomEvent("wuye-page"));
    anchor();
    issue = next;
    for (const one of touched) {
      if (!one.isConnected) continue;
      one.classList.add("wuye-changed");
      one.addEventListener("animationend", () => one.classList.remove("wuye-changed"), { once: true });
    }
    document.documentElement.dataset.wuyeIssue = String(Number(document.documentElement.dataset.wuyeIssue ?? 0) + 1);
  }

  /** Remember what stands at the top of the window; the function that comes back brings it there again. */
  function readingPlace() {
    const place = [...document.querySelectorAll("main [id]")].find((one) => one.getBoundingClientRect().bottom > 0);
    const top = place?.getBoundingClientRect().top;
    return () => {
      if (place?.isConnected && scrollY > 0) scrollBy({ top: place.getBoundingClientRect().top - top, behavior: "instant" });
    };
  }

  function make(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    made.append(...children);
    return made;
  }

  const panel = make("details", { class: "wuye-panel" });
  const count = make("span", {}, "正在检查…");
  const state = make("span", { class: "state", role: "status" }, "");
  const broken = make("p", { class: "broken", hidden: "" });
  const lists = make("div");
  panel.append(make("summary", {}, count, state), broken, lists);
  document.body.append(panel);

  function entry(found) {
    const copy = make("button", { type: "button" }, "复制位置");
    copy.addEventListener("click", () => navigator.clipboard.writeText(found.place).then(() => (copy.textContent = "已复制")));
    const place = make("p", {}, make("a", { href: found.open }, "在编辑器中打开"), make("code", {}, found.place), copy);
    const item = make("li", { class: found.severity }, make("p", {}, `${found.code}　${found.message}`));
    if (found.hint) item.append(make("p", { class: "hint" }, found.hint));
    item.append(place);
    return item;
  }

  function showFindings(found) {
    count.textContent = found.total ? `本页 ${found.page.length} 个问题，全部 ${found.total} 个` : "没有发现问题";
    lists.replaceChildren();
    for (const [title, some] of [["本页", found.page], ["其他文件", found.first]]) {
      if (some.length) lists.append(make("h2", {}, title), make("ol", {}, ...some.map(entry)));
    }
    panel.dataset.total = String(found.total);
  }

  function showBroken(files) {
    broken.hidden = files.length === 0;
    broken.textContent = files.length ? `${files.join("、")} 有错，读不出来；这里显示的是上一次正确的内容。` : "";
    if (files.length) panel.open = true;
  }

  const events = new EventSource(`/-live/events?page=${encodeURIComponent(name)}`);
  events.addEventListener("page", ({ data }) => {
    const told = JSON.parse(data);
    take(told.text);
    showBroken(told.broken);
  });
  events.addEventListener("same", ({ data }) => showBroken(JSON.parse(data).broken));
  events.addEventListener("gone", () => (state.textContent = "这一页已不在手册中"));
  events.addEventListener("findings", ({ data }) => showFindings(JSON.parse(data)));
  let wasLost = false;
  events.addEventListener("error", () => {
    wasLost = true;
    state.textContent = "预览已停止";
  });
  events.addEventListener("open", () => {
    state.textContent = "";
    // What was saved meanwhile is not told again.
    if (wasLost) location.reload();
  });
}
