/* Searching while typing, by keyboard: a combobox with a list (WAI-ARIA Authoring Practices). Without this script the
   field is an ordinary form. */
"use strict";

document.querySelectorAll("input[data-suggests]").forEach((input) => {
  const found = document.getElementById(input.dataset.suggests);
  const options = () => [...found.querySelectorAll("[role=option]")];
  let at = -1;

  const choose = (next) => {
    const all = options();
    at = all.length ? (next + all.length) % all.length : -1;
    all.forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", all[at].id);
      all[at].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };
  const close = () => {
    found.replaceChildren();
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    input.removeAttribute("aria-controls");
  };
  const open = (option) => {
    window.location.assign(option.dataset.url);
  };

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-haspopup", "listbox");
  input.setAttribute("aria-expanded", "false");

  found.addEventListener("htmx:afterSwap", () => {
    at = -1;
    const list = found.querySelector("[role=listbox]");
    input.setAttribute("aria-expanded", String(Boolean(list)));
    input.removeAttribute("aria-activedescendant");
    if (list) {
      input.setAttribute("aria-controls", list.id);
    } else {
      input.removeAttribute("aria-controls");
    }
  });
  found.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) {
      event.preventDefault();
      open(option);
    }
  });
  input.addEventListener("keydown", (event) => {
    const all = options();
    if (event.key === "ArrowDown" && all.length) {
      choose(at + 1);
    } else if (event.key === "ArrowUp" && all.length) {
      choose(at < 0 ? all.length - 1 : at - 1);
    } else if (event.key === "Enter" && at >= 0 && all[at]) {
      open(all[at]);
    } else if (event.key === "Escape" && found.childElementCount) {
      close();
    } else {
      return;
    }
    event.preventDefault();
  });
  input.addEventListener("blur", close);
});
