"use strict";
// The key of the session with every htmx request, a word to the user when a request fails, and a chosen file sent at once.
(() => {
  const sleutel = document.querySelector('meta[name="sleutel"]').content;
  const meld = (tekst) => { document.getElementById("melding").textContent = tekst; };
  document.addEventListener("htmx:configRequest", (e) => { e.detail.headers["X-Sleutel"] = sleutel; });
  document.addEventListener("htmx:sendError", () => meld("De werkbank antwoordt niet meer. Is het venster waarin hij draait gesloten?"));
  document.addEventListener("htmx:responseError", (e) => {
    const deel = new DOMParser().parseFromString(e.detail.xhr.responseText, "text/html").querySelector(".fout");
    meld(deel ? deel.textContent : e.detail.xhr.responseText);
  });
  document.addEventListener("htmx:beforeRequest", () => meld(""));
  document.addEventListener("change", (e) => { if (e.target.matches("[data-direct]") && e.target.files.length) e.target.form.requestSubmit(); });
  window.regiograaf = { sleutel, meld };
})();
