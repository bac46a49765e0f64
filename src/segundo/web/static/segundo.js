// What the pages do beyond links and forms; all of them work without it.
import { followRecords } from "./article.js";
import { fixByKeys, seeWords } from "./fixing.js";
import { isTaken } from "./keys.js";

const article = document.querySelector("[data-article]");
if (article instanceof HTMLElement) followRecords(article);

seeWords();
fixByKeys();

document.addEventListener("keydown", (event) => {
  const search = document.querySelector("[data-search]");
  if (event.key === "/" && !isTaken(event) && search instanceof HTMLInputElement) {
    event.preventDefault();
    search.focus();
  }
});
