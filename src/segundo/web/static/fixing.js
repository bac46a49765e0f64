// Saying by keys that a record is right, wrong, or something else; the forms do it without this too.
import { isTaken } from "./keys.js";

const VERDICTS = new Set(["c", "x", "u"]);

/**
 * The panel of a card, fetched when it is first asked for.
 * @param {HTMLElement} card
 * @returns {Promise<HTMLElement | null>}
 */
async function panelOf(card) {
  const there = card.querySelector(".fixing");
  if (there instanceof HTMLElement) return there;
  const link = card.querySelector("a.fix");
  if (!(link instanceof HTMLAnchorElement)) return null;
  const answer = await fetch(`${link.pathname}?part=1`);
  if (!answer.ok) {
    location.assign(link.href); // the page says what is wrong
    return null;
  }
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  const panel = parsed.querySelector(".fixing");
  const old = card.querySelector(".fixing"); // two keys may have asked at once
  if (old instanceof HTMLElement) return old;
  if (!(panel instanceof HTMLElement)) return null;
  card.append(panel);
  return panel;
}

/** @param {ParentNode} within @param {string} key */
function press(within, key) {
  const button = within.querySelector(`[data-key="${key}"]`);
  if (button instanceof HTMLElement) button.click();
  return button !== null;
}

/** @param {ParentNode} within */
function edit(within) {
  const field = within.querySelector("[data-first]");
  if (field instanceof HTMLElement) field.focus();
}

/** The way to add a record, with the words that are selected. @param {HTMLAnchorElement} link */
function toAdd(link) {
  const words = (getSelection()?.toString() ?? "").trim().replace(/\s*\n\s*/g, " […] ");
  return words ? `${link.href}&words=${encodeURIComponent(words.slice(0, 1000))}` : link.href;
}

/** Bring the words of the record into sight where its paragraph is so long that it scrolls by itself. */
export function seeWords() {
  const passage = document.querySelector(".subject .passage");
  const words = passage?.querySelector(".bit");
  if (!(passage instanceof HTMLElement) || !(words instanceof HTMLElement)) return;
  const below = words.getBoundingClientRect().top - passage.getBoundingClientRect().top;
  const line = parseFloat(getComputedStyle(passage).lineHeight);
  passage.scrollTop = Math.floor((passage.scrollTop + below - passage.clientHeight / 3) / line) * line; // no line is cut
}

/** Let keys do what buttons do, on the chosen card or on the only record of the page. */
export function fixByKeys() {
  document.addEventListener("keydown", async (event) => {
    const { key } = event;
    if (isTaken(event) || event.repeat || !/^[a-z]$/.test(key)) return;
    const add = document.querySelector("a.add");
    if (key === "a" && add instanceof HTMLAnchorElement) location.assign(toAdd(add));
    const card = document.querySelector(".card.on");
    if (card instanceof HTMLElement && (VERDICTS.has(key) || key === "e")) {
      event.preventDefault();
      const panel = await panelOf(card);
      if (panel) key === "e" ? edit(panel) : press(panel, key);
    } else if (!document.querySelector("[data-article]")) {
      if (key === "e" && document.querySelector("[data-first]")) {
        event.preventDefault();
        edit(document);
      } else press(document, key);
    }
  });

  document.addEventListener("click", async (event) => {
    const add = event.target instanceof Element ? event.target.closest("a.add") : null;
    if (add instanceof HTMLAnchorElement) add.href = toAdd(add);
    const link = event.target instanceof Element ? event.target.closest(".card a.fix") : null;
    const card = link?.closest(".card");
    if (!(card instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const panel = await panelOf(card);
    if (panel) edit(panel);
  });
}
