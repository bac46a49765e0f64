/**
 * Whether a key is meant for a field or for the browser, and so not for the page.
 * @param {KeyboardEvent} event
 * @returns {boolean}
 */
export function isTaken(event) {
  const { target } = event;
  return event.ctrlKey || event.metaKey || event.altKey ||
    (target instanceof HTMLElement && target.matches("input, textarea, select"));
}
