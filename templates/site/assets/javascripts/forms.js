// Forms: clear, print, add a row, warn before typed text is lost. Nothing here stores or sends; what is typed lives in the page alone.
(function () {
  "use strict";
  const forms = [...document.querySelectorAll("form.form-owner")];
  if (!forms.length) return;
  const changed = new Set();

  for (const form of forms) {
    form.reset(); // a browser that kept something from before
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      if (changed.has(form) && !window.confirm("Clear everything you have typed in this form?")) {
        event.preventDefault();
        return;
      }
      changed.delete(form);
    });
  }

  // "Back" may bring the page as it was left, with what the last person typed.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    changed.clear();
    for (const form of forms) form.reset();
  });

  document.addEventListener("input", (event) => {
    if (forms.includes(event.target.form)) changed.add(event.target.form);
    if (event.target.matches("textarea")) fit(event.target);
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed.size) event.preventDefault();
  });

  // A long text is as tall as what is in it, on paper too.
  function fit(area) {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 4}px`;
  }
  window.addEventListener("beforeprint", () => {
    for (const area of document.querySelectorAll("textarea")) fit(area);
  });

  for (const table of document.querySelectorAll("table.form-rows")) {
    const more = document.createElement("p");
    more.className = "form-more";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = "Add a row";
    const name = table.closest("fieldset").querySelector("legend");
    if (name) button.setAttribute("aria-label", `Add a row: ${name.textContent.trim()}`);
    button.addEventListener("click", () => {
      const rows = table.tBodies[0].rows;
      const row = rows[rows.length - 1].cloneNode(true);
      for (const control of row.querySelectorAll("input, select")) {
        control.value = "";
        control.setAttribute("aria-label", control.getAttribute("aria-label").replace(/\d+$/, rows.length + 1));
      }
      table.tBodies[0].append(row);
      row.querySelector("input, select").focus();
    });
    more.append(button);
    table.closest(".table-scroll").after(more);
  }

  // Print the form alone: what stands before and after it is left out for that once.
  for (const button of document.querySelectorAll("button.form-print")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const parts = [...button.closest("article").children];
      const holds = (part, element) => part.contains(element);
      let first = parts.findIndex((part) => holds(part, button.form));
      const last = parts.findIndex((part) => holds(part, button));
      if (/^H[2-6]$/.test(parts[first - 1]?.tagName || "")) first -= 1;
      const others = parts.filter((part, place) => (place < first || place > last) && part.tagName !== "H1" && !part.matches(".print-only"));
      for (const part of others) part.classList.add("not-in-form");
      window.addEventListener("afterprint", () => others.forEach((part) => part.classList.remove("not-in-form")), { once: true });
      window.print();
    });
  }
})();
