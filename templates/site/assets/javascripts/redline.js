// A redline: narrow it to what a reviewer looks for, step from change to change, show both texts side by side, and keep all that in the
// address, so that it can be sent. Without a script everything is shown.
(function () {
  "use strict";
  const root = document.querySelector("[data-redline]");
  if (!root) return;
  const all = (selector, within) => [...(within || root).querySelectorAll(selector)];
  const one = (selector) => root.querySelector(selector);
  const numbers = (element) => (element.dataset.n || "").split(" ").filter(Boolean);
  function enclosing(mark) {
    const outer = mark.parentElement.closest("[data-n]");
    return outer && root.contains(outer) ? numbers(outer) : null;
  }
  const rows = all("[data-r-row]");
  const notes = all(".r-note[data-n]");
  const texts = all(".r-block");
  // What is marked in the text, with the changes that it belongs to: its own, or those told beside its block.
  const marks = texts.flatMap((block) => {
    const beside = all(".r-note[data-n]", block).flatMap(numbers);
    return all("ins, del, .r-added, .r-removed, .r-moved, .r-left", block)
      .filter((mark) => !mark.closest(".r-note"))
      .map((mark) => ({ mark, own: mark.dataset.n ? numbers(mark) : enclosing(mark) || beside }));
  });
  const boxes = all("[data-r-facet]");
  const facets = [...new Set(boxes.map((box) => box.dataset.rFacet))];
  const find = one("[data-r-find]");
  const count = one("[data-r-count]");
  const state = one("[data-r-state]");
  const where = one("[data-r-where]");
  const told = one("[data-r-told]");
  const others = one("[data-r-others]");
  const bar = one("[data-r-bar]");
  let wanted = new Set(rows.map((row) => row.dataset.rRow));
  let isAll = true;
  let at = -1;

  for (const tools of all("[data-r-tools]")) tools.hidden = false;
  if (state) state.hidden = false;
  if (bar) bar.hidden = notes.length === 0;
  const view = one("[data-r-view]");
  if (view && window.innerWidth > 900) view.open = true;

  // Narrowing: of each kind any of what is ticked, of all kinds together, with all the words looked for.
  function narrow() {
    const ticked = new Map(facets.map((facet) => [facet, boxes.filter((box) => box.checked && box.dataset.rFacet === facet).map((box) => box.value)]));
    const words = looked();
    wanted = new Set();
    for (const row of rows) {
      const fits = facets.every((facet) => {
        const values = ticked.get(facet);
        const own = (row.dataset[facet] || "").split(" ");
        return values.length === 0 || values.some((value) => own.includes(value));
      }) && says(row, words);
      row.hidden = !fits;
      if (fits) wanted.add(row.dataset.rRow);
    }
    for (const group of all("[data-r-group]")) group.hidden = all("[data-r-row]:not([hidden])", group).length === 0;
    isAll = words.length === 0 && !boxes.some((box) => box.checked);
    for (const note of notes) note.hidden = !wanted.has(note.dataset.n);
    const pairs = root.classList.contains("r-beside");
    if (pairs) inline();
    for (const { mark, own } of marks) mark.classList.toggle("r-out", !isAll && !own.some((number) => wanted.has(number)));
    match();
    if (pairs) beside();
    tell();
    at = -1;
    if (where) where.textContent = "";
  }
  function looked() {
    return find ? find.value.toLowerCase().split(/\s+/).filter(Boolean) : [];
  }
  // What a change says: its row, and the text that it is told beside.
  let said = null;
  function says(row, words) {
    if (words.length === 0) return true;
    if (said === null) {
      said = new Map(rows.map((each) => [each.dataset.rRow, each.textContent.toLowerCase()]));
      for (const note of notes) {
        const text = note.closest(".statement, .r-added, .r-removed, .r-block");
        if (text && said.has(note.dataset.n)) said.set(note.dataset.n, said.get(note.dataset.n) + " " + text.textContent.toLowerCase());
      }
    }
    const own = said.get(row.dataset.rRow);
    return words.every((word) => own.includes(word));
  }
  // Which text has a match: a block with a change that is looked for, and the headings above it.
  function match() {
    const hit = (part) => part.querySelector(".r-note[data-n]:not([hidden]), [data-n]:not(.r-note):not(.r-out)") !== null;
    for (const part of all("[data-r-document]")) part.hidden = !isAll && !hit(part);
    let above = 7;
    for (const block of [...texts].reverse()) {
      const heading = block.querySelector("h1, h2, h3, h4, h5, h6");
      const level = heading ? Number(heading.tagName[1]) : 7;
      const fits = isAll || hit(block);
      const leads = !fits && level < above;
      block.classList.toggle("r-unmatched", !fits && !leads);
      if (fits || leads) above = level;
    }
  }
  function tell() {
    const text = isAll ? `All ${rows.length} changes` : `${wanted.size} of ${rows.length} changes`;
    const names = boxes.filter((box) => box.checked).map((box) => box.closest("label").querySelector("[data-r-label]").textContent);
    if (looked().length > 0) names.push(`“${find.value.trim()}”`);
    if (count) count.textContent = isAll ? text : `${text}: ${names.join(", ")}`;
    for (const button of all("[data-r-clear]")) button.hidden = isAll;
    if (others) others.hidden = isAll;
    root.classList.toggle("r-narrowed", !isAll);
    root.classList.toggle("r-hides", !isAll && chosen("r-others") === "hidden");
    if (told) {
      const rest = root.classList.contains("r-hides") ? "The text without them is hidden." : "The other changes are grey in the text.";
      told.hidden = isAll;
      told.textContent = isAll ? "" : `${text}: ${names.join(", ")}. ${rest}`;
    }
  }
  function chosen(name) {
    const found = one(`input[name=${name}]:checked`);
    return found ? found.value : "";
  }
  for (const box of boxes) box.addEventListener("change", () => { narrow(); keep(); });
  let pause = 0;
  if (find) find.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(() => { narrow(); keep(); }, 150); });
  for (const choice of all("input[name=r-others]")) choice.addEventListener("change", () => { tell(); keep(); });
  for (const button of all("[data-r-clear]")) {
    button.addEventListener("click", () => {
      untick();
      keep();
      if (boxes.length > 0) boxes[0].focus();
    });
  }
  function untick() {
    for (const box of boxes) box.checked = false;
    if (find) find.value = "";
    narrow();
  }

  // The address: #only=must,substantive&find=panel&view=beside&same=hidden&others=hidden&at=change-3.
  const ways = { view: "r-view", same: "r-same", others: "r-others" };
  function keep(place) {
    const parts = [];
    const names = boxes.filter((box) => box.checked).map(named);
    if (names.length > 0) parts.push(`only=${names.join(",")}`);
    if (looked().length > 0) parts.push(`find=${encodeURIComponent(find.value.trim())}`);
    for (const [name, group] of Object.entries(ways)) {
      const first = one(`input[name=${group}]`);
      if (first && chosen(group) !== first.value) parts.push(`${name}=${chosen(group)}`);
    }
    if (place) parts.push(parts.length > 0 ? `at=${place}` : place);
    try {
      history.replaceState(null, "", parts.length > 0 ? `#${parts.join("&")}` : location.pathname + location.search);
    } catch { /* The page may not change its address: it works without. */ }
  }
  function named(box) {
    const same = boxes.filter((each) => each.value === box.value);
    return encodeURIComponent(same.length > 1 ? `${box.dataset.rFacet}.${box.value}` : box.value);
  }
  function decoded(words) {
    try { return decodeURIComponent(words); } catch { return words; }
  }
  // Take up an address that says what is looked for; return the place in it.
  function take(hash) {
    const parts = new Map(hash.split("&").map((part) => [part.split("=")[0], decoded(part.slice(part.indexOf("=") + 1))]));
    const names = (parts.get("only") || "").split(",").filter(Boolean).map((each) => each.trim().toLowerCase());
    for (const box of boxes) box.checked = names.some((name) => name === box.value || name === `${box.dataset.rFacet}.${box.value}`);
    if (find) find.value = parts.get("find") || "";
    for (const [name, group] of Object.entries(ways)) {
      const found = all(`input[name=${group}]`).find((each) => each.value === parts.get(name));
      if (found) { found.checked = true; found.dispatchEvent(new Event("change")); }
    }
    const filters = one("[data-r-filters]");
    if (filters && boxes.some((box) => box.checked && filters.contains(box))) filters.open = true;
    narrow();
    return parts.get("at") || "";
  }

  // Steps.
  function open(element) {
    for (let outer = element; outer; outer = outer.parentElement) {
      if (outer.tagName === "DETAILS") outer.open = true;
    }
  }
  function shown(element) {
    return !element.hidden && !element.closest("[hidden], .r-before") && !(root.classList.contains("r-hides") && element.closest(".r-unmatched"));
  }
  function go(by) {
    const steps = notes.filter(shown);
    if (steps.length === 0) return;
    const from = steps.indexOf(document.activeElement);
    at = from >= 0 ? from + by : at < 0 ? nearest(steps, by) : at + by;
    at = (at + steps.length) % steps.length;
    const note = steps[at];
    open(note);
    note.focus({ preventScroll: true });
    note.scrollIntoView({ block: "center" });
    if (where) where.textContent = `${at + 1} of ${steps.length}`;
    keep(note.id);
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

  // Whoever follows a link into folded text finds it open; into what is filtered out, finds everything shown again.
  function arrive() {
    const hash = location.hash.slice(1);
    const place = /^(only|find|view|same|others|at)=/.test(hash) ? take(hash) : decoded(hash);
    const target = place && document.getElementById(place);
    if (!target || !root.contains(target)) return;
    if (!isAll && (target.closest("[hidden]") || (root.classList.contains("r-hides") && target.closest(".r-unmatched")))) untick();
    if (target.closest("details.r-same") && root.classList.contains("r-only-changed")) root.classList.remove("r-only-changed");
    open(target);
    target.scrollIntoView({ block: target.offsetHeight > window.innerHeight / 2 ? "start" : "center" });
    if (target.classList.contains("r-note")) target.focus({ preventScroll: true });
    if (!isAll) keep(place);
  }

  // Unchanged text: folded, hidden or shown.
  for (const choice of all("input[name=r-same]")) {
    choice.addEventListener("change", () => {
      root.classList.toggle("r-only-changed", choice.value === "hidden");
      for (const fold of all("details.r-same")) fold.open = choice.value === "shown";
      keep();
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
      keep();
    });
  }

  if (boxes.some((box) => box.checked)) narrow();
  window.addEventListener("hashchange", arrive);
  if (location.hash) arrive();
})();
