// Single keys for who works here all day. What a key does stands in the page: data-key="n v" on a link, a button, a
// summary or a field. Nothing happens while somebody types, or with Control, Alt or Command held down. Whoever switches
// keys off in their own account does not get this file.
(() => {
  "use strict";
  const WAIT = 1500; // milliseconds in which a second key belongs to the first
  const TYPING = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";
  let before = "";
  let timer = 0;

  const forget = () => { before = ""; };

  const use = (element) => {
    if (element.matches("input, textarea, select")) {
      element.focus();
    } else {
      element.focus();
      element.click();
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key.length !== 1 || (event.target instanceof Element && event.target.closest(TYPING))) return;
    const pressed = before ? `${before} ${event.key}` : event.key;
    const keyed = [...document.querySelectorAll("[data-key]")];
    const found = keyed.find((element) => element.dataset.key === pressed);
    window.clearTimeout(timer);
    if (found) {
      event.preventDefault();
      forget();
      use(found);
    } else if (!before && keyed.some((element) => element.dataset.key.startsWith(`${event.key} `))) {
      before = event.key;
      timer = window.setTimeout(forget, WAIT);
    } else {
      forget();
    }
  });
})();
