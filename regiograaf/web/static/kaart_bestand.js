"use strict";
// The map as a picture to keep: an SVG of what is drawn now with title, legend and what was filtered away; PNG is made from it.
(() => {
  const RUIMTE = "http://www.w3.org/2000/svg";
  const LETTERS = "Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif";
  const RAND = 24, REGEL = 22;

  function el(naam, eigenschappen, kinderen = []) {
    const element = document.createElementNS(RUIMTE, naam);
    for (const [sleutel, waarde] of Object.entries(eigenschappen)) element.setAttribute(sleutel, waarde);
    element.append(...kinderen);
    return element;
  }

  const tekst = (woorden, x, y, eigenschappen = {}) => el("text", { x, y, "font-family": LETTERS, "font-size": 14, fill: "#1d2630", ...eigenschappen }, [woorden]);

  function vak(knoop) {
    const { x, y } = knoop.position(), w = knoop.width(), h = knoop.height();
    const rand = knoop.hasClass("kop") || knoop.hasClass("band") ? {} : { stroke: knoop.style("border-color"), "stroke-width": parseFloat(knoop.style("border-width")) };
    if (knoop.style("border-style") === "dashed" && rand.stroke) rand["stroke-dasharray"] = "5 4";
    const delen = knoop.hasClass("kop") ? [] : [el("rect", { x: x - w / 2, y: y - h / 2, width: w, height: h, rx: knoop.data("rond"), fill: knoop.style("background-color"), ...rand })];
    if (knoop.hasClass("band")) return delen;
    const maat = parseFloat(knoop.style("font-size")), regels = knoop.data("tekst").split("\n");
    regels.forEach((regel, n) => delen.push(tekst(regel, x, y + (n - (regels.length - 1) / 2) * maat * 1.18 + maat * 0.35, {
      "text-anchor": "middle", "font-size": maat, fill: knoop.style("color"), "font-weight": knoop.hasClass("kop") ? 600 : 400 })));
    return delen;
  }

  // The way of a line as cytoscape drew it: straight, with bends, or curved.
  function weg(lijn) {
    const b = lijn.sourceEndpoint(), e = lijn.targetEndpoint();
    const punt = (p) => p.x.toFixed(1) + " " + p.y.toFixed(1);
    const bochten = lijn.segmentPoints(), bogen = lijn.controlPoints();
    if (bochten) return { pad: "M" + [b, ...bochten, e].map(punt).join(" L"), voor: bochten[bochten.length - 1] };
    if (bogen && bogen.length === 1) return { pad: "M" + punt(b) + " Q" + punt(bogen[0]) + " " + punt(e), voor: bogen[0] };
    if (bogen && bogen.length) return { pad: "M" + punt(b) + " C" + [...bogen, e].map(punt).join(" "), voor: bogen[bogen.length - 1] };
    return { pad: "M" + punt(b) + " L" + punt(e), voor: b };
  }

  function punt(e, voor, kleur, breedte) {
    const dx = e.x - voor.x, dy = e.y - voor.y, l = Math.hypot(dx, dy) || 1, n = 7 + 1.6 * breedte;
    const [ux, uy] = [dx / l, dy / l];
    const hoek = (s) => (e.x - ux * n - uy * s * n * 0.45).toFixed(1) + " " + (e.y - uy * n + ux * s * n * 0.45).toFixed(1);
    return el("path", { d: "M" + e.x.toFixed(1) + " " + e.y.toFixed(1) + " L" + hoek(1) + " L" + hoek(-1) + " Z", fill: kleur });
  }

  function pijl(lijn) {
    const { pad, voor } = weg(lijn), kleur = lijn.style("line-color"), breedte = parseFloat(lijn.style("width"));
    const streep = lijn.style("line-style") === "dashed" ? { "stroke-dasharray": lijn.pstyle("line-dash-pattern").value.join(" ") } : {};
    const delen = [el("path", { d: pad, fill: "none", stroke: kleur, "stroke-width": breedte, "stroke-linejoin": "round", opacity: lijn.style("opacity"), ...streep })];
    if (lijn.data("soort") !== "verband") delen.push(punt(lijn.targetEndpoint(), voor, kleur, breedte));
    const midden = lijn.midpoint();
    if (lijn.data("teken")) delen.push(tekst(lijn.data("teken"), midden.x, midden.y + 7, { "text-anchor": "middle", "font-size": 22, "font-weight": 700, fill: "#a11d1d", stroke: "#fff", "stroke-width": 4, "paint-order": "stroke" }));
    return delen;
  }

  // Words on lines of a number of characters.
  function breek(woorden, tekens) {
    const regels = [""];
    for (const woord of woorden.split(" ")) {
      if ((regels[regels.length - 1] + " " + woord).length > tekens) regels.push(woord);
      else regels[regels.length - 1] = (regels[regels.length - 1] + " " + woord).trim();
    }
    return regels;
  }

  function legenda({ legenda: { begrippen, pijlen, negatief }, uiterlijk }, x0, y0, breed) {
    const delen = [], stuk = 8.0;
    let x = x0, y = y0;
    const plaats = (naam, teken) => {
      const w = 44 + naam.length * stuk;
      if (x + w > x0 + breed && x > x0) { x = x0; y += REGEL; }
      delen.push(...teken(x, y), tekst(naam, x + 38, y + 5, { "font-size": 13 }));
      x += w;
    };
    for (const { naam, vulling, lijn, streep } of begrippen) plaats(naam, (a, b) => [el("rect", { x: a, y: b - 8, width: 28, height: 16, rx: 3, fill: vulling, stroke: lijn, "stroke-width": 1.5, ...(streep.length ? { "stroke-dasharray": "4 2" } : {}) })]);
    for (const soort of pijlen) {
      const { naam, lijn, streep } = uiterlijk.pijlen[soort];
      plaats(naam, (a, b) => [el("line", { x1: a, y1: b, x2: a + 30, y2: b, stroke: lijn, "stroke-width": 2.2, ...(streep.length ? { "stroke-dasharray": streep.join(" ") } : {}) }), ...(soort === "verband" ? [] : [punt({ x: a + 32, y: b }, { x: a, y: b }, lijn, 2)])]);
    }
    if (negatief) plaats("meer van het een is minder van het ander", (a, b) => [tekst("−", a + 10, b + 7, { "font-size": 20, "font-weight": 700, fill: "#a11d1d" })]);
    return { delen, onder: y };
  }

  // Title and what was filtered away, above a height; where the page itself says so the picture need not.
  function opschrift({ titel, onderschrift }, x, onder, breed) {
    const zinnen = onderschrift.flatMap((zin) => breek(zin, Math.floor(breed / 7)));
    const boven = onder - 26 - zinnen.length * 18;
    const regels = zinnen.map((regel, n) => tekst(regel, x, boven + 26 + n * 18, { "font-size": 13, fill: "#55606c" }));
    return { delen: [tekst(titel, x, boven, { "font-size": 26, "font-weight": 700 }), ...regels], boven: boven - 26 };
  }

  function svg(cy, inhoud, { metKop = true } = {}) {
    const b = cy.elements().boundingBox(), breed = Math.max(b.w, 760);
    const kop = metKop ? opschrift(inhoud, b.x1, b.y1, breed) : { delen: [], boven: b.y1 };
    const onder = legenda(inhoud, b.x1, b.y2 + 34, breed);
    const x0 = b.x1 - RAND, y0 = kop.boven - RAND, w = breed + 2 * RAND, h = onder.onder + 14 + RAND - y0;
    const delen = [...cy.nodes(".band").toArray().flatMap(vak), ...cy.edges().toArray().flatMap(pijl), ...cy.nodes().not(".band").toArray().flatMap(vak)];
    return el("svg", { xmlns: RUIMTE, viewBox: [x0, y0, w, h].map((n) => n.toFixed(1)).join(" "), width: Math.round(w), height: Math.round(h) }, [
      el("title", {}, [inhoud.titel]), el("rect", { x: x0, y: y0, width: w, height: h, fill: "#fff" }), ...kop.delen, ...delen, ...onder.delen]);
  }

  const alsTekst = (plaatje) => '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(plaatje);

  function bewaar(blob, naam) {
    const koppeling = document.createElement("a");
    koppeling.href = URL.createObjectURL(blob);
    koppeling.download = naam;
    koppeling.click();
    setTimeout(() => URL.revokeObjectURL(koppeling.href), 10000);
  }

  const adres = (plaatje) => URL.createObjectURL(new Blob([alsTekst(plaatje)], { type: "image/svg+xml" }));

  async function alsPng(plaatje) {
    const beeld = new Image(), bron = adres(plaatje);
    beeld.src = bron;
    await beeld.decode();
    // Twice the size for a sharp print, within what every browser can hold.
    const schaal = Math.min(2, 12000 / Math.max(beeld.width, beeld.height));
    const doek = document.createElement("canvas");
    doek.width = Math.round(beeld.width * schaal);
    doek.height = Math.round(beeld.height * schaal);
    doek.getContext("2d").drawImage(beeld, 0, 0, doek.width, doek.height);
    URL.revokeObjectURL(bron);
    return new Promise((klaar) => { doek.toBlob(klaar, "image/png"); });
  }

  window.kaartbestand = {
    svg: (cy, inhoud, naam) => bewaar(new Blob([alsTekst(svg(cy, inhoud))], { type: "image/svg+xml" }), naam + ".svg"),
    png: async (cy, inhoud, naam) => bewaar(await alsPng(svg(cy, inhoud)), naam + ".png"),
    // For print: the whole map, sharp at any size; the page itself holds the heading.
    afdruk: (cy, inhoud) => svg(cy, inhoud, { metKop: false }),
  };
})();
