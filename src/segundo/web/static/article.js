// The text of an article and the cards beside it: what is pointed at or chosen in one shows in the other.
import { isTaken } from "./keys.js";

/**
 * The records that a stretch of text belongs to, the shortest first: a figure within a statement is meant before it.
 * @param {HTMLElement} article
 * @param {EventTarget | null} target
 * @returns {string[]}
 */
function recordsAt(article, target) {
  const bit = target instanceof Element ? target.closest("[data-records]") : null;
  const records = bit instanceof HTMLElement ? (bit.dataset.records ?? "").split(" ") : [];
  const length = (/** @type {string} */ id) =>
    [...marked(article, id)].reduce((sum, part) => sum + (part.textContent ?? "").length, 0);
  return records.sort((one, other) => length(one) - length(other));
}

/**
 * All that belongs to a record: its stretches of text.
 * @param {HTMLElement} article
 * @param {string} id
 */
function marked(article, id) {
  return article.querySelectorAll(`[data-records~="${CSS.escape(id)}"]`);
}

/**
 * Let text and cards follow one another, by mouse, by keys and by the address.
 * @param {HTMLElement} article
 */
export function followRecords(article) {
  /** @param {string} name @param {string | undefined} id */
  function show(name, id) {
    for (const old of article.querySelectorAll(`.${name}`)) old.classList.remove(name);
    if (!id) return;
    const card = article.querySelector(`[data-record="${CSS.escape(id)}"]`);
    for (const part of [...marked(article, id), ...(card ? [card] : [])]) part.classList.add(name);
  }

  /** @param {string} id */
  function choose(id) {
    history.replaceState(null, "", `#${id}`);
    show("on", id);
    article.querySelector(`[data-record="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest" });
  }

  /** The record that the address names, if it does. */
  function fromAddress() {
    const id = decodeURIComponent(location.hash.slice(1));
    show("on", id);
    document.getElementById(id)?.scrollIntoView({ block: "center" });
  }

  article.addEventListener("mouseover", ({ target }) => {
    const card = target instanceof Element ? target.closest("[data-record]") : null;
    show("near", card instanceof HTMLElement ? card.dataset.record : recordsAt(article, target)[0]);
  });
  article.addEventListener("mouseleave", () => show("near", undefined));
  article.addEventListener("click", ({ target }) => {
    const records = recordsAt(article, target);
    // A further click on the same place goes on to the record around it.
    const current = records.indexOf(decodeURIComponent(location.hash.slice(1)));
    if (records.length) choose(records[(current + 1) % records.length]);
  });

  document.addEventListener("keydown", (event) => {
    if (isTaken(event)) return;
    if (event.key === "Escape") {
      history.replaceState(null, "", location.pathname + location.search);
      show("on", undefined);
    }
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return;
    const cards = [...article.querySelectorAll("[data-record]")].filter((card) => card.getClientRects().length);
    const at = cards.findIndex((card) => card.classList.contains("on"));
    const next = cards[at < 0 && step < 0 ? cards.length - 1 : Math.min(Math.max(at + step, 0), cards.length - 1)];
    if (!(next instanceof HTMLElement)) return;
    choose(next.dataset.record ?? "");
    document.getElementById(next.dataset.record ?? "")?.scrollIntoView({ block: "center" });
    next.querySelector("a")?.focus({ preventScroll: true });
  });

  addEventListener("hashchange", fromAddress);
  if (location.hash) fromAddress();
}
