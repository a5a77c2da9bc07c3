// What every page can do with script.
const button = $(".scheme");
button.onclick = () => {
  const now = root.dataset.scheme || matchMedia("(prefers-color-scheme: dark)").matches && "dark";
  root.dataset.scheme = now === "dark" ? "light" : "dark";
  try { localStorage.cycleplan = root.dataset.scheme; } catch {}
};
onkeydown = event => {
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, select")) return;
  event.preventDefault();
  $(".find input").focus();
};
// Copies the open footnote.
const bar = $(".copy"), told = bar?.lastElementChild, word = told?.textContent;
document.addEventListener("toggle", ({target}) => {
  if (!target.matches(".cite[open]")) return;
  target.append(bar);
  told.textContent = "";
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
  told.textContent = "";
  try { await navigator.clipboard.writeText(text); } catch {
    document.oncopy = event => {
      event.preventDefault();
      event.clipboardData.setData("text", text);
    };
    const copied = document.execCommand("copy");
    document.oncopy = null;
    if (!copied) return;
  }
  told.textContent = word;
});
