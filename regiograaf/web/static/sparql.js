"use strict";
// The editor: line numbers, Ctrl+Enter, and a button that stops the question that runs.
(() => {
  const vorm = document.getElementById("vraagvorm");
  const tekst = document.getElementById("tekst");
  const nummers = document.querySelector(".nummers");
  const stop = document.getElementById("stop");
  const bezig = document.getElementById("bezig");
  const { sleutel, meld } = window.regiograaf;

  const tel = () => {
    const regels = tekst.value.split("\n").length;
    nummers.textContent = Array.from({ length: regels }, (_, n) => n + 1).join("\n");
    nummers.scrollTop = tekst.scrollTop;
  };
  tekst.addEventListener("input", tel);
  tekst.addEventListener("scroll", () => { nummers.scrollTop = tekst.scrollTop; });
  tel();

  tekst.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); vorm.requestSubmit(); }
  });

  // The button for a file sends the form as an ordinary page does: the browser keeps what comes.
  vorm.querySelector("[data-bestand]").addEventListener("click", (e) => {
    e.preventDefault();
    if (!vorm.reportValidity()) return;
    const kopie = vorm.cloneNode(true);
    for (const naam of ["hx-post", "hx-target", "hx-indicator", "id"]) kopie.removeAttribute(naam);
    kopie.querySelector("textarea").value = tekst.value;
    kopie.action = "/sparql/bestand";
    kopie.hidden = true;
    document.body.append(kopie);
    kopie.submit();
    kopie.remove();
  });

  document.addEventListener("htmx:configRequest", (e) => {
    if (e.target !== vorm) return;
    const getallen = crypto.getRandomValues(new Uint32Array(4));
    vorm.elements.nummer.value = e.detail.parameters.nummer = Array.from(getallen, (n) => n.toString(16)).join("");
  });
  document.addEventListener("htmx:beforeRequest", (e) => {
    if (e.target !== vorm) return;
    stop.hidden = false;
    bezig.textContent = "De vraag loopt…";
  });
  document.addEventListener("htmx:afterRequest", (e) => {
    if (e.target !== vorm) return;
    stop.hidden = true;
    bezig.textContent = "";
  });
  stop.addEventListener("click", () => {
    const gegevens = new URLSearchParams({ nummer: vorm.elements.nummer.value });
    fetch("/sparql/stop", { method: "POST", body: gegevens, headers: { "X-Sleutel": sleutel } }).catch(() => meld("Stoppen lukte niet."));
  });
})();
