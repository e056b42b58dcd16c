/* What a swimlane chart can do besides being a picture with links: explain a step, show its ways, be moved by keyboard and zoomed.
 *
 * All that is told comes from the page: the drawing says which way leads where (data-step, data-from, data-to), the row that a step
 * links to says the rest. Without this script the steps are links to these rows. A plain script, because browsers refuse modules
 * from disk. Sizes are set through the style object, which the content policy allows; looks are in site.css.
 */
"use strict";

{
  const READABLE = 0.8; // of the drawing's own size, at which its 13 px text is still read at ease
  const LARGEST = 2.5;
  const STEP = 1.25;
  const STILL = matchMedia("(prefers-reduced-motion: reduce)");
  const SVG = "http://www.w3.org/2000/svg";

  /** An element with its attributes and what stands in it. */
  function make(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /** Copies of what stands in a cell, without its ids: a page has each once. */
  function copies(cell) {
    return [...cell.childNodes].map((child) => {
      const copy = child.cloneNode(true);
      if (copy.nodeType === Node.ELEMENT_NODE) {
        for (const one of [copy, ...copy.querySelectorAll("[id]")]) one.removeAttribute("id");
      }
      return copy;
    });
  }

  /** The steps of a drawing and the ways between them. */
  class Flow {
    constructor(svg) {
      this.steps = new Map();
      for (const link of svg.querySelectorAll("a")) {
        const node = link.querySelector(".node");
        const row = document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
        this.steps.set(node.dataset.step, {
          key: node.dataset.step,
          link,
          node,
          lane: node.dataset.lane,
          row: row instanceof HTMLTableRowElement ? row : null,
          mark: node.querySelector(".step-number")?.textContent ?? "",
          words: node.querySelector("text:not(.step-number)").textContent,
        });
      }
      const labels = [...svg.querySelectorAll(".edge-label")];
      this.ways = [...svg.querySelectorAll(".edge")].map((line) => {
        const { from, to } = line.dataset;
        const own = labels.filter((one) => one.dataset.from === from && one.dataset.to === to);
        return {
          line, from, to, labels: own,
          isBack: line.classList.contains("edge-back"),
          label: own.map((one) => one.textContent).join("、"),
        };
      });
      // The drawing has its lines in an order that serves the eye; a reader wants that of the steps.
      const order = [...this.steps.keys()];
      this.ways.sort((one, other) => order.indexOf(one.to) - order.indexOf(other.to) || order.indexOf(one.from) - order.indexOf(other.from));
    }

    into(key) {
      return this.ways.filter((way) => way.to === key && way.from !== key);
    }

    outOf(key) {
      return this.ways.filter((way) => way.from === key && way.to !== key);
    }

    /** All ways that lead to a step and on from it; ways that go back, for a second turn, are left out. */
    pathThrough(key) {
      const found = new Set();
      for (const [next, end] of [[(at) => this.into(at), "from"], [(at) => this.outOf(at), "to"]]) {
        const waiting = [key];
        while (waiting.length) {
          for (const way of next(waiting.pop())) {
            if (!way.isBack && !found.has(way)) {
              found.add(way);
              waiting.push(way[end]);
            }
          }
        }
      }
      return found;
    }

    /** The step that an arrow key leads to: along a line in that direction, else on (down, right) or back (up, left). */
    beside(step, x, y) {
      const here = centre(step.node);
      const after = this.outOf(step.key).map((way) => way.to);
      const before = this.into(step.key).map((way) => way.from);
      let best = null;
      let most = 0.6; // about 53° off the direction of the key
      for (const key of [...after, ...before]) {
        const there = centre(this.steps.get(key).node);
        const [dx, dy] = [there.x - here.x, there.y - here.y];
        const along = (dx * x + dy * y) / Math.hypot(dx, dy);
        if (along > most) [best, most] = [key, along];
      }
      return this.steps.get(best ?? (x + y > 0 ? after[0] : before[0]));
    }
  }

  function centre(node) {
    const box = node.getBBox();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** The ways of a step, drawn over the others; the chart itself stays as it is. */
  class Lights {
    constructor(svg, flow) {
      this.svg = svg;
      this.flow = flow;
      this.layer = document.createElementNS(SVG, "g");
      this.layer.setAttribute("class", "lit");
      this.layer.setAttribute("fill", "none");
      this.layer.setAttribute("aria-hidden", "true");
      svg.querySelector(".edges").after(this.layer);
    }

    show(key, wholePath) {
      const ways = new Map();
      if (key !== null) {
        if (wholePath) for (const way of this.flow.pathThrough(key)) ways.set(way, "way-along");
        for (const way of this.flow.into(key)) ways.set(way, "way-in");
        for (const way of this.flow.outOf(key)) ways.set(way, "way-out");
      }
      this.layer.replaceChildren(
        ...[...ways].map(([way, kind]) => {
          const copy = way.line.cloneNode(true);
          copy.classList.add(kind);
          return copy;
        }),
      );
      const along = new Set([key, ...[...ways.keys()].flatMap((way) => [way.from, way.to])]);
      for (const step of this.flow.steps.values()) step.node.classList.toggle("on-path", along.has(step.key));
      for (const way of this.flow.ways) for (const label of way.labels) label.classList.toggle("on-path", ways.has(way));
      this.svg.classList.toggle("path-shown", wholePath && key !== null);
    }
  }

  /** The size of the drawing in its box. The box is as high as the drawing, so that moving up and down is the page's own scrolling. */
  class Zoom {
    constructor(box, svg) {
      this.box = box;
      this.natural = svg.viewBox.baseVal.width;
      this.svg = svg;
      this.scale = 0;
      this.isChosen = false;
      new ResizeObserver(() => this.isChosen || this.set(this.usual)).observe(box);
      this.set(this.usual);
    }

    /** The scale at which the whole width shows. */
    get fit() {
      return Math.min(1, this.box.clientWidth / this.natural);
    }

    get usual() {
      return Math.max(this.fit, READABLE);
    }

    /** Change the scale; what is at (x, y) of the window stays there. */
    set(scale, x, y) {
      const wanted = Math.min(LARGEST, Math.max(scale, Math.min(this.fit, READABLE)));
      if (Math.abs(wanted - this.scale) < 0.001) return;
      const before = this.svg.getBoundingClientRect();
      this.scale = wanted;
      this.box.style.setProperty("--chart-width", `${Math.floor(this.natural * wanted)}px`);
      const after = this.svg.getBoundingClientRect();
      this.box.classList.toggle("wider", this.box.scrollWidth > this.box.clientWidth + 1);
      if (x !== undefined && before.width) {
        this.box.scrollLeft += after.left + ((x - before.left) * after.width) / before.width - x;
        scrollBy({ top: after.top + ((y - before.top) * after.height) / before.height - y, behavior: "instant" });
      }
      this.box.dispatchEvent(new CustomEvent("zoomed", { detail: this.scale }));
    }

    /** The same, as the reader's choice, which a turn of the phone does not undo. */
    choose(scale, x, y) {
      const seen = this.box.getBoundingClientRect();
      // A button must not run away from under the finger that presses it twice.
      const still = seen.top > 0 ? seen.top : Math.min(seen.bottom, innerHeight) / 2;
      this.isChosen = true;
      this.set(scale, x ?? seen.left + seen.width / 2, y ?? still);
    }
  }

  /** What a step's row says, where the reader is looking. */
  class Panel {
    constructor(id, flow, open) {
      this.flow = flow;
      this.open = open;
      this.title = make("p", { class: "step-title", id: `${id}-title` });
      this.body = make("div", { class: "step-body" });
      this.close = make("button", { type: "button", class: "close", "aria-label": "关闭说明", title: "关闭（Esc）" }, "×");
      this.path = make("button", { type: "button", "aria-pressed": "false" }, "显示整条路径");
      this.row = make("a", {}, "看步骤表");
      this.element = make(
        "aside",
        { class: "step-panel", id, tabindex: "-1", "aria-labelledby": `${id}-title` },
        make("div", { class: "step-head" }, this.title, this.close),
        this.body,
        make("p", { class: "step-foot" }, this.row, this.path),
      );
      this.clear();
    }

    clear() {
      this.element.classList.add("resting");
      this.title.replaceChildren("步骤说明");
      this.body.replaceChildren(make("p", {}, "点按图中的步骤，在这里看它的说明、责任岗位、时限和记录。"));
    }

    show(step) {
      this.element.classList.remove("resting");
      const mark = step.mark ? [make("span", { class: "mark" }, step.mark), " "] : [];
      this.title.replaceChildren(...mark, step.row?.querySelector("strong")?.textContent ?? step.words);
      this.body.replaceChildren(make("div", {}, ...this.told(step)), make("div", {}, ...this.ways(step)));
      this.row.setAttribute("href", step.link.getAttribute("href"));
      this.element.scrollTop = 0;
    }

    /** The note, then what the other columns of the row say under their heads. */
    told(step) {
      if (!step.row) return [make("dl", {}, make("dt", {}, "责任岗位"), make("dd", {}, step.lane))];
      const heads = [...step.row.closest("table").tHead.rows[0].cells].map((one) => one.textContent.trim());
      const notes = [];
      const list = make("dl");
      [...step.row.cells].forEach((cell, column) => {
        if (cell.querySelector("strong")) {
          notes.push(...copies(cell).filter((one) => one.nodeType === Node.ELEMENT_NODE && !one.matches(".exits, :has(strong)")));
        } else if (column && cell.textContent.trim() !== "—") {
          list.append(make("dt", {}, heads[column]), make("dd", {}, ...copies(cell)));
        }
      });
      return [...notes, list];
    }

    ways(step) {
      const lists = [
        ["上一步", "way-in", this.flow.into(step.key), "from"],
        ["下一步", "way-out", this.flow.outOf(step.key), "to"],
      ];
      return lists.flatMap(([name, kind, ways, end]) => {
        if (!ways.length) return [];
        const items = ways.map((way) => {
          const other = this.flow.steps.get(way[end]);
          const link = make("a", { href: other.link.getAttribute("href") }, `${other.mark} ${other.words}`.trim());
          link.addEventListener("click", (event) => {
            if (isPlain(event)) {
              event.preventDefault();
              this.open(other);
            }
          });
          return make("li", {}, way.label ? make("span", { class: "exit" }, way.label) : "", link);
        });
        return [make("div", { class: `step-ways ${kind}` }, make("p", {}, name), make("ul", {}, ...items))];
      });
    }

    /** What a screen reader says when a step is opened. */
    get spoken() {
      const text = [...this.body.querySelectorAll(":scope > div:first-child > p, dt, dd")].map((one) => one.textContent.trim());
      return `${this.title.textContent}。${text.join("，")}。再按回车进入说明，按 Esc 关闭。`;
    }
  }

  /** A click that is not meant for a new tab or window. */
  function isPlain(event) {
    return event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  }

  class Chart {
    constructor(figure, svg, id) {
      this.figure = figure;
      this.box = svg.parentElement;
      this.flow = new Flow(svg);
      this.lights = new Lights(svg, this.flow);
      this.panel = new Panel(id, this.flow, (step) => this.goTo(step));
      this.status = make("p", { class: "unseen", role: "status" });
      this.opened = null;
      this.pointed = null;
      this.wholePath = false;
      figure.classList.add("live");
      this.tools = this.makeTools(id);
      svg.setAttribute("aria-describedby", `${id}-hint`);
      this.box.before(this.tools);
      this.box.after(this.panel.element, this.status);
      this.zoom = new Zoom(this.box, svg);
      this.listenToSteps();
      this.listenToPanel();
      this.listenToKeys();
      this.listenToMouse();
      this.listenToFingers();
    }

    makeTools(id) {
      const button = (name, text, act) => {
        const made = make("button", { type: "button", "aria-label": name, title: name }, text);
        made.addEventListener("click", act);
        return made;
      };
      const shown = make("span", { class: "scale", "aria-hidden": "true" });
      this.box.addEventListener("zoomed", (event) => shown.replaceChildren(`${Math.round(event.detail * 100)}%`));
      return make(
        "div",
        { class: "chart-tools" },
        make(
          "p",
          { class: "chart-hint", id: `${id}-hint` },
          "点按步骤看说明",
          make("span", { class: "for-keys" }, "；方向键沿流程移动，回车打开，Esc 关闭"),
        ),
        make(
          "div",
          { class: "zoom", role: "group", "aria-label": "缩放" },
          button("缩小", "−", () => this.zoom.choose(this.zoom.scale / STEP)),
          shown,
          button("放大", "+", () => this.zoom.choose(this.zoom.scale * STEP)),
          button("显示全宽", "⤢", () => this.zoom.choose(this.zoom.fit)),
        ),
      );
    }

    stepAt(target) {
      const key = target instanceof Element ? target.closest("a")?.querySelector(".node")?.dataset.step : undefined;
      return key === undefined ? null : this.flow.steps.get(key);
    }

    light() {
      const step = this.wholePath ? this.opened : (this.pointed ?? this.opened);
      this.lights.show(step?.key ?? null, this.wholePath && step !== null);
    }

    open(step) {
      this.opened?.link.removeAttribute("aria-expanded");
      this.opened?.node.classList.remove("opened");
      this.opened = step;
      step.link.setAttribute("aria-expanded", "true");
      step.node.classList.add("opened");
      this.panel.show(step);
      this.status.replaceChildren(this.panel.spoken);
      this.light();
      this.bringIntoView(step);
    }

    close() {
      if (!this.opened) return;
      const { link, node } = this.opened;
      if (this.panel.element.contains(document.activeElement)) link.focus({ preventScroll: true });
      link.removeAttribute("aria-expanded");
      node.classList.remove("opened");
      this.opened = null;
      this.showPath(false);
      this.panel.clear();
      this.status.replaceChildren();
    }

    showPath(wanted) {
      this.wholePath = wanted;
      this.panel.path.setAttribute("aria-pressed", String(wanted));
      this.light();
    }

    goTo(step) {
      step.link.focus({ preventScroll: true });
      this.open(step);
    }

    /** Scroll no more than it takes to see the step beside or above the panel. */
    bringIntoView(step) {
      const seen = step.node.getBoundingClientRect();
      const box = this.box.getBoundingClientRect();
      const panel = this.panel.element.getBoundingClientRect();
      const covers = this.opened && panel.left < seen.right && panel.height < innerHeight;
      const behavior = STILL.matches ? "instant" : "smooth";
      const top = Math.max(0, this.tools.getBoundingClientRect().bottom) + 12;
      const floor = covers ? Math.min(innerHeight, panel.top) : innerHeight;
      // With some of what comes next, where there is room for it.
      const bottom = Math.max(Math.min(floor - 12, top + seen.height), floor - 80);
      const highest = Math.min(top, bottom - seen.height);
      if (seen.bottom > bottom) scrollBy({ top: seen.bottom - bottom, behavior });
      else if (seen.top < highest) scrollBy({ top: seen.top - highest, behavior });
      if (seen.left < box.left) this.box.scrollBy({ left: seen.left - box.left - 12, behavior });
      else if (seen.right > box.right) this.box.scrollBy({ left: seen.right - box.right + 12, behavior });
    }

    listenToSteps() {
      this.box.addEventListener("click", (event) => {
        if (!isPlain(event)) return;
        const step = this.stepAt(event.target);
        if (!step) return this.close();
        event.preventDefault();
        const isKey = event.detail === 0;
        if (step !== this.opened) this.open(step);
        else if (isKey) this.panel.element.focus({ preventScroll: true });
        else if (event.detail === 1) this.close();
      });
      const point = (event) => {
        const step = this.stepAt(event.target);
        if (step !== this.pointed) {
          this.pointed = step;
          this.light();
        }
      };
      this.box.addEventListener("pointerover", (event) => event.pointerType === "mouse" && point(event));
      this.box.addEventListener("pointerleave", () => {
        this.pointed = null;
        this.light();
      });
      this.box.addEventListener("focusin", (event) => {
        const step = this.stepAt(event.target);
        if (!step?.link.matches(":focus-visible")) return;
        point(event);
        // Whoever reads on by keyboard with the panel open wants it to follow.
        if (this.opened && this.opened !== step) this.open(step);
      });
      this.box.addEventListener("focusout", () => {
        this.pointed = null;
        this.light();
      });
    }

    listenToPanel() {
      this.panel.close.addEventListener("click", () => this.close());
      this.panel.path.addEventListener("click", () => this.showPath(!this.wholePath));
    }

    listenToKeys() {
      const arrows = { ArrowDown: [0, 1], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowLeft: [-1, 0] };
      const zooms = { "+": STEP, "=": STEP, "-": 1 / STEP };
      this.figure.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && this.opened) {
          event.preventDefault();
          return this.close();
        }
        if (event.ctrlKey || event.metaKey || event.altKey || !this.box.contains(event.target)) return;
        const step = this.stepAt(event.target);
        const steps = [...this.flow.steps.values()];
        const seen = event.target.getBoundingClientRect();
        const at = step ? [seen.left + seen.width / 2, seen.top + seen.height / 2] : [];
        let next;
        if (event.key in zooms) this.zoom.choose(this.zoom.scale * zooms[event.key], ...at);
        else if (event.key === "0") this.zoom.choose(this.zoom.fit, ...at);
        else if (step && event.key in arrows) next = this.flow.beside(step, ...arrows[event.key]) ?? step;
        else if (step && event.key === "Home") next = steps[0];
        else if (step && event.key === "End") next = steps[steps.length - 1];
        else return;
        event.preventDefault();
        if (next) {
          next.link.focus({ preventScroll: true });
          this.bringIntoView(next);
        }
      });
    }

    listenToMouse() {
      let drag = null;
      this.box.addEventListener("dragstart", (event) => event.preventDefault());
      this.box.addEventListener("pointerdown", (event) => {
        if (event.pointerType !== "mouse" || event.button !== 0 || !this.box.classList.contains("wider")) return;
        drag = { x: event.clientX, y: event.clientY, moved: false };
      });
      addEventListener("pointermove", (event) => {
        if (!drag || event.pointerType !== "mouse") return;
        const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
        if (!drag.moved && Math.hypot(dx, dy) < 5) return;
        drag = { x: event.clientX, y: event.clientY, moved: true };
        this.box.classList.add("dragged");
        this.box.scrollLeft -= dx;
        scrollBy({ top: -dy, behavior: "instant" });
      });
      addEventListener("pointerup", () => {
        if (drag?.moved) {
          // The click that ends a drag opens nothing.
          addEventListener("click", stop, { capture: true, once: true });
          setTimeout(() => removeEventListener("click", stop, { capture: true }));
        }
        drag = null;
        this.box.classList.remove("dragged");
      });
      const stop = (event) => {
        event.preventDefault();
        event.stopPropagation();
      };
      // Ctrl and the wheel is also what a trackpad's pinch comes as; the wheel alone is the page's.
      this.box.addEventListener(
        "wheel",
        (event) => {
          if (!event.ctrlKey) return;
          event.preventDefault();
          this.zoom.choose(this.zoom.scale * Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
        },
        { passive: false },
      );
      // Not every phone makes a double click of a double tap.
      let last = { timeStamp: -Infinity };
      this.box.addEventListener("click", (event) => {
        if (this.stepAt(event.target)) return;
        const isSecond = event.timeStamp - last.timeStamp < 400 && Math.hypot(event.clientX - last.clientX, event.clientY - last.clientY) < 30;
        last = isSecond ? { timeStamp: -Infinity } : event;
        if (!isSecond) return;
        const isSmall = this.zoom.scale < 1 || this.zoom.scale <= this.zoom.fit;
        this.zoom.choose(isSmall ? Math.max(1, this.zoom.fit * 1.6) : this.zoom.fit, event.clientX, event.clientY);
      });
    }

    /** Two fingers zoom and move; one finger scrolls box and page as anywhere else. */
    listenToFingers() {
      let pinch = null;
      const measure = ([one, other]) => ({
        x: (one.clientX + other.clientX) / 2,
        y: (one.clientY + other.clientY) / 2,
        apart: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY),
      });
      const begin = (event) => {
        pinch = event.touches.length === 2 ? { ...measure(event.touches), scale: this.zoom.scale } : null;
        if (pinch && event.cancelable) event.preventDefault();
      };
      this.box.addEventListener("touchstart", begin, { passive: false });
      this.box.addEventListener(
        "touchmove",
        (event) => {
          if (!pinch || event.touches.length !== 2) return;
          if (event.cancelable) event.preventDefault();
          const now = measure(event.touches);
          this.box.scrollLeft -= now.x - pinch.x;
          scrollBy({ top: pinch.y - now.y, behavior: "instant" });
          this.zoom.choose((pinch.scale * now.apart) / pinch.apart, now.x, now.y);
          [pinch.x, pinch.y] = [now.x, now.y];
        },
        { passive: false },
      );
      this.box.addEventListener("touchend", () => (pinch = null));
      this.box.addEventListener("touchcancel", () => (pinch = null));
    }
  }

  let number = 0;
  const enliven = (figure) => {
    const svg = figure.querySelector("svg.swimlane");
    if (svg?.querySelector("a")) new Chart(figure, svg, `step-panel-${(number += 1)}`);
  };
  document.querySelectorAll("figure.chart").forEach(enliven);
  // A preview puts a drawing that was changed in the place of the old one.
  document.addEventListener("wuye-chart", (event) => enliven(event.target));
}
