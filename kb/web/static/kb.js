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
  showCards();
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

// A card of the cited act by its link, on hover or focus: it stays under the pointer and goes away by Escape (WCAG 1.4.13).
function showCards() {
  const known = new Map();
  const card = document.createElement("div");
  card.className = "hovercard";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  let timer = 0;
  const hide = () => { clearTimeout(timer); card.hidden = true; };
  const later = (action, wait) => { clearTimeout(timer); timer = setTimeout(action, wait); };

  async function show(link) {
    const act = new URL(link.href).pathname.split("/")[2];
    if (!known.has(act)) {
      const answer = await fetch(`/acts/${act}/card.json`);
      known.set(act, answer.ok ? (await answer.json()).passport : null);
    }
    const passport = known.get(act);
    if (!passport || !link.isConnected) return;
    link.removeAttribute("title");
    fill(card, passport);
    document.body.append(card);
    card.hidden = false;
    const at = [...link.getClientRects()].at(-1);
    const below = at.bottom + card.offsetHeight + 12 < innerHeight;
    card.style.left = `${Math.max(8, Math.min(at.left + scrollX, scrollX + document.documentElement.clientWidth - card.offsetWidth - 8))}px`;
    card.style.top = `${scrollY + (below ? at.bottom + 6 : at.top - card.offsetHeight - 6)}px`;
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = event.target.closest?.("a.cite[href^='/acts/']");
    if (link) later(() => show(link), 350);
    else if (card.contains(event.target)) clearTimeout(timer);
    else later(hide, 250);
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.("a.cite[href^='/acts/']")) show(event.target);
    else if (!card.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}

const STATUS_WORDS = {
  in_force: "Действует", not_yet: "Не вступил в силу", suspended: "Приостановлен", repealed: "Утратил силу", unknown: "Статус неизвестен",
};

// Only text goes in: titles of acts may hold anything.
function fill(card, passport) {
  const line = (name, text) => {
    const part = document.createElement("p");
    part.className = name;
    part.textContent = text;
    return part;
  };
  const { label, title, status, held } = passport.card;
  const badge = document.createElement("span");
  badge.className = `badge badge-${status.replace("_", "-")}`;
  badge.textContent = STATUS_WORDS[status] ?? STATUS_WORDS.unknown;
  const state = line("card-status", "");
  state.append(badge, ` ${passport.status_ground ?? ""}`);
  card.replaceChildren(line("card-label", label), line("act-title", title ?? ""), state, line("quiet", held ? "" : "Текста в базе нет"));
  for (const part of [...card.children]) if (!part.textContent.trim()) part.remove();
}
