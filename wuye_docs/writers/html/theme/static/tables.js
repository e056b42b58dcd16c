/* Lets tables of many columns be read on a narrow screen, where the style sheet shows each row as a card.
 *
 * Every cell is given the head of its column to show beside it; what spans rows is said in each of them. Style sheets that
 * change the display of a table take its meaning from some screen readers, so the roles are said as well. Without this
 * script such tables scroll in their frame.
 */
"use strict";

{
  const MOST_IN_PLACE = 2;
  const ROLES = { thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };

  /** Say the cells that span rows again in the rows below; they show in cards only. */
  function repeatSpans(rows) {
    const spans = [];
    for (const row of rows) {
      let column = 0;
      for (const cell of [...row.cells, null]) {
        while (spans[column]?.left > 0) {
          const again = spans[column].cell.cloneNode(true);
          again.removeAttribute("rowspan");
          again.className = "again";
          row.insertBefore(again, cell);
          spans[column].left -= 1;
          column += 1;
        }
        if (!cell) break;
        if (cell.rowSpan > 1) spans[column] = { cell, left: cell.rowSpan - 1 };
        column += cell.colSpan;
      }
    }
  }

  function prepare(table) {
    const head = table.tHead?.rows;
    if (head?.length !== 1 || head[0].cells.length <= MOST_IN_PLACE) return;
    const heads = [...head[0].cells].map((one) => one.textContent.trim());
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    repeatSpans(rows.filter((row) => !row.querySelector(".again")));
    for (const row of rows) {
      let column = 0;
      for (const cell of row.cells) {
        if (cell.colSpan < heads.length) cell.dataset.label = heads[column];
        const words = cell.textContent.trim();
        if (words === "") cell.classList.add("empty");
        if (words === "—") cell.classList.add("none");
        column += cell.colSpan;
      }
    }
    table.classList.add("stacks");
    table.setAttribute("role", "table");
    for (const [name, role] of Object.entries(ROLES)) {
      for (const one of table.querySelectorAll(name)) one.setAttribute("role", one.scope === "row" ? "rowheader" : role);
    }
  }

  const prepareAll = () => document.querySelectorAll("main .scroll > table:not(.blank-rows)").forEach(prepare);
  prepareAll();
  // The preview puts new rows into the page.
  document.addEventListener("wuye-page", prepareAll);
}
