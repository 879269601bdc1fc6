// A redline: narrow its register, step from change to change, show both texts side by side. Without a script everything is shown.
(function () {
  "use strict";
  const root = document.querySelector("[data-redline]");
  if (!root) return;
  const all = (selector, within) => [...(within || root).querySelectorAll(selector)];
  const rows = all("[data-r-row]");
  const notes = all(".r-note[data-n]");
  const boxes = all("[data-r-facet]");
  const facets = [...new Set(boxes.map((box) => box.dataset.rFacet))];
  const count = root.querySelector("[data-r-count]");
  const where = root.querySelector("[data-r-where]");
  const bar = root.querySelector("[data-r-bar]");
  let wanted = new Set(rows.map((row) => row.dataset.rRow));
  let at = -1;

  for (const tools of all("[data-r-tools]")) tools.hidden = false;
  if (bar) bar.hidden = notes.length === 0;

  // Narrowing: of each kind any of what is ticked, of all kinds together.
  function narrow() {
    const ticked = new Map(facets.map((facet) => [facet, boxes.filter((box) => box.checked && box.dataset.rFacet === facet).map((box) => box.value)]));
    wanted = new Set();
    for (const row of rows) {
      const fits = facets.every((facet) => {
        const values = ticked.get(facet);
        const own = (row.dataset[facet] || "").split(" ");
        return values.length === 0 || values.some((value) => own.includes(value));
      });
      row.hidden = !fits;
      if (fits) wanted.add(row.dataset.rRow);
    }
    const isAll = wanted.size === rows.length;
    for (const note of notes) note.hidden = !wanted.has(note.dataset.n);
    for (const part of all("[data-r-document]")) part.hidden = !isAll && !part.querySelector(".r-note[data-n]:not([hidden])");
    if (count) count.textContent = isAll ? `All ${rows.length} changes` : `${wanted.size} of ${rows.length} changes`;
    at = -1;
  }
  for (const box of boxes) box.addEventListener("change", narrow);
  for (const button of all("[data-r-clear]")) {
    button.addEventListener("click", () => {
      for (const box of boxes) box.checked = false;
      narrow();
    });
  }
  if (boxes.some((box) => box.checked)) narrow();

  // Steps.
  function open(element) {
    for (let outer = element.parentElement; outer; outer = outer.parentElement) {
      if (outer.tagName === "DETAILS") outer.open = true;
    }
  }
  function go(by) {
    const steps = notes.filter((note) => !note.hidden && !note.closest("[hidden]"));
    if (steps.length === 0) return;
    const from = steps.indexOf(document.activeElement);
    at = from >= 0 ? from + by : at < 0 ? nearest(steps, by) : at + by;
    at = (at + steps.length) % steps.length;
    const note = steps[at];
    open(note);
    note.focus({ preventScroll: true });
    note.scrollIntoView({ block: "center" });
    if (where) where.textContent = `${at + 1} of ${steps.length}`;
  }
  function nearest(steps, by) {
    const below = steps.findIndex((note) => note.getBoundingClientRect().top > window.innerHeight / 3);
    if (by > 0) return below < 0 ? 0 : below;
    return below < 0 ? steps.length - 1 : below - 1;
  }
  for (const button of all("[data-r-step]")) button.addEventListener("click", () => go(Number(button.dataset.rStep)));
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || notes.length === 0) return;
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (event.target instanceof Element && event.target.closest("select, input:not([type=checkbox], [type=radio]), textarea")) return;
    event.preventDefault();
    go(event.key === "ArrowDown" ? 1 : -1);
  });

  // Whoever follows a link into folded text finds it open.
  function arrive() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !root.contains(target)) return;
    if (target.closest("[hidden]") && boxes.length > 0) {
      for (const box of boxes) box.checked = false;
      narrow();
    }
    open(target);
    target.scrollIntoView({ block: "center" });
    if (target.classList.contains("r-note")) target.focus({ preventScroll: true });
  }
  window.addEventListener("hashchange", arrive);
  if (location.hash) arrive();

  // Unchanged text: folded, hidden or shown.
  for (const choice of all("input[name=r-same]")) {
    choice.addEventListener("change", () => {
      root.classList.toggle("r-only-changed", choice.value === "hidden");
      for (const fold of all("details.r-same")) fold.open = choice.value === "shown";
    });
  }

  // Side by side: what stood before is a copy without what came.
  function beside() {
    for (const block of all(".r-block")) {
      const before = block.cloneNode(true);
      for (const gone of all("ins, .r-added, .r-moved, .r-note", before)) gone.remove();
      for (const named of all("[id]", before)) named.removeAttribute("id");
      before.className = "r-body r-before";
      label(before, "Before", "Nothing stood here.");
      const after = block.cloneNode(true);
      for (const gone of all("del, .r-removed, .r-left, .r-note", after)) gone.remove();
      const is_gone = after.textContent.trim() === "";
      const pair = document.createElement("div");
      pair.className = "r-pair";
      block.replaceWith(pair);
      block.classList.add("r-after");
      label(block, "After", is_gone ? "Nothing stands here any more." : "");
      pair.append(before, block);
    }
    root.classList.add("r-beside");
  }
  function label(column, words, nothing) {
    const is_empty = column.textContent.trim() === "";
    const head = document.createElement("p");
    head.className = "r-side";
    head.textContent = words;
    column.prepend(head);
    if (nothing && (is_empty || column.classList.contains("r-after"))) {
      const none = document.createElement("p");
      none.className = "r-side r-nothing";
      none.textContent = nothing;
      column.append(none);
    }
  }
  function inline() {
    for (const pair of all(".r-pair")) {
      const block = pair.querySelector(".r-after");
      for (const made of [...block.children].filter((each) => each.classList.contains("r-side"))) made.remove();
      block.classList.remove("r-after");
      pair.replaceWith(block);
    }
    root.classList.remove("r-beside");
  }
  for (const choice of all("input[name=r-view]")) {
    choice.addEventListener("change", () => {
      const is_beside = root.classList.contains("r-beside");
      if (choice.value === "beside" && !is_beside) beside();
      if (choice.value === "inline" && is_beside) inline();
    });
  }
})();
