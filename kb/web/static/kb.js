// Small conveniences; every page works without them.
"use strict";
document.documentElement.classList.add("script");

let ROOT = ""; // what every address of ours begins with (kb/web/root.py)

document.addEventListener("DOMContentLoaded", () => {
  ROOT = document.body.dataset.root;
  reachUnit();
  foldContents();
  narrowContents();
  followReading();
  unitMenus();
  slideEditions();
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

// «§» opens what can be done with its unit: its address, how to refer to it, how it came to be.
function unitMenus() {
  const law = document.querySelector(".law[data-act]");
  if (!law) return;
  const menu = document.createElement("div");
  menu.className = "unit-menu";
  menu.setAttribute("role", "dialog");
  menu.setAttribute("aria-label", "Что сделать с этой единицей");
  menu.hidden = true;
  let mark = null;

  const close = (back) => {
    if (menu.hidden) return;
    menu.hidden = true;
    mark?.setAttribute("aria-expanded", "false");
    mark?.closest(".unit, .sec")?.classList.remove("chosen");
    if (back) mark?.focus();
  };

  function open(link) {
    close(false);
    mark = link;
    const eid = decodeURIComponent(link.hash.slice(1));
    const words = link.getAttribute("aria-label").replace(/^Ссылка: /, "");
    const { act, of, to, day } = law.dataset;
    const cited = eid.startsWith("att_") ? `${words} к ${to}` : `${words} ${of}`;
    const unit = encodeURIComponent(eid);
    const pinned = `${location.origin}${ROOT}/acts/${act}?at=${day}&unit=${unit}#${unit}`;
    menu.replaceChildren(
      said(words),
      copier("Скопировать ссылку", link.href),
      copier(`Скопировать ссылку на текст от ${russianDay(day)}`, pinned),
      copier("Скопировать для документа: единица, акт, редакция", cited),
      copier("Скопировать слова", wordsOf(link)),
      document.createElement("hr"),
      way("Почему текст такой", `${ROOT}/acts/${act}/why?unit=${unit}`),
      way("Кто его менял", `${ROOT}/acts/${act}/chain?unit=${unit}`),
      way("Как он менялся", `${ROOT}/acts/${act}/diff?from=${law.dataset.first}&unit=${unit}`),
      way("Кто на него ссылается", `${ROOT}/acts/${act}/cited-by?unit=${unit}`),
    );
    link.after(menu);
    menu.hidden = false;
    place(menu, link);
    link.setAttribute("aria-expanded", "true");
    link.closest(".unit, .sec")?.classList.add("chosen");
    history.replaceState(null, "", link.href);
    menu.querySelector("button").focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.perma");
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      if (link === mark && !menu.hidden) close(true);
      else open(link);
    } else if (!menu.contains(event.target)) close(false);
  });
  document.addEventListener("keydown", (event) => {
    if (menu.hidden) return;
    if (event.key === "Escape") close(true);
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [...menu.querySelectorAll("button, a")];
    const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    stops[(next + stops.length) % stops.length].focus();
    event.preventDefault();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget) && event.relatedTarget !== mark) close(false);
  });
}

function said(words) {
  const line = document.createElement("p");
  line.textContent = words;
  return line;
}

function way(name, address) {
  const link = document.createElement("a");
  link.textContent = name;
  link.href = address;
  return link;
}

function copier(name, text) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = name;
  button.addEventListener("click", () => copy(text, button));
  return button;
}

// Words of the unit, as a person would copy them: without the mark itself.
function wordsOf(link) {
  const line = link.parentElement.cloneNode(true);
  for (const part of line.querySelectorAll(".perma, .unit-menu")) part.remove();
  return line.textContent.replaceAll("\u00a0", " ").replace(/\s+/g, " ").trim();
}

const russianDay = (iso) => iso.split("-").reverse().join(".");

// Beside its link, below it where there is room, and never off the screen.
function place(box, link) {
  const at = [...link.getClientRects()].at(-1);
  const base = box.offsetParent?.getBoundingClientRect() ?? { left: -scrollX, top: -scrollY };
  const below = at.bottom + box.offsetHeight + 12 < innerHeight || at.top < box.offsetHeight;
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8));
  box.style.left = `${left - base.left}px`;
  box.style.top = `${(below ? at.bottom + 6 : at.top - box.offsetHeight - 6) - base.top}px`;
}

function copy(text, button) {
  navigator.clipboard?.writeText(text).then(() => {
    const name = button.textContent;
    button.textContent = "Скопировано";
    setTimeout(() => { button.textContent = name; }, 1500);
  }, () => {});
}

// The slider goes over the editions of the list beneath it; it leads there once it has come to rest.
function slideEditions() {
  const slide = document.getElementById("slide");
  if (!slide) return;
  const stops = [...document.querySelectorAll(".all-editions a")];
  const output = slide.parentElement.querySelector("output");
  let rest = 0;
  const tell = () => {
    const name = stops[slide.value].textContent;
    output.textContent = name;
    slide.setAttribute("aria-valuetext", name);
  };
  tell();
  slide.addEventListener("input", tell);
  slide.addEventListener("change", () => {
    clearTimeout(rest);
    rest = setTimeout(() => { location.href = stops[slide.value].href; }, 600);
  });
}

// A button copies the text of the element it names.
function copyTexts() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-copy]");
    if (button) copy(document.getElementById(button.dataset.copy).textContent, button);
  });
}

// A card of the cited act by its link, on hover or focus: it stays under the pointer and goes away by Escape (WCAG 1.4.13).
function showCards() {
  const known = new Map();
  const cited = `a.cite[href^="${ROOT}/acts/"]`;
  const card = document.createElement("div");
  card.className = "hovercard";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  let timer = 0;
  const hide = () => { clearTimeout(timer); card.hidden = true; };
  const later = (action, wait) => { clearTimeout(timer); timer = setTimeout(action, wait); };

  async function show(link) {
    const act = new URL(link.href).pathname.slice(ROOT.length).split("/")[2];
    if (!known.has(act)) {
      const answer = await fetch(`${ROOT}/acts/${act}/card.json`);
      known.set(act, answer.ok ? (await answer.json()).passport : null);
    }
    const passport = known.get(act);
    if (!passport || !link.isConnected) return;
    link.removeAttribute("title");
    fill(card, passport);
    document.body.append(card);
    card.hidden = false;
    place(card, link);
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = event.target.closest?.(cited);
    if (link) later(() => show(link), 350);
    else if (card.contains(event.target)) clearTimeout(timer);
    else later(hide, 250);
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.(cited)) show(event.target);
    else if (!card.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}

const STATUS_WORDS = {
  in_force: "Действует", not_yet: "Не вступил в силу", suspended: "Приостановлен", partly_repealed: "Утратил силу частично", repealed: "Утратил силу", unknown: "Статус неизвестен",
};

// Only text goes in: titles of acts may hold anything.
function fill(card, passport) {
  const line = (name, text) => {
    const part = document.createElement("p");
    part.className = name;
    part.textContent = text;
    return part;
  };
  const { label, title, status, has_text: held } = passport.act;
  const badge = document.createElement("span");
  badge.className = `badge badge-${status.replace("_", "-")}`;
  badge.textContent = STATUS_WORDS[status] ?? STATUS_WORDS.unknown;
  const state = line("card-status", "");
  state.append(badge, ` ${passport.status_ground ?? ""}`);
  card.replaceChildren(line("card-label", label), line("act-title", title ?? ""), state, line("quiet", held ? "" : "Текста в базе нет"));
  for (const part of [...card.children]) if (!part.textContent.trim()) part.remove();
}
