// Folds sub-indicators under their indicator; without it every row simply stands there.
"use strict";
(function () {
  const KEY = "zuozheng-folded";
  const bodies = Array.from(document.querySelectorAll("tbody.foldable"));
  const all = document.getElementById("fold-all");
  if (!bodies.length || !all) return;

  function isFolded(body) { return body.classList.contains("folded"); }

  function fold(body, folded) {
    body.classList.toggle("folded", folded);
    body.querySelector("button").setAttribute("aria-expanded", String(!folded));
  }

  function remember() {
    const open = bodies.some((body) => !isFolded(body));
    all.textContent = open ? "全部收起" : "全部展开";
    try { sessionStorage.setItem(KEY, open ? "" : "1"); } catch { /* a private window keeps nothing */ }
  }

  for (const body of bodies) {
    const head = body.querySelector("tr.head th");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fold";
    button.setAttribute("aria-label", "子指标：" + head.querySelector("a").textContent);
    button.addEventListener("click", () => { fold(body, !isFolded(body)); remember(); });
    head.prepend(button);
    fold(body, false);
  }
  all.hidden = false;
  all.addEventListener("click", () => {
    const close = bodies.some((body) => !isFolded(body));
    bodies.forEach((body) => fold(body, close));
    remember();
  });
  let kept = "";
  try { kept = sessionStorage.getItem(KEY) || ""; } catch { /* as above */ }
  if (kept) { bodies.forEach((body) => fold(body, true)); }
  remember();
})();
