// The preview's own script: reloads the page when a new one is built, and shows problems and block ids. It is never published.
(function () {
  "use strict";
  var KEY = "byelaw-ids";
  var page = null;
  var panel = document.createElement("aside");
  panel.id = "byelaw-panel";
  panel.setAttribute("aria-label", "Preview");

  function button(words, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  function showIds(on) {
    document.documentElement.classList.toggle("byelaw-ids", on);
    sessionStorage.setItem(KEY, on ? "on" : "");
  }

  function show(state) {
    var line = document.createElement("div");
    panel.dataset.state = state.worst;
    line.append(
      button("Ids", function () { showIds(!document.documentElement.classList.contains("byelaw-ids")); }),
      document.createTextNode(state.summary + " "),
      here
    );
    panel.replaceChildren(line);
    state.problems.forEach(function (words) {
      var problem = document.createElement("pre");
      problem.textContent = words;
      panel.append(problem);
    });
  }

  var here = document.createElement("code");
  document.addEventListener("mouseover", function (event) {
    var block = event.target.closest("article [id]");
    document.querySelectorAll(".byelaw-here").forEach(function (old) { old.classList.remove("byelaw-here"); });
    if (block) { block.classList.add("byelaw-here"); }
    here.textContent = block ? "#" + block.id.replace("--", ":") : "";
  });

  function follow(seen) {
    fetch("/.byelaw/state?seen=" + seen)
      .then(function (answer) { return answer.json(); })
      .then(function (state) {
        if (page !== null && state.page !== page) { location.reload(); return; }
        page = state.page;
        show(state);
        follow(state.number);
      })
      .catch(function () { setTimeout(function () { follow(-1); }, 1000); });
  }

  function begin() {
    document.body.append(panel);
    showIds(sessionStorage.getItem(KEY) === "on");
    follow(-1);
  }
  if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", begin); } else { begin(); }
})();
