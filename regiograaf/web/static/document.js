"use strict";
// Choosing a claim in the text, in the list or by its address: it is marked everywhere and its card comes at the side.
(() => {
  const doc = document.querySelector(".document");
  const alle = (vraag) => document.querySelectorAll(vraag);

  const markeer = (nummers, soort) => {
    for (const e of alle(".gekozen")) e.classList.remove("gekozen");
    for (const n of nummers) for (const e of alle(`[data-${soort}~="${n}"]`)) e.classList.add("gekozen");
  };
  const merken = (nummers) => nummers.map((n) => document.querySelector(`.nr[data-b="${n}"][data-hash]`)).filter(Boolean);
  const kies = (nummers, { schuif = false } = {}) => {
    markeer(nummers, "b");
    const hashes = merken(nummers).map((m) => m.dataset.hash);
    if (!hashes.length) return;
    if (schuif) merken(nummers)[0].scrollIntoView({ block: "center" });
    const vraag = hashes.map((h) => "bewering=" + encodeURIComponent(h)).join("&");
    htmx.ajax("GET", `${doc.dataset.adres}/kaart?${vraag}`, { target: "#kaart", swap: "innerHTML" });
    history.replaceState(null, "", "#" + hashes[0]);
  };
  const uitAdres = () => {
    const merk = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (merk && merk.dataset.b) kies([merk.dataset.b], { schuif: true });
  };

  document.addEventListener("click", (e) => {
    if (e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
    const doel = e.target.closest("[data-b], [data-v]");
    if (!doel) return;
    if (doel.matches("a")) {
      e.preventDefault();
      kies([doel.dataset.b], { schuif: !doel.classList.contains("merk") });
    } else if (doel.dataset.b && !(doel.classList.contains("stuk") && getSelection().toString())) {
      kies(doel.dataset.b.split(" "));
    } else if (doel.dataset.v && doel.matches("button")) {
      markeer([doel.dataset.v], "v");
      document.querySelector(`.stuk[data-v~="${doel.dataset.v}"]`)?.scrollIntoView({ block: "center" });
    }
  });
  addEventListener("hashchange", uitAdres);
  uitAdres();
})();
