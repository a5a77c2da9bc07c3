// What every page can do with script; without it nothing is missing but convenience.
(() => {
  "use strict";
  const root = document.documentElement;
  const button = document.querySelector("button.scheme");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const now = root.dataset.scheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
      root.dataset.scheme = now === "dark" ? "light" : "dark";
      try { localStorage.setItem("cycleplan-scheme", root.dataset.scheme); } catch (error) { /* not remembered */ }
    });
  }
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input")) return;
    event.preventDefault();
    document.querySelector(".find input").focus();
  });
  // The forms of the note that is open, beside the one that is there.
  const bar = document.querySelector(".copy"), said = bar?.lastElementChild, word = said?.textContent;
  document.addEventListener("toggle", ({target}) => {
    if (!target.open || !target.matches(".cite")) return;
    said.textContent = "";
    bar.hidden = false;
    target.append(bar);
  }, true);
  bar?.addEventListener("click", async ({target}) => {
    const note = bar.parentNode.querySelector("code").textContent;
    const [, lines, to] = note.match(/^\[1\] ([^]*\S)\s+<(.+)>$/), title = lines.replace(/\s+/g, " ");
    const text = [
      to,
      `[${title.replace(/[\\`*_[\]<>&~|$#@]/g, "\\$&")}](${to})`,
      `\`${title.replace(/[\\`<>]/g, "\\$&")} <${to}>\`__`,
      note,
      `${lines.replace(/^ +/gm, "")} [1]\n\n[1] ${to}`,
    ][[...bar.children].indexOf(target)];
    if (!text) return;
    said.textContent = "";
    try { await navigator.clipboard.writeText(text); } catch (error) {
      addEventListener("copy", event => {
        event.preventDefault();
        event.clipboardData.setData("text", text);
      }, {once: true});
      if (!document.execCommand("copy")) return;
    }
    said.textContent = word;
  });
})();
