"use strict";
// Draws the map and fills the side panel. Document text is only ever set with textContent or drawn on the canvas.
(() => {
  const bron = JSON.parse(document.getElementById("gegevens").textContent);
  const { begrippen, pijlen, beweringen, documenten, kringen, banden, breedtes } = bron.inhoud;
  const $ = (id) => document.getElementById(id);
  const knopen = new vis.DataSet(bron.knopen);
  const lijnen = new vis.DataSet(bron.lijnen);
  const netwerk = new vis.Network($("kaart"), { nodes: knopen, edges: lijnen }, JSON.parse(bron.opties));
  const FLETS = { vulling: "#fafbfc", lijn: "#dfe4e9", tekst: "#b9c1c9" };
  let gekozen = null; // {soort: "begrip" | "pijl" | "kring", id}

  function maak(naam, tekst, klasse) {
    const element = document.createElement(naam);
    if (tekst !== undefined) element.textContent = tekst;
    if (klasse) element.className = klasse;
    return element;
  }

  function knop(tekst, doe, klasse) {
    const element = maak("button", tekst, klasse);
    element.type = "button";
    element.addEventListener("click", doe);
    return element;
  }

  const meervoud = (n) => (n === 1 ? "1 bewering" : n + " beweringen");

  // ---- filter by document -------------------------------------------------------------------------------------
  const document_gekozen = () => $("document").value;
  const zichtbaar = (pijl) =>
    pijlen[pijl].beweringen.filter((n) => document_gekozen() === "" || beweringen[n].document === Number(document_gekozen()));

  // ---- what stands out and what fades -------------------------------------------------------------------------
  function uitgelicht() {
    if (!gekozen) return null;
    if (gekozen.soort === "kring") return { b: new Set(kringen[gekozen.id].keten), p: new Set(kringen[gekozen.id].pijlen) };
    const p = gekozen.soort === "pijl" ? [gekozen.id] : pijlenVan(gekozen.id);
    const b = new Set(gekozen.soort === "begrip" ? [gekozen.id] : []);
    for (const id of p) b.add(pijlen[id].van).add(pijlen[id].naar);
    return { b, p: new Set(p) };
  }

  const pijlenVan = (begrip) => Object.keys(pijlen).filter((id) => (pijlen[id].van === begrip || pijlen[id].naar === begrip) && zichtbaar(id).length);

  function teken() {
    const licht = uitgelicht();
    const verbonden = new Set();
    lijnen.update(bron.lijnen.map((lijn) => {
      const n = zichtbaar(lijn.pijl).length;
      if (n) verbonden.add(lijn.from).add(lijn.to);
      const dof = licht && !licht.p.has(lijn.pijl);
      return {
        id: lijn.id, hidden: n === 0, width: breedtes[Math.min(Math.max(n, 1), breedtes.length) - 1],
        color: dof ? { color: FLETS.lijn, hover: FLETS.lijn, opacity: 1 } : { color: lijn.color.color, hover: lijn.color.color, opacity: licht ? 1 : lijn.color.opacity }, font: { color: dof ? FLETS.lijn : "#a11d1d" },
      };
    }));
    knopen.update(bron.knopen.filter((knoop) => begrippen[knoop.id]).map((knoop) => {
      const dof = (licht && !licht.b.has(knoop.id)) || (document_gekozen() !== "" && !verbonden.has(knoop.id));
      const kleur = dof ? { background: FLETS.vulling, border: FLETS.lijn } : knoop.color;
      const zelf = gekozen && gekozen.soort === "begrip" && gekozen.id === knoop.id;
      return {
        id: knoop.id, borderWidth: zelf ? 4 : 1.5, font: { color: dof ? FLETS.tekst : "#1d2630" },
        color: { ...kleur, highlight: kleur, hover: kleur },
      };
    }));
    document.querySelectorAll("#kringen button").forEach((b, n) => b.setAttribute("aria-pressed", String(!!gekozen && gekozen.soort === "kring" && gekozen.id === n)));
  }

  // ---- side panel ---------------------------------------------------------------------------------------------
  function bewering(nummer, soort) {
    const b = beweringen[nummer];
    const vak = maak("div", undefined, "bewering " + soort);
    vak.append(maak("div", documenten[b.document] + ", p. " + b.paginas.join(", "), "bron"));
    for (const citaat of b.citaten) vak.append(maak("blockquote", "‘" + citaat.tekst + "’" + (b.paginas.length > 1 ? " (p. " + citaat.pagina + ")" : "")));
    const lijst = maak("dl");
    const rij = (naam, waarde) => { if (waarde !== "") lijst.append(maak("dt", naam), maak("dd", waarde)); };
    rij("oorzaak", b.oorzaaktekst);
    rij("gevolg", b.gevolgtekst);
    rij("signaalwoord", b.signaalwoord);
    rij("regel", b.regel);
    rij("zekerheid", b.zekerheid);
    rij("geloof", b.geloof.toLocaleString("nl-NL", { minimumFractionDigits: 2 }));
    rij("status", b.status);
    rij("paragraaf", b.paragraaf);
    vak.append(lijst);
    return vak;
  }

  function pijlkop(id) {
    const kop = maak("h3");
    const { van, naar, werkwoord, teken: min } = pijlen[id];
    kop.append(knop(begrippen[van].label, () => kies("begrip", van), "tekst"), " " + werkwoord + (min ? " (" + min + ")" : "") + " ",
      knop(begrippen[naar].label, () => kies("begrip", naar), "tekst"), ": " + meervoud(zichtbaar(id).length));
    return kop;
  }

  const inhoud = {
    begrip(id) {
      const b = begrippen[id];
      const invloed = b.rol === "oorzaak" ? (b.invloed === "onbepaald" ? ", invloed onbepaald" : ", " + b.invloed) : "";
      const delen = [maak("h2", b.label), maak("p", b.rol + invloed + (b.dimensie ? ", " + b.dimensie : "") + (b.getekend ? "" : " (niet op de kaart getekend)"), "stil")];
      for (const zin of b.bevindingen) delen.push(maak("p", "Bevinding: " + zin));
      const eigen = pijlenVan(id).sort((x, y) => zichtbaar(y).length - zichtbaar(x).length);
      if (!eigen.length) delen.push(maak("p", "Geen beweringen in dit document."));
      for (const pijl of eigen) delen.push(pijlkop(pijl), ...zichtbaar(pijl).map((n) => bewering(n, pijlen[pijl].soort)));
      return delen;
    },
    pijl(id) {
      const p = pijlen[id];
      return [maak("h2", begrippen[p.van].label + " " + p.werkwoord + " " + begrippen[p.naar].label), pijlkop(id), ...zichtbaar(id).map((n) => bewering(n, p.soort))];
    },
    kring(n) {
      const k = kringen[n];
      const delen = [maak("h2", k.keten.concat(k.keten[0]).map((b) => begrippen[b].label).join(" → ")), maak("p", k.soort + (k.te_bevestigen ? ", te bevestigen" : ""), "stil"), maak("p", k.uitleg)];
      const weg = k.onbekend + k.keten.filter((b) => !begrippen[b].getekend).length;
      if (weg) delen.push(maak("p", (weg === 1 ? "1 begrip van deze kring staat" : weg + " begrippen van deze kring staan") + " niet op de kaart.", "stil"));
      for (const bewijs of k.bewijs) {
        const vak = maak("div", undefined, "bewering");
        vak.append(maak("div", bewijs.document + ", p. " + bewijs.pagina, "bron"), maak("blockquote", "‘" + bewijs.tekst + "’"));
        delen.push(vak);
      }
      return delen;
    },
  };
  const uitleg = [...$("selectie").childNodes];

  function kies(soort, id) {
    gekozen = soort ? { soort, id } : null;
    $("selectie").replaceChildren(...(soort ? inhoud[soort](id) : uitleg));
    document.querySelector("aside").scrollTop = 0;
    teken();
  }

  function toon(begrip) {
    kies("begrip", begrip);
    if (begrippen[begrip].getekend) netwerk.focus(begrip, { scale: Math.max(netwerk.getScale(), 0.7) });
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
    if (begrippen[nodes[0]]) kies("begrip", nodes[0]);
    else if (edges.length) kies("pijl", lijnen.get(edges[0]).pijl);
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
    regel.append(knop(begrippen[id].label + (begrippen[id].getekend ? "" : " (niet getekend)"), () => toon(id)));
    $("begrippen").append(regel);
  }
  kringen.forEach((kring, n) => {
    const regel = maak("li");
    regel.append(knop(kring.keten.concat(kring.keten[0]).map((b) => begrippen[b].label).join(" → "), () => (gekozen && gekozen.soort === "kring" && gekozen.id === n ? kies(null) : kies("kring", n))));
    $("kringen").append(regel);
  });
  function zoek() {
    const woord = $("zoek").value.trim().toLocaleLowerCase("nl");
    if (!woord) return;
    const namen = opNaam.map((id) => [id, begrippen[id].label.toLocaleLowerCase("nl")]);
    const raak = namen.find(([, naam]) => naam === woord) || namen.find(([, naam]) => naam.startsWith(woord)) || namen.find(([, naam]) => naam.includes(woord));
    if (raak) toon(raak[0]);
    else { kies(null); $("selectie").replaceChildren(maak("p", "Geen begrip gevonden met deze letters.")); }
  }
  $("zoek").addEventListener("change", zoek);

  if (!bron.knopen.length) $("selectie").replaceChildren(maak("p", "Geen beweringen gevonden: er is niets te tekenen."));
  netwerk.on("resize", () => requestAnimationFrame(() => pas(false)));
  teken();
  pas(false);
})();
