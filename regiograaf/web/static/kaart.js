"use strict";
// The page of the map: what is chosen, its side panel, the lists, search, and the files to keep.
(async () => {
  const inhoud = JSON.parse(document.getElementById("gegevens").textContent);
  const { begrippen, knopen, pijlen, lijnen, kringen, paden } = inhoud;
  const $ = (id) => document.getElementById(id);
  let tekening = null;
  let gekozen = null; // {soort: "begrip" | "knoop" | "pijl" | "lijn" | "kring" | "pad", id}

  // ---- links to other views of the map ------------------------------------------------------------------------
  function weergave(anders) {
    const vraag = new URLSearchParams(inhoud.vraag);
    for (const [sleutel, waarde] of Object.entries(anders)) { if (waarde === "") vraag.delete(sleutel); else vraag.set(sleutel, waarde); }
    return "/kaart?" + vraag;
  }

  function volgen(id) {
    const iri = begrippen[id].iri;
    const spoor = (richting) => weergave({ spoor: iri, richting, van: "", naar: "", kring: "" });
    const vak = maak("p", undefined, "volgen");
    vak.append(paneel.koppeling("Wat leidt hiertoe", spoor("stroomop")), paneel.koppeling("Wat volgt hieruit", spoor("stroomaf")),
      paneel.koppeling("Pad van hier", weergave({ van: iri, spoor: "", kring: "" })), paneel.koppeling("Pad naar hier", weergave({ naar: iri, spoor: "", kring: "" })));
    if (!iri.includes("/bewering/")) vak.append(paneel.koppeling("Naar het begrip", "/begrip?iri=" + encodeURIComponent(iri)));
    return vak;
  }

  function alleenKring(kring) {
    const vak = maak("p");
    const anders = { kring: kring.id, spoor: "", van: "", naar: "" };
    if (kring.wacht) anders.ook_ter_beoordeling = "ja";
    vak.append(paneel.koppeling(kring.wacht ? "Alleen deze kring, ook wat wacht op beoordeling" : "Alleen deze kring", weergave(anders)));
    return vak;
  }

  function openvouwen(kolom) {
    const vak = maak("p");
    vak.append(paneel.koppeling("Geef deze kolom eerst plaats", weergave({ open_gevouwen: kolom })));
    return vak;
  }

  const paneel = window.kaartpaneel(inhoud, {
    kies, volgen, alleenKring, openvouwen,
    zichtbaar: (pijl) => pijlen[pijl].beweringen,
    plaats: (document_, b, pagina) => "/document/" + encodeURIComponent(document_.id) + "?bladzijde=" + pagina + (b ? "#" + encodeURIComponent(b.id) : ""),
    bewering: (b) => "/bewering/" + encodeURIComponent(b.id),
  });
  const { maak, knop } = paneel;
  const uitleg = [...$("selectie").childNodes];

  // ---- what is chosen stands out ------------------------------------------------------------------------------
  function uitgelicht() {
    if (!gekozen) return null;
    const { soort, id } = gekozen;
    const raak = new Set({
      kring: () => kringen[id].pijlen, pad: () => paden[id].pijlen, pijl: () => [id], lijn: () => lijnen[id].pijlen,
      begrip: () => paneel.pijlenVan(id), knoop: () => knopen[id].begrippen.flatMap(paneel.pijlenVan),
    }[soort]());
    const licht = { lijnen: new Set(Object.keys(lijnen).filter((l) => lijnen[l].pijlen.some((p) => raak.has(p)))), knopen: new Set(zelf()) };
    for (const l of licht.lijnen) licht.knopen.add(lijnen[l].van).add(lijnen[l].naar);
    return licht;
  }

  const zelf = () => (gekozen && { begrip: () => [begrippen[gekozen.id].knoop], knoop: () => [gekozen.id] }[gekozen.soort]?.()) || [];

  function kies(soort, id) {
    gekozen = soort ? { soort, id } : null;
    $("selectie").replaceChildren(...(soort ? paneel[soort](id) : uitleg));
    $("selectie").parentElement.scrollTop = 0;
    tekening?.belicht(uitgelicht(), zelf());
    document.querySelectorAll("[data-soort]").forEach((b) => b.setAttribute("aria-pressed", String(!!gekozen && gekozen.soort === b.dataset.soort && gekozen.id === Number(b.dataset.nummer))));
  }

  function toon(begrip) {
    kies("begrip", begrip);
    tekening?.naar(begrippen[begrip].knoop);
  }

  // ---- lists, table and search --------------------------------------------------------------------------------
  const opNaam = Object.keys(begrippen).sort((x, y) => begrippen[x].label.localeCompare(begrippen[y].label, "nl"));
  $("begrippen").parentElement.addEventListener("toggle", () => {
    for (const id of opNaam) {
      const regel = maak("li");
      regel.append(knop(begrippen[id].label + (paneel.getekend(id) ? "" : " (samengevouwen)"), () => toon(id)));
      $("begrippen").append(regel);
    }
  }, { once: true });
  function lijst(soort, plek, teksten) {
    teksten.forEach((tekst, n) => {
      const keuze = knop(tekst, () => (gekozen && gekozen.soort === soort && gekozen.id === n ? kies(null) : kies(soort, n)));
      Object.assign(keuze.dataset, { soort, nummer: n });
      keuze.setAttribute("aria-pressed", "false");
      const regel = maak("li");
      regel.append(keuze);
      $(plek).append(regel);
    });
  }
  lijst("kring", "kringen", kringen.map((kring) => kring.keten.concat(kring.keten[0]).join(" → ")));
  lijst("pad", "paden", paden.map((pad) => paneel.keten(pad.begrippen)));
  for (const b of document.querySelectorAll("[data-pijl]")) {
    b.addEventListener("click", () => { kies("pijl", b.dataset.pijl); $("selectie").focus(); });
  }
  $("zoek").addEventListener("change", () => {
    const woord = $("zoek").value.trim().toLocaleLowerCase("nl");
    if (!woord) return;
    const namen = opNaam.map((id) => [id, begrippen[id].label.toLocaleLowerCase("nl")]);
    const raak = namen.find(([, naam]) => naam === woord) || namen.find(([, naam]) => naam.startsWith(woord)) || namen.find(([, naam]) => naam.includes(woord));
    if (raak) toon(raak[0]);
    else { kies(null); $("selectie").replaceChildren(maak("p", "Geen begrip op deze kaart met deze letters.")); }
  });
  // A form that is sent half filled in asks only what is filled in.
  $("filters").addEventListener("submit", () => {
    for (const veld of $("filters").elements) if (veld.name && ["", veld.dataset.standaard].includes(veld.value)) veld.disabled = true;
    if ([...$("filters").elements.soort].every((vink) => vink.checked)) for (const vink of $("filters").elements.soort) vink.disabled = true;
  });

  // ---- the drawing --------------------------------------------------------------------------------------------
  if (!Object.keys(knopen).length) {
    $("bezig").textContent = "In deze weergave zijn geen beweringen: er is niets te tekenen.";
    $("kaart").dataset.kaart = "getekend";
    return;
  }
  const indeling = await window.kaartindeling(inhoud).catch(() => null);
  if (!indeling) {
    $("bezig").textContent = "De kaart kon niet getekend worden. De tabel hieronder bevat dezelfde pijlen; met ‘Als los bestand’ is de kaart wel te zien.";
    return;
  }
  tekening = window.kaarttekening($("kaart"), inhoud, indeling);
  const { cy } = tekening;
  // On a narrow screen the panel is below the map.
  const gekozenOpKaart = (soort, id) => { kies(soort, id); if (window.innerWidth <= 820) $("selectie").scrollIntoView(); };
  cy.on("tap", "node[uiterlijk]", (e) => gekozenOpKaart("knoop", e.target.id()));
  cy.on("tap", "edge", (e) => gekozenOpKaart("lijn", e.target.id()));
  cy.on("tap", (e) => { if (e.target === cy) kies(null); });
  const bestandsnaam = inhoud.titel.replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase();
  const handelingen = {
    groter: () => tekening.zoom(1.25), kleiner: () => tekening.zoom(0.8), alles: () => tekening.pas(true),
    wis: () => { $("zoek").value = ""; kies(null); },
    png: () => window.kaartbestand.png(cy, inhoud, bestandsnaam), svg: () => window.kaartbestand.svg(cy, inhoud, bestandsnaam),
  };
  for (const [id, doe] of Object.entries(handelingen)) $(id).addEventListener("click", doe);
  $("kaart").addEventListener("keydown", (toets) => {
    const schuif = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[toets.key];
    if (schuif) { cy.panBy({ x: schuif[0], y: schuif[1] }); toets.preventDefault(); }
    else if (toets.key === "+" || toets.key === "=") tekening.zoom(1.25);
    else if (toets.key === "-") tekening.zoom(0.8);
  });
  document.addEventListener("keydown", (toets) => { if (toets.key === "Escape") kies(null); });
  window.addEventListener("resize", () => tekening.pas(false));
  window.addEventListener("beforeprint", () => {
    const plaatje = window.kaartbestand.afdruk(cy, inhoud);
    plaatje.id = "afdruk";
    $("afdruk")?.remove();
    $("kaart").after(plaatje);
  });
  $("bezig").remove();
  tekening.pas(false);
  $("kaart").dataset.kaart = "getekend";
})();
