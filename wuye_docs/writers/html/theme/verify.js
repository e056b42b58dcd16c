"use strict";
// Compares the code on a cover with the issues that the page holds. The grammar is that of control/mark_code.py.
(function () {
  const [KIND, NUMBER, TITLE, REVISION, EDITION, HASH, STANDING] = [0, 1, 2, 3, 4, 5, 6];
  const issues = JSON.parse(document.getElementById("issues").textContent);
  const field = (id) => document.getElementById(id);
  const answer = field("answer");

  function plain(part) {
    try {
      return decodeURIComponent(part.toUpperCase());
    } catch (fault) {
      return "";
    }
  }

  function parse(text) {
    const parts = text.trim().split("#").pop().split("*");
    if ((parts.length !== 6 && parts.length !== 7) || parts[0].toUpperCase() !== "WUYE1") return null;
    const [kind, number, revision, edition, hash, copy] = parts.slice(1).map(plain);
    const whole = hash && /^[0-9A-F]{12}$/.test(hash.replace(/\s/g, ""));
    if (!number || !whole || (kind !== "D" && kind !== "M")) return null;
    return { kind, number, revision, edition, hash: hash.replace(/\s/g, ""), copy: copy || "" };
  }

  function say(verdict, head, text) {
    answer.dataset.verdict = verdict;
    answer.replaceChildren();
    const strong = document.createElement("strong");
    strong.textContent = head;
    answer.append(strong, text);
  }

  function check(code) {
    const own = issues.filter((one) => one[NUMBER].toUpperCase() === code.number && (!code.kind || one[KIND] === code.kind));
    const found = own.find(
      (one) => one[HASH] === code.hash && (!code.revision || one[REVISION] === code.revision),
    );
    const current = own.find((one) => one[STANDING] === "in-force");
    const named = (one) => `${one[NUMBER]}《${one[TITLE]}》 ${one[REVISION]}`;
    const now = current ? `现行版次为 ${current[REVISION]}，校验码 ${current[HASH].replace(/(.{4})(?=.)/g, "$1 ")}。` : "目前没有现行有效的版本。";
    const copy = code.copy ? `　分发号 ${code.copy}` : "";
    if (!own.length) {
      say("invalid", "查不到这份文件", `本手册没有编号 ${code.number}。请核对编号，或向文件管理部门查询。`);
    } else if (!found) {
      say("invalid", "与发布的内容不符", `${code.number} 的内容与任何已发布版本都不一致，可能被改动，或者比本页新。${now}`);
    } else if (found[STANDING] === "in-force") {
      say("valid", "现行有效", `${named(found)}${copy}`);
    } else if (found[STANDING] === "obsolete") {
      say("invalid", "已作废", `${named(found)}${copy}。不得使用。`);
    } else if (found[STANDING] === "superseded") {
      say("invalid", "已换版，不得使用", `${named(found)}${copy}。${now}`);
    } else {
      say("draft", "草案，尚未生效", `${named(found)}。${now}`);
    }
  }

  function run() {
    const typed = field("code").value.trim();
    if (typed) {
      const code = parse(typed);
      if (code) check(code);
      else say("invalid", "看不懂这个二维码", "应以 WUYE1* 开头，共 6 或 7 段，以 * 分隔。");
      return;
    }
    const number = field("number").value.trim().toUpperCase();
    const hash = field("hash").value.replace(/\s/g, "").toUpperCase();
    if (number && /^[0-9A-F]{12}$/.test(hash)) check({ kind: "", number, revision: "", hash, copy: "" });
    else if (number || hash) say("invalid", "输入不完整", "请输入文件编号和 12 位校验码（0 到 9、A 到 F）。");
    else say("", "", "");
  }

  field("form").addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  function open() {
    if (location.hash.length > 1) {
      let text = location.hash.slice(1);
      try {
        text = decodeURIComponent(text);
      } catch (fault) {
        // A code as it is, not an address.
      }
      field("code").value = text;
      run();
    }
  }
  addEventListener("hashchange", open);
  open();
})();
