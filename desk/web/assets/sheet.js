// Brings the place that was asked for into view.
"use strict";
(function () {
  const sheet = document.querySelector("[data-sheet]");
  const place = sheet && (sheet.querySelector(".spot-mark") || sheet.querySelector(".spot-hit"));
  if (place) { place.scrollIntoView({ block: "center" }); }
})();
