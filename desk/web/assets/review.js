// Judges by keys: y confirm, n reject, r re-assign, arrows to the next and back, u undo. Each presses what stands on the page.
"use strict";
(function () {
  const form = document.querySelector("form[data-judge]");
  const select = form && form.querySelector("select[data-key]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) { return; }
    const focus = document.activeElement;
    const isWriting = focus && (focus.matches("select, textarea") || focus.matches("input:not([type=hidden])"));
    if (isWriting) {
      if (event.key === "Escape") { focus.blur(); }
      if (event.key === "Enter" && focus === select) {
        event.preventDefault();
        form.querySelector("button[value=reassign]").click();
      }
      return;
    }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const found = Array.from(document.querySelectorAll("[data-key]")).find((one) => one.dataset.key === key);
    if (!found) { return; }
    event.preventDefault();
    if (found === select) { found.focus(); } else { found.click(); }
  });
})();
