"use strict";
// The drawing: boxes and lines where the layout put them, and which of them stand out.
(() => {
  const LETTERS = "Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif";
  const AFRONDING = { maatregel: 1, knelpunt: 1, effect: 16 };

  function stijl({ uiterlijk }) {
    const regels = [
      { selector: "node", style: {
        label: "data(tekst)", "text-wrap": "wrap", "text-max-width": 400, "text-valign": "center", "text-halign": "center", "font-family": LETTERS, "font-size": 14,
        color: "#1d2630", width: "data(width)", height: "data(height)", shape: "round-rectangle", "corner-radius": "data(rond)", "border-width": 1.5, "overlay-opacity": 0, "z-index-compare": "manual", "z-index": 3 } },
      { selector: "node[kolom = 'knelpunt']", style: { "border-width": 2.5 } },
      { selector: "node.band", style: { "background-color": "#f5f7f9", "border-width": 0, "corner-radius": 8, events: "no", "z-index": 0, label: "" } },
      { selector: "node.kop", style: { "background-opacity": 0, "border-width": 0, "font-size": 22, "font-weight": 600, color: "#55606c", events: "no", "text-halign": "center" } },
      { selector: "edge", style: {
        width: "data(breedte)", "curve-style": "bezier", "target-arrow-shape": "triangle", "arrow-scale": 1.1, label: "data(teken)", "font-size": 22, "font-weight": 700,
        color: "#a11d1d", "text-background-color": "#fff", "text-background-opacity": 1, "overlay-opacity": 0, "loop-direction": "0deg", "loop-sweep": "-40deg", "control-point-step-size": 48, "z-index-compare": "manual", "z-index": 1 } },
      { selector: "edge[soort = 'verband']", style: { "target-arrow-shape": "none" } },
      { selector: "edge.samen", style: { opacity: 0.45 } },
      { selector: "edge.route", style: {
        "curve-style": "round-segments", "edge-distances": "endpoints", "source-endpoint": "data(begin)", "target-endpoint": "data(eind)",
        "segment-distances": "data(afstanden)", "segment-weights": "data(gewichten)", "segment-radii": 7 } },
      { selector: "edge.recht", style: { "curve-style": "straight", "source-endpoint": "data(begin)", "target-endpoint": "data(eind)" } },
    ];
    for (const [naam, { vulling, lijn, streep }] of Object.entries(uiterlijk.begrippen)) {
      regels.push({ selector: "node[uiterlijk = '" + naam + "']", style: { "background-color": vulling, "border-color": lijn, "border-style": streep.length ? "dashed" : "solid" } });
    }
    for (const [naam, { lijn, streep }] of Object.entries(uiterlijk.pijlen)) {
      const streepstijl = streep.length ? { "line-style": "dashed", "line-dash-pattern": streep } : {};
      regels.push({ selector: "edge[uiterlijk = '" + naam + "']", style: { "line-color": lijn, "target-arrow-color": lijn, ...streepstijl } });
    }
    regels.push(
      { selector: "node.dof", style: { opacity: 0.25 } }, { selector: "edge.dof", style: { opacity: 0.12 } },
      { selector: "node.gekozen", style: { "border-width": 4, "border-color": "#c77700", "border-style": "solid" } },
      { selector: "edge.licht", style: { "z-index": 2, opacity: 1 } });
    return regels;
  }

  // Cytoscape wants bends as (how far along, how far beside) the line from begin to end.
  function bochten(route, van, naar) {
    const [b, e] = [route[0], route[route.length - 1]];
    const dx = e.x - b.x, dy = e.y - b.y, lengte2 = dx * dx + dy * dy || 1, lengte = Math.sqrt(lengte2);
    const midden = route.slice(1, -1);
    return {
      begin: (b.x - van.x) + "px " + (b.y - van.y) + "px", eind: (e.x - naar.x) + "px " + (e.y - naar.y) + "px",
      gewichten: midden.map((p) => ((p.x - b.x) * dx + (p.y - b.y) * dy) / lengte2),
      afstanden: midden.map((p) => ((p.y - b.y) * dx - (p.x - b.x) * dy) / lengte),
    };
  }

  function banden({ knopen, koppen }, plek) {
    const delen = [];
    const onder = Math.max(...Object.values(plek).map((p) => p.y + p.height / 2)) + 22, boven = Math.min(...Object.values(plek).map((p) => p.y - p.height / 2)) - 22;
    for (const [kolom, titel] of koppen) {
      const eigen = Object.keys(knopen).filter((id) => knopen[id].kolom === kolom).map((id) => plek[id]);
      if (!eigen.length) continue;
      const x0 = Math.min(...eigen.map((p) => p.x - p.width / 2)) - 12, x1 = Math.max(...eigen.map((p) => p.x + p.width / 2)) + 12;
      delen.push({ group: "nodes", classes: "band", data: { id: "band-" + kolom, width: x1 - x0, height: onder - boven, rond: 8 }, position: { x: (x0 + x1) / 2, y: (onder + boven) / 2 } });
      delen.push({ group: "nodes", classes: "kop", data: { id: "kop-" + kolom, tekst: titel, width: 180, height: 30, rond: 1 }, position: { x: (x0 + x1) / 2, y: boven - 22 } });
    }
    return delen;
  }

  function elementen(inhoud, { plek, route, einden }) {
    const { knopen, lijnen, breedtes } = inhoud;
    const vakken = Object.entries(knopen).map(([id, k]) => ({
      group: "nodes", data: { id, tekst: k.regels.join("\n"), kolom: k.kolom, uiterlijk: k.uiterlijk, width: plek[id].width, height: plek[id].height, rond: AFRONDING[k.kolom] || 6 },
      position: { x: plek[id].x, y: plek[id].y },
    }));
    const pijlen = Object.entries(lijnen).map(([id, l]) => {
      const [van, naar] = einden[id];
      const loopt = van !== naar && route[id];
      return {
        group: "edges", classes: (loopt ? (route[id].length > 2 ? "route" : "recht") : "") + (l.pijlen.length > 1 ? " samen" : ""),
        data: { id, source: van, target: naar, soort: l.soort, uiterlijk: l.uiterlijk, teken: l.teken, breedte: breedtes[Math.min(l.gewicht, breedtes.length) - 1], ...(loopt ? bochten(route[id], plek[van], plek[naar]) : {}) },
      };
    });
    return [...banden(inhoud, plek), ...vakken, ...pijlen];
  }

  // The size from which the words in a box can be read.
  const LEESBAAR = 0.65;

  window.kaarttekening = (vlak, inhoud, indeling) => {
    const cy = window.cytoscape({
      container: vlak, elements: elementen(inhoud, indeling), style: stijl(inhoud), layout: { name: "preset" },
      minZoom: 0.08, maxZoom: 3, autounselectify: true, boxSelectionEnabled: false,
    });
    cy.nodes(".band, .kop").ungrabify();
    // A box that was moved by hand takes its lines with it, straight.
    cy.on("drag", "node", (e) => e.target.connectedEdges().removeClass("route recht"));
    return {
      cy,
      // The whole map; to begin with its upper left part, when the whole would be too small to read.
      pas(heleKaart) {
        cy.fit(undefined, 14);
        if (!heleKaart && cy.zoom() < LEESBAAR) { cy.zoom(LEESBAAR); const b = cy.elements().boundingBox(); cy.pan({ x: 14 - b.x1 * LEESBAAR, y: 14 - b.y1 * LEESBAAR }); }
        else if (cy.zoom() > 1.2) { cy.zoom(1.2); cy.center(); }
      },
      zoom(factor) { cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }); },
      naar(id) { cy.animate({ center: { eles: cy.getElementById(id) }, zoom: Math.max(cy.zoom(), 0.8) }, { duration: 150 }); },
      // licht: {knopen: Set, lijnen: Set} or null; zelf: ids that get a thick border.
      belicht(licht, zelf) {
        cy.batch(() => {
          cy.nodes("[uiterlijk]").forEach((n) => { n.toggleClass("dof", !!licht && !licht.knopen.has(n.id())); n.toggleClass("gekozen", zelf.includes(n.id())); });
          cy.edges().forEach((e) => { e.toggleClass("dof", !!licht && !licht.lijnen.has(e.id())); e.toggleClass("licht", !!licht && licht.lijnen.has(e.id())); });
        });
      },
    };
  };
})();
