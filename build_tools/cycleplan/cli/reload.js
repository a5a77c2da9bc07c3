// Reloads the page when the site changes, and shows what keeps it from changing.
// `cycleplan serve` puts it into the pages that it serves; no built page has it.
(() => {
  "use strict";
  const edition = new URL(document.currentScript.src).searchParams.get("edition");
  let source = null;
  let bar = null;

  function show(problems) {
    if (!problems) {
      bar?.remove();
      bar = null;
      return;
    }
    if (!bar) {
      bar = document.createElement("pre");
      bar.setAttribute("role", "status");
      Object.assign(bar.style, {
        position: "fixed", insetInline: "0", bottom: "0", zIndex: "1000", boxSizing: "border-box", maxHeight: "40vh", margin: "0",
        padding: "0.75rem 1rem", overflow: "auto", whiteSpace: "pre-wrap", font: "0.85rem/1.4 monospace",
        color: "#fff", background: "#8b0000",
      });
      document.body.append(bar);
    }
    bar.textContent = problems;
  }

  function listen() {
    if (source) return;
    source = new EventSource("/_cycleplan/events");
    source.onmessage = (event) => {
      const news = JSON.parse(event.data);
      if (news.edition !== edition) location.reload();
      else show(news.problems);
    };
  }

  function rest() {
    source?.close();
    source = null;
  }

  // A browser keeps few connections to a server: only pages that somebody looks at hold one.
  const follow = () => (document.hidden ? rest() : listen());
  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", rest);
  addEventListener("pageshow", follow);
  follow();
})();
