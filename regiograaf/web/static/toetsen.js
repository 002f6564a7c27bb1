"use strict";
// A key for every link or button that names one (data-toets), except while someone types, chooses or scrolls a box.
document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.altKey || e.metaKey || e.defaultPrevented) return;
  if (e.target.closest("input, textarea, select, [contenteditable], .tabelvak")) return;
  const doel = [...document.querySelectorAll("[data-toets]")].find((d) => d.dataset.toets === e.key);
  if (doel) { e.preventDefault(); doel.click(); }
});
