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

// On a narrow or much enlarged page the theme opens its menu and its search by labels, which a keyboard cannot reach.
(function () {
  "use strict";
  const names = { __drawer: "Menu", __search: "Search" };
  for (const label of document.querySelectorAll("label.md-header__button[for]")) {
    const toggle = document.getElementById(label.htmlFor);
    if (!toggle || !names[label.htmlFor]) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    button.setAttribute("for", label.htmlFor); // the theme's styles ask for it
    button.setAttribute("aria-label", names[label.htmlFor]);
    button.append(...label.childNodes);
    button.addEventListener("click", () => toggle.click());
    label.replaceWith(button);
  }
})();
