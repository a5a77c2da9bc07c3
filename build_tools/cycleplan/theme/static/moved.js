// Takes a reader on from an old address. The links are on the page and work without this; what it adds is the
// fragment, which a refresh drops. It only ever goes where a link of the page itself leads.
(function () {
  "use strict";
  function decoded(text) {
    try { return decodeURIComponent(text); } catch (error) { return text; }
  }
  function follow() {
    var fragment = decoded(location.hash.slice(1));
    var entry = fragment && document.getElementById(fragment);
    var moved = entry && entry.closest(".moved > li") && entry.querySelector("a[href]");
    var page = document.querySelector("a.moved-to[href]");
    if (moved) {
      location.replace(moved.href);
    } else if (page && !(entry && entry.closest(".gone > li"))) {
      location.replace(page.hash || !location.hash ? page.href : page.href + location.hash);
    }
  }
  follow();
  addEventListener("hashchange", follow);
})();
