"use strict";
// Files and folders dropped on the form go the same way as chosen ones.
(() => {
  const vak = (e) => (e.target instanceof Element ? e.target.closest(".neerzetten") : null);
  const stil = (e) => { if (vak(e)) e.preventDefault(); };
  const stuur = (bestanden) => {
    const drager = new DataTransfer();
    bestanden.forEach((b) => drager.items.add(b));
    document.getElementById("bestanden").files = drager.files;
    if (bestanden.length) document.getElementById("ontvangen").requestSubmit();
    else window.regiograaf.meld("Hier zat geen bestand bij dat gelezen kan worden.");
  };
  const inMap = async (map) => {
    const lezer = map.createReader();
    const gevonden = [];
    for (;;) {
      const deel = await new Promise((klaar, fout) => lezer.readEntries(klaar, fout));
      if (!deel.length) return gevonden;
      for (const ingang of deel) gevonden.push(...(await bestandenVan(ingang)));
    }
  };
  const bestandenVan = (ingang) =>
    ingang.isDirectory ? inMap(ingang) : new Promise((klaar) => ingang.file((b) => klaar(b.name.startsWith(".") ? [] : [b]), () => klaar([])));

  document.addEventListener("dragover", (e) => { stil(e); vak(e)?.classList.add("boven"); });
  document.addEventListener("dragleave", (e) => vak(e)?.classList.remove("boven"));
  document.addEventListener("drop", async (e) => {
    const doel = vak(e);
    if (!doel) return;
    e.preventDefault();
    doel.classList.remove("boven");
    const ingangen = [...e.dataTransfer.items].map((i) => i.webkitGetAsEntry?.()).filter(Boolean);
    const los = [...e.dataTransfer.files];
    stuur(ingangen.length ? (await Promise.all(ingangen.map(bestandenVan))).flat() : los);
  });
})();
