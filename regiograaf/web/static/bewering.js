"use strict";
// Reviewing with one key per action. Keys never work while typing, and one decision is sent at most once.
(() => {
  const $ = (id) => document.getElementById(id);
  const status = $("gedaan");
  const zeg = (tekst) => { status.textContent = ""; setTimeout(() => { status.textContent = tekst; }, 50); };
  const knoppen = document.querySelector(".knoppen");
  let bezig = false;

  // --- opening and closing the two forms
  const vormen = ["verwerp", "wijzig"];
  const open = () => vormen.find((v) => $(v) && !$(v).hidden);
  const zet = (naam, aan) => {
    $(naam).hidden = !aan;
    document.querySelector(`[data-opent="${naam}"]`).setAttribute("aria-expanded", String(aan));
  };
  const sluit = () => { for (const v of vormen) if ($(v)) zet(v, false); };
  const openVorm = (naam) => {
    const was = open() === naam;
    sluit();
    if (was) return knoppen.querySelector(`[data-opent="${naam}"]`).focus();
    zet(naam, true);
    if (naam === "verwerp") document.querySelector(".redenen button").focus();
    else $("oorzaaktekst").focus();
    $(naam).scrollIntoView({ block: "nearest" });
  };

  // --- a decision needs a name, is sent once, and 'anders' needs a note
  const naamNodig = () => {
    const vraag = document.querySelector(".naamvraag");
    if (!vraag) return false;
    vraag.classList.add("nodig");
    $("eigennaam").focus();
    zeg("Vul eerst uw naam in; uw naam komt bij elk besluit te staan.");
    return true;
  };
  document.addEventListener("submit", (e) => {
    const besluit = e.submitter && e.submitter.hasAttribute("data-besluit");
    if (besluit && naamNodig()) return e.preventDefault();
    if (e.submitter && e.submitter.hasAttribute("data-toelichting") && !$("toelichting").value.trim()) {
      e.preventDefault();
      $("toelichting").focus();
      return zeg("Schrijf bij ‘anders’ een toelichting en kies de reden opnieuw.");
    }
    if (e.target.method !== "post") return undefined;
    if (bezig) return e.preventDefault();
    bezig = true;
    return undefined;
  });
  addEventListener("pageshow", () => { bezig = false; });

  // --- keys
  const typt = (el) => el instanceof HTMLElement && (el.isContentEditable || (el.matches("input, textarea, select") && !el.matches("[type=checkbox], [type=radio], [type=submit], [type=button]")));
  const knopVan = (toets) => {
    const modus = open() === "verwerp" ? "verwerp" : "";
    const alle = [...document.querySelectorAll("[data-toets]")].filter((k) => k.dataset.toets === toets && (k.dataset.modus || "") === modus);
    return alle.find((k) => !k.closest("[hidden]"));
  };
  document.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey) && open() === "wijzig") {
      e.preventDefault();
      return $("wijzig").querySelector("[data-besluit]").click();
    }
    if (e.ctrlKey || e.metaKey || e.altKey || e.repeat || bezig) return undefined;
    if (e.key === "Escape" && !$("hulp").open) {
      if (typt(e.target) && e.target.closest("form") === null) return e.target.blur();
      const was = open();
      if (was) { sluit(); knoppen.querySelector(`[data-opent="${was}"]`).focus(); } else if (typt(e.target)) e.target.blur();
      return undefined;
    }
    if (typt(e.target) || $("hulp").open) return undefined;
    const knop = knopVan(e.key.length === 1 ? e.key.toLowerCase() : e.key);
    if (!knop) return undefined;
    e.preventDefault();
    return knop.click();
  });
  document.addEventListener("click", (e) => {
    const knop = e.target.closest("[data-opent], [data-hulp], [data-terug], [data-neem]");
    if (!knop) return;
    if (knop.dataset.opent) openVorm(knop.dataset.opent);
    if (knop.hasAttribute("data-hulp")) $("hulp").showModal();
    if (knop.hasAttribute("data-terug") && new URL(document.referrer || "about:blank").pathname.startsWith("/bewering/")) {
      e.preventDefault();
      history.back();
    }
    if (knop.dataset.neem) neem(knop.dataset.neem);
  });

  // --- words taken from the sentence
  const plat = (tekst) => tekst.replace(/\s+/g, " ").trim();
  const zin = plat([...document.querySelectorAll(".citaat .zin")].map((s) => s.textContent).join(" ")).toLowerCase();
  const inZin = (tekst) => plat(tekst.replace(/ … /g, " ")) === "" || zin.includes(plat(tekst).toLowerCase());
  const gekozen = () => {
    const selectie = getSelection();
    const vak = selectie.rangeCount && selectie.getRangeAt(0).commonAncestorContainer;
    const el = vak instanceof Element ? vak : vak && vak.parentElement;
    return el && el.closest(".citaat") ? plat(selectie.toString()) : "";
  };
  const kijkNa = (veld) => {
    const goed = inZin(veld.value) || veld.value === veld.defaultValue;
    veld.setAttribute("aria-invalid", String(!goed));
    veld.parentElement.querySelector(".letop").hidden = goed;
  };
  const neem = (naam) => {
    const tekst = gekozen().replace(/^[\s.,;:!?]+|[\s.,;:!?]+$/g, "");
    if (!tekst) return;
    if (open() !== "wijzig") openVorm("wijzig");
    $(naam).value = tekst;
    kijkNa($(naam));
    $(naam).focus();
  };
  document.addEventListener("selectionchange", () => {
    const balk = document.querySelector(".neem");
    if (balk && !balk.contains(document.activeElement)) balk.hidden = !gekozen();
  });
  document.addEventListener("mousedown", (e) => { if (e.target.closest("[data-neem]")) e.preventDefault(); }); // keep the selection
  for (const veld of document.querySelectorAll("[data-in-citaat]")) veld.addEventListener("input", () => kijkNa(veld));

  // --- after loading: say what was done, and start at the claim
  if (status.dataset.melding) zeg(status.dataset.melding);
  if (document.querySelector(".fout")) (open() === "wijzig" ? $("oorzaaktekst") : open() === "verwerp" ? $("toelichting") : $("kop")).focus();
  else if (!location.hash) $("kop").focus({ preventScroll: true });
})();
