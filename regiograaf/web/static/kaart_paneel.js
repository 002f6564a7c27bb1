"use strict";
// The side panel of the map: quotes, concepts, circles and paths. Document text is only ever set with textContent.
// Used by the workbench and, written into the page itself, by the loose file.
window.kaartpaneel = (inhoud, opties) => {
  const { begrippen, knopen, pijlen, lijnen, beweringen, documenten, kringen, paden } = inhoud;

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

  function koppeling(tekst, adres) {
    const element = maak("a", tekst);
    element.href = adres;
    return element;
  }

  const aantal = (n, een, meer) => n + " " + (n === 1 ? een : meer);
  const getekend = (begrip) => knopen[begrippen[begrip].knoop].begrippen.length === 1;
  const pijlenVan = (begrip) => Object.keys(pijlen).filter((id) => (pijlen[id].van === begrip || pijlen[id].naar === begrip) && opties.zichtbaar(id).length);

  function citaten(b) {
    return b.citaten.map((citaat) => maak("blockquote", "‘" + citaat.tekst + "’" + (b.paginas.length > 1 ? " (p. " + citaat.pagina + ")" : "")));
  }

  // Document and pages, in the workbench with a link to each page; a claim is marked there.
  function bron(document_, paginas, b) {
    const regel = maak("div", undefined, "bron");
    if (!opties.plaats) regel.append(document_.naam + ", p. " + paginas.join(", "));
    else {
      regel.append(document_.naam + ", ");
      paginas.forEach((pagina, n) => regel.append(n ? ", " : "", koppeling("p. " + pagina, opties.plaats(document_, b, pagina))));
    }
    return regel;
  }

  function bewering(nummer, soort) {
    const b = beweringen[nummer];
    const vak = maak("div", undefined, "bewering " + soort + (b.aanvaard ? "" : " twijfel"));
    vak.append(bron(documenten[b.document], b.paginas, b), ...citaten(b));
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
    const meer = maak("details");
    meer.append(maak("summary", "Hoe dit gelezen is"), lijst);
    vak.append(meer);
    if (opties.bewering) vak.append(koppeling("Naar de bewering", opties.bewering(b)));
    return vak;
  }

  function pijlkop(id) {
    const kop = maak("h3");
    const { van, naar, werkwoord, teken } = pijlen[id];
    kop.append(knop(begrippen[van].label, () => opties.kies("begrip", van), "tekst"), " " + werkwoord + (teken ? " (" + teken + ")" : "") + " ",
      knop(begrippen[naar].label, () => opties.kies("begrip", naar), "tekst"), ": " + aantal(opties.zichtbaar(id).length, "bewering", "beweringen"));
    return kop;
  }

  const metCitaten = (id) => [pijlkop(id), ...opties.zichtbaar(id).map((n) => bewering(n, pijlen[id].soort))];
  const keten = (begripIds) => begripIds.map((b) => begrippen[b].label).join(" → ");

  return {
    maak, knop, koppeling, aantal, getekend, pijlenVan, keten,
    begrip(id) {
      const b = begrippen[id];
      const invloed = b.rol === "oorzaak" ? (b.invloed === "onbepaald" ? ", invloed onbepaald" : ", " + b.invloed) : "";
      const delen = [maak("h2", b.label), maak("p", b.rol + invloed + (b.dimensie ? ", " + b.dimensie : "") + (getekend(id) ? "" : " (samen met andere begrippen in één vak)"), "stil")];
      if (opties.volgen) delen.push(opties.volgen(id));
      for (const zin of b.bevindingen) delen.push(maak("p", "Bevinding: " + zin));
      const eigen = pijlenVan(id).sort((x, y) => opties.zichtbaar(y).length - opties.zichtbaar(x).length);
      if (!eigen.length) delen.push(maak("p", "Geen beweringen in dit document."));
      return delen.concat(eigen.flatMap(metCitaten));
    },
    pijl(id) {
      const p = pijlen[id];
      return [maak("h2", begrippen[p.van].label + " " + p.werkwoord + " " + begrippen[p.naar].label), ...metCitaten(id)];
    },
    lijn(id) {
      const eigen = lijnen[id].pijlen.filter((p) => opties.zichtbaar(p).length);
      if (eigen.length === 1) return this.pijl(eigen[0]);
      return [maak("h2", aantal(eigen.length, "pijl", "pijlen") + " samen in één lijn"), maak("p", "Van ‘" + knopen[lijnen[id].van].label + "’ naar ‘" + knopen[lijnen[id].naar].label + "’.", "stil"), ...eigen.flatMap(metCitaten)];
    },
    knoop(id) {
      const k = knopen[id];
      if (k.begrippen.length === 1) return this.begrip(k.begrippen[0]);
      const lijst = maak("ul");
      for (const b of k.begrippen) {
        const regel = maak("li");
        regel.append(knop(begrippen[b].label, () => opties.kies("begrip", b)));
        lijst.append(regel);
      }
      const delen = [maak("h2", k.label), maak("p", "Deze begrippen staan samen in één vak, omdat er anders te veel op de kaart staat. Kies een begrip voor zijn citaten.", "stil")];
      if (opties.openvouwen) delen.push(opties.openvouwen(k.kolom));
      delen.push(lijst);
      if (k.onderling.length) delen.push(maak("h3", aantal(k.onderling.length, "pijl", "pijlen") + " tussen begrippen in dit vak"), ...k.onderling.flatMap(metCitaten));
      return delen;
    },
    kring(n) {
      const k = kringen[n];
      const delen = [maak("h2", k.keten.concat(k.keten[0]).join(" → ")), maak("p", k.soort + (k.te_bevestigen ? "; te bevestigen" : ""), "stil"), maak("p", k.uitleg)];
      if (k.opmerking) delen.push(maak("p", k.opmerking));
      if (opties.alleenKring) delen.push(opties.alleenKring(k));
      for (const bewijs of k.bewijs) {
        const vak = maak("div", undefined, "bewering");
        vak.append(bron(bewijs.document, [bewijs.pagina]), maak("blockquote", "‘" + bewijs.tekst + "’"));
        delen.push(vak);
      }
      return delen;
    },
    pad(n) {
      const p = paden[n];
      const delen = [maak("h2", keten(p.begrippen)), maak("p", p.opmerking)];
      for (const id of p.pijlen) {
        const [kop, ...rest] = metCitaten(id);
        if (id === p.zwakste && p.pijlen.length > 1) kop.append(maak("span", " (zwakste schakel)", "stil"));
        delen.push(kop, ...rest);
      }
      return delen;
    },
  };
};
