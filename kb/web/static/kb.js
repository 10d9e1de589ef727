// Small conveniences; every page works without them.
"use strict";
document.documentElement.classList.add("script");

document.addEventListener("DOMContentLoaded", () => {
  reachUnit();
  foldContents();
  narrowContents();
  followReading();
  copyPermalinks();
  copyTexts();
});

// A unit of a long act may stand in another portion: the server never sees what follows «#», so ask it.
function reachUnit() {
  const eid = decodeURIComponent(location.hash.slice(1));
  const law = document.querySelector(".law");
  const here = new URLSearchParams(location.search);
  if (!law || !eid || document.getElementById(eid) || here.get("unit") === eid || !/^[a-z]+(_|$)/.test(eid)) return;
  if (!document.querySelector(".portions")) return;
  here.delete("part");
  here.set("unit", eid);
  location.replace(`${location.pathname}?${here}#${eid}`);
}

// Where the contents stand above the text, they begin folded.
function foldContents() {
  const box = document.querySelector(".contents details");
  if (box && matchMedia("(max-width: 60rem)").matches) box.open = false;
}

// The box above the contents leaves only the lines that hold its words.
function narrowContents() {
  const box = document.getElementById("narrow");
  if (!box) return;
  const lines = [...document.querySelectorAll(".contents li")].map((item) => [item, item.textContent.toLowerCase().replaceAll("ё", "е")]);
  box.addEventListener("input", () => {
    const words = box.value.toLowerCase().replaceAll("ё", "е").split(/\s+/).filter(Boolean);
    for (const [item, text] of lines) item.hidden = !words.every((word) => text.includes(word));
  });
}

// The contents show which article is being read.
function followReading() {
  const links = new Map([...document.querySelectorAll(".contents a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const sections = document.querySelectorAll(".law .sec");
  if (!links.size || !sections.length || !("IntersectionObserver" in window)) return;
  let current = null;
  const observer = new IntersectionObserver((entries) => {
    const seen = entries.filter((entry) => entry.isIntersecting && links.has(entry.target.id)).at(-1);
    if (!seen) return;
    current?.removeAttribute("aria-current");
    current = links.get(seen.target.id);
    current.setAttribute("aria-current", "location");
    const box = current.closest(".contents");
    if (box && getComputedStyle(box).position === "sticky") {
      const top = current.offsetTop - box.clientHeight / 2;
      box.scrollTo({ top, behavior: "instant" });
    }
  }, { rootMargin: "0px 0px -75% 0px" });
  sections.forEach((section) => observer.observe(section));
}

// «§» copies the address of its unit besides going there.
function copyPermalinks() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.perma");
    if (!link || event.metaKey || event.ctrlKey || !navigator.clipboard) return;
    navigator.clipboard.writeText(link.href).then(() => {
      link.textContent = "скопировано";
      setTimeout(() => { link.textContent = "§"; }, 1500);
    }, () => {});
  });
}

// A button copies the text of the element it names.
function copyTexts() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-copy]");
    if (!button || !navigator.clipboard) return;
    navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent).then(() => {
      const said = button.textContent;
      button.textContent = "Скопировано";
      setTimeout(() => { button.textContent = said; }, 1500);
    }, () => {});
  });
}
