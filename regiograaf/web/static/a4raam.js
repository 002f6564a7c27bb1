"use strict";
// The frame of the A4 is as tall as what it shows: the page scrolls, not a box within it.
for (const raam of document.querySelectorAll("iframe.a4")) {
  const pas = () => {
    const blad = raam.contentDocument && raam.contentDocument.documentElement;
    if (blad && raam.contentDocument.body) raam.style.height = `${Math.min(blad.offsetHeight + 2, 6000)}px`;
  };
  raam.addEventListener("load", pas);
  window.addEventListener("resize", pas);
  pas();
}
