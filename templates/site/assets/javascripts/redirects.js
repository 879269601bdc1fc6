// An id that moved: its old address leads to the new one.
(function () {
  "use strict";
  const list = document.getElementById("redirects");
  if (!list) return;
  function follow() {
    const old = decodeURIComponent(window.location.hash.slice(1));
    if (!old || document.getElementById(old)) return;
    for (const link of list.querySelectorAll("a[data-old]")) {
      if (link.dataset.old === old) window.location.replace(link.href);
    }
  }
  follow();
  window.addEventListener("hashchange", follow);
})();
