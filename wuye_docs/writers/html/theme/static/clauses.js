/* Beside the heading of every clause: a button that copies its address, and a report of a problem with it.
 *
 * The page says once, at `main`, how a report is addressed; number and title are in the headings. Without this script the
 * clause numbers are links to themselves, and the foot of the page has a report that names the document.
 */
"use strict";

{
  const main = document.querySelector("main");

  function addTools(heading) {
    const number = heading.querySelector(":scope > .clause")?.textContent ?? "";
    const title = [...heading.childNodes].filter((one) => !one.matches?.(".clause")).map((one) => one.textContent).join("").trim();
    const tools = document.createElement("span");
    tools.className = "clause-tools";
    if (navigator.clipboard) {
      const copy = document.createElement("button");
      copy.type = "button";
      copy.textContent = "复制链接";
      copy.setAttribute("aria-label", `复制链接：${number || title}`);
      copy.addEventListener("click", () => {
        const address = new URL(`#${heading.parentElement.id}`, location.href).href;
        navigator.clipboard.writeText(address).then(() => {
          copy.textContent = "已复制";
          setTimeout(() => (copy.textContent = "复制链接"), 2000);
        });
      });
      tools.append(copy);
    }
    if (main.dataset.report) {
      const report = document.createElement("a");
      report.href = main.dataset.report.replaceAll("{clause}", encodeURIComponent(`${number} ${title}`.trim()));
      report.textContent = "报错";
      report.setAttribute("aria-label", `报错：${number || title}`);
      tools.append(report);
    }
    heading.append(tools);
  }

  function addAll() {
    for (const heading of main.querySelectorAll(".text section:not(.apart) > :is(h2, h3, h4, h5, h6)")) {
      if (!heading.querySelector(".clause-tools")) addTools(heading);
    }
  }

  addAll();
  // The preview puts new headings into the page.
  document.addEventListener("wuye-page", addAll);
}
