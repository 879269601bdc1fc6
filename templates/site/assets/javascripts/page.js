// Time passes after a site is built: raise the overdue banner on the reader's own day.
(function () {
  "use strict";
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

  for (const element of document.querySelectorAll("[data-review]")) {
    if (today <= element.dataset.review) continue;
    for (const banner of element.querySelectorAll("[data-when-overdue]")) banner.hidden = false;
    for (const tag of element.querySelectorAll("[data-status]")) {
      tag.textContent = tag.dataset.overdue;
      tag.className = "tag tag--overdue";
      tag.hidden = false;
    }
  }
})();
