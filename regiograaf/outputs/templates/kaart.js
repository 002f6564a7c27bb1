"use strict";
// Draws the loose map and fills its side panel. Document text is only ever set with textContent or drawn on the canvas.
(() => {
  const bron = JSON.parse(document.getElementById("gegevens").textContent);
  const { begrippen, knopen: vakken, pijlen, lijnen: lijndata, beweringen, kringen, paden, banden, breedtes } = bron.inhoud;
  const $ = (id) => document.getElementById(id);
  const knopen = new vis.DataSet(bron.knopen);
  const lijnen = new vis.DataSet(bron.lijnen);
  const netwerk = new vis.Network($("kaart"), { nodes: knopen, edges: lijnen }, JSON.parse(bron.opties));
  const FLETS = { vulling: "#fafbfc", lijn: "#dfe4e9", tekst: "#b9c1c9" };
  let gekozen = null; // {soort: "begrip" | "knoop" | "pijl" | "lijn" | "kring" | "pad", id}

  // ---- filter by document -------------------------------------------------------------------------------------
  const document_gekozen = () => $("document").value;
  const zichtbaar = (pijl) =>
    pijlen[pijl].beweringen.filter((n) => document_gekozen() === "" || beweringen[n].document === Number(document_gekozen()));
  const gewicht = (lijn) => {
    const eigen = lijndata[lijn].pijlen.flatMap(zichtbaar);
    if (lijndata[lijn].pijlen.length > 1) return Math.min(eigen.length, 1);
    return eigen.filter((n) => beweringen[n].aanvaard).length || eigen.length;
  };

  const paneel = window.kaartpaneel(bron.inhoud, { kies, zichtbaar });
  const { maak, knop } = paneel;

  // ---- what stands out and what fades -------------------------------------------------------------------------
  function uitgelicht() {
    if (!gekozen) return null;
    const { soort, id } = gekozen;
    const eigen = {
      kring: () => kringen[id].pijlen, pad: () => paden[id].pijlen, pijl: () => [id], lijn: () => lijndata[id].pijlen,
      begrip: () => paneel.pijlenVan(id), knoop: () => vakken[id].begrippen.flatMap(paneel.pijlenVan),
    }[soort]();
    const raak = new Set(eigen);
    const p = new Set(Object.keys(lijndata).filter((lijn) => lijndata[lijn].pijlen.some((pijl) => raak.has(pijl))));
    const b = new Set(soort === "begrip" ? [begrippen[id].knoop] : soort === "knoop" ? [id] : []);
    for (const lijn of p) b.add(lijndata[lijn].van).add(lijndata[lijn].naar);
    return { b, p };
  }

  function teken() {
    const licht = uitgelicht();
    const verbonden = new Set();
    lijnen.update(bron.lijnen.map((lijn) => {
      const n = gewicht(lijn.lijn);
      if (n) verbonden.add(lijndata[lijn.lijn].van).add(lijndata[lijn.lijn].naar);
      const dof = licht && !licht.p.has(lijn.lijn);
      return {
        id: lijn.id, hidden: n === 0, width: breedtes[Math.min(Math.max(n, 1), breedtes.length) - 1],
        color: dof ? { color: FLETS.lijn, hover: FLETS.lijn, opacity: 1 } : { color: lijn.color.color, hover: lijn.color.color, opacity: licht ? 1 : lijn.color.opacity }, font: { color: dof ? FLETS.lijn : "#a11d1d" },
      };
    }));
    const zelf = gekozen && { begrip: () => begrippen[gekozen.id].knoop, knoop: () => gekozen.id }[gekozen.soort]?.();
    knopen.update(bron.knopen.filter((knoop) => vakken[knoop.id]).map((knoop) => {
      const dof = (licht && !licht.b.has(knoop.id)) || (document_gekozen() !== "" && !verbonden.has(knoop.id));
      const kleur = dof ? { background: FLETS.vulling, border: FLETS.lijn } : knoop.color;
      return {
        id: knoop.id, borderWidth: zelf === knoop.id ? 4 : 1.5, font: { color: dof ? FLETS.tekst : "#1d2630" },
        color: { ...kleur, highlight: kleur, hover: kleur },
      };
    }));
    document.querySelectorAll("[data-soort]").forEach((b) =>
      b.setAttribute("aria-pressed", String(!!gekozen && gekozen.soort === b.dataset.soort && gekozen.id === Number(b.dataset.nummer))));
  }

  // ---- side panel ---------------------------------------------------------------------------------------------
  const uitleg = [...$("selectie").childNodes];

  function kies(soort, id) {
    gekozen = soort ? { soort, id } : null;
    $("selectie").replaceChildren(...(soort ? paneel[soort](id) : uitleg));
    document.querySelector("aside").scrollTop = 0;
    teken();
  }

  function toon(begrip) {
    kies("begrip", begrip);
    netwerk.focus(begrippen[begrip].knoop, { scale: Math.max(netwerk.getScale(), 0.7) });
  }

  // ---- the canvas ---------------------------------------------------------------------------------------------
  netwerk.on("beforeDrawing", (doek) => {
    doek.textAlign = "left";
    doek.textBaseline = "bottom";
    doek.font = "600 " + Math.max(22, 15 / netwerk.getScale()) + "px Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif";
    for (const [titel, x0, x1, y0, y1] of banden) {
      doek.fillStyle = "#f5f7f9";
      doek.fillRect(x0, y0, x1 - x0, y1 - y0);
      doek.fillStyle = "#5b6673";
      doek.fillText(titel, x0, y0 - 6);
    }
  });
  netwerk.on("click", ({ nodes, edges }) => {
    if (vakken[nodes[0]]) kies("knoop", nodes[0]);
    else if (edges.length) kies("lijn", lijnen.get(edges[0]).lijn);
    else kies(null);
  });

  // The whole map, or on a narrow screen its left part at a size that can be read.
  function pas(heleKaart) {
    if (!banden.length) return;
    const x0 = Math.min(...banden.map((b) => b[1])), x1 = Math.max(...banden.map((b) => b[2]));
    const y0 = Math.min(...banden.map((b) => b[3])) - 44, y1 = Math.max(...banden.map((b) => b[4]));
    const heel = Math.min($("kaart").clientWidth / (x1 - x0 + 80), $("kaart").clientHeight / (y1 - y0 + 50));
    const scale = !heleKaart && $("kaart").clientWidth < 700 ? Math.max(heel, 0.6) : Math.min(heel, 1.3);
    const breed = $("kaart").clientWidth / scale, hoog = $("kaart").clientHeight / scale;
    netwerk.moveTo({ position: { x: scale > heel ? x0 - 15 + breed / 2 : (x0 + x1) / 2, y: scale > heel && y1 - y0 > hoog ? y0 + hoog / 2 : (y0 + y1) / 2 }, scale });
  }

  function zoom(factor) {
    netwerk.moveTo({ scale: netwerk.getScale() * factor });
  }

  $("groter").addEventListener("click", () => zoom(1.25));
  $("kleiner").addEventListener("click", () => zoom(0.8));
  $("alles").addEventListener("click", () => pas(true));
  $("wis").addEventListener("click", () => { $("zoek").value = ""; netwerk.unselectAll(); kies(null); });
  $("document").addEventListener("change", () => (gekozen ? kies(gekozen.soort, gekozen.id) : teken()));
  document.addEventListener("keydown", (toets) => { if (toets.key === "Escape") $("wis").click(); });
  window.addEventListener("beforeprint", () => { $("tabel").open = true; netwerk.redraw(); pas(true); });

  // ---- lists and search ---------------------------------------------------------------------------------------
  const opNaam = Object.keys(begrippen).sort((x, y) => begrippen[x].label.localeCompare(begrippen[y].label, "nl"));
  for (const id of opNaam) {
    const keuze = maak("option");
    keuze.value = begrippen[id].label;
    $("namen").append(keuze);
    const regel = maak("li");
    regel.append(knop(begrippen[id].label + (paneel.getekend(id) ? "" : " (samengevouwen)"), () => toon(id)));
    $("begrippen").append(regel);
  }
  function lijst(soort, plek, teksten) {
    teksten.forEach((tekst, n) => {
      const regel = maak("li");
      const keuze = knop(tekst, () => (gekozen && gekozen.soort === soort && gekozen.id === n ? kies(null) : kies(soort, n)));
      Object.assign(keuze.dataset, { soort, nummer: n });
      regel.append(keuze);
      $(plek).append(regel);
    });
  }
  lijst("kring", "kringen", kringen.map((kring) => kring.keten.concat(kring.keten[0]).join(" → ")));
  lijst("pad", "paden", paden.map((pad) => paneel.keten(pad.begrippen)));
  function zoek() {
    const woord = $("zoek").value.trim().toLocaleLowerCase("nl");
    if (!woord) return;
    const namen = opNaam.map((id) => [id, begrippen[id].label.toLocaleLowerCase("nl")]);
    const raak = namen.find(([, naam]) => naam === woord) || namen.find(([, naam]) => naam.startsWith(woord)) || namen.find(([, naam]) => naam.includes(woord));
    if (raak) toon(raak[0]);
    else { kies(null); $("selectie").replaceChildren(maak("p", "Geen begrip gevonden met deze letters.")); }
  }
  $("zoek").addEventListener("change", zoek);

  if (!bron.knopen.length) $("selectie").replaceChildren(maak("p", "In deze weergave zijn geen beweringen: er is niets te tekenen."));
  netwerk.on("resize", () => requestAnimationFrame(() => pas(false)));
  teken();
  pas(false);
})();
