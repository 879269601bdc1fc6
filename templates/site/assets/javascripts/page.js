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

// A wide table is read row by row on a phone: each cell says what column it is of.
(function () {
  "use strict";
  for (const table of document.querySelectorAll("table.table")) {
    const names = [...table.querySelectorAll("thead th")].map((cell) => {
      const bare = cell.cloneNode(true);
      for (const note of bare.querySelectorAll("sup, .footnote-ref")) note.remove();
      return bare.textContent.trim();
    });
    if (names.length < 4) continue;
    table.classList.add("stacks");
    for (const row of table.querySelectorAll("tbody tr")) {
      [...row.cells].forEach((cell, place) => cell.setAttribute("data-label", names[place] || ""));
    }
  }
})();

// The foot of every printed sheet, where the browser has room for one in the margin; elsewhere it stands once, at the end.
(function () {
  "use strict";
  const foot = document.querySelector("[data-print-foot]");
  if (!foot || !document.adoptedStyleSheets) return;
  const words = foot.textContent.trim().replace(/\s+/g, " ");
  const sheet = new CSSStyleSheet();
  const style = "font: 8.5pt sans-serif; vertical-align: top; padding-top: 3mm;";
  const quoted = `"${words.replace(/["\\]/g, "\\$&")}"`;
  const number = '"Page " counter(page) " of " counter(pages)';
  try {
    sheet.replaceSync(
      `@page { @bottom-left { content: ${quoted}; width: 85%; ${style} } @bottom-right { content: ${number}; ${style} } }`,
    );
    const page = sheet.cssRules[0];
    if (!page || !page.cssText.includes("@bottom-left")) return;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    document.documentElement.classList.add("has-margin-foot");
  } catch {
    // an older browser: the foot stays where it is
  }
})();
