"use strict";
// Runs beside the page (a worker): the layout of a large map takes time, and the page stays at hand meanwhile.
importScripts("/static/vendor/elk.bundled.js");
const elk = new self.ELK();
self.onmessage = ({ data }) => elk.layout(data).then((klaar) => self.postMessage({ klaar }), (fout) => self.postMessage({ fout: String(fout) }));
