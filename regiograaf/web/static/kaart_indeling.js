"use strict";
// Where every box stands and how every line runs around the boxes: layers from left to right by ELK.
(() => {
  // Started at once: it loads while the page is still being read.
  const werker = new Worker("/static/kaart_elk.js");
  const BREEDTE = 184, REGEL = 17, MARGE = 18;
  const OPTIES = {
    "elk.algorithm": "layered", "elk.direction": "RIGHT", "elk.partitioning.activate": "true", "elk.edgeRouting": "ORTHOGONAL",
    "elk.separateConnectedComponents": "false", "elk.spacing.nodeNode": "16", "elk.spacing.edgeNode": "12", "elk.spacing.edgeEdge": "9",
    "elk.layered.spacing.nodeNodeBetweenLayers": "46", "elk.layered.spacing.edgeNodeBetweenLayers": "14", "elk.layered.spacing.edgeEdgeBetweenLayers": "8",
    "elk.layered.nodePlacement.strategy": "LINEAR_SEGMENTS", "elk.layered.thoroughness": "3",
    "elk.layered.layering.strategy": "COFFMAN_GRAHAM", "elk.layered.layering.coffmanGraham.layerBound": "12", "elk.layered.cycleBreaking.strategy": "GREEDY", "elk.randomSeed": "1",
  };

  const maat = (knoop) => ({ width: BREEDTE, height: MARGE + REGEL * knoop.regels.length });

  // A verband has no direction: drawn from left to right.
  function einden(lijn, knopen, volgorde) {
    const { van, naar, soort } = lijn;
    const terug = soort === "verband" && volgorde.indexOf(knopen[van].kolom) > volgorde.indexOf(knopen[naar].kolom);
    return terug ? [naar, van] : [van, naar];
  }

  const vraag = (graaf) => new Promise((klaar, mis) => {
    werker.onmessage = ({ data }) => { werker.terminate(); if (data.fout) mis(new Error(data.fout)); else klaar(data.klaar); };
    werker.onerror = mis;
    werker.postMessage(graaf);
  });

  // {plek: {id: {x, y, width, height}} with the middle of each box, route: {id: [{x, y}, ...]} from border to border}
  window.kaartindeling = async ({ knopen, lijnen, koppen }) => {
    const volgorde = koppen.map(([kolom]) => kolom);
    const graaf = {
      id: "kaart", layoutOptions: OPTIES,
      children: Object.entries(knopen).map(([id, knoop]) => ({ id, ...maat(knoop), layoutOptions: { "elk.partitioning.partition": String(volgorde.indexOf(knoop.kolom)) } })),
      edges: Object.entries(lijnen).map(([id, lijn]) => {
        const [van, naar] = einden(lijn, knopen, volgorde);
        return { id, sources: [van], targets: [naar] };
      }),
    };
    const klaar = await vraag(graaf);
    const plek = {}, route = {};
    for (const { id, x, y, width, height } of klaar.children) plek[id] = { x: x + width / 2, y: y + height / 2, width, height };
    for (const { id, sections } of klaar.edges) {
      const [deel] = sections || [];
      if (deel) route[id] = [deel.startPoint, ...(deel.bendPoints || []), deel.endPoint];
    }
    return { plek, route, einden: Object.fromEntries(Object.entries(lijnen).map(([id, lijn]) => [id, einden(lijn, knopen, volgorde)])) };
  };
})();
