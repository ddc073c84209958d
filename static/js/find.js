// data-find on a search field: what htmx brings into the list that it controls is walked with the arrow keys, Enter opens
// the marked result, Escape closes the list. Without a marked result Enter sends the form.

const SHORTEST = 2;

const listOf = (input) => document.getElementById(input.getAttribute("aria-controls"));
const optionsOf = (input) => [...listOf(input).querySelectorAll("[role=option]")];
const markedOf = (input) => listOf(input).querySelector("[role=option][aria-selected=true]");
const fieldIn = (element) => element.closest?.("form")?.querySelector("[data-find]");

function close(input) {
  listOf(input).hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
  markedOf(input)?.setAttribute("aria-selected", "false");
}

function open(input) {
  const list = listOf(input);
  optionsOf(input).forEach((option, index) => { option.id = `${list.id}_${index}`; });
  list.hidden = !list.childElementCount;
  input.setAttribute("aria-expanded", String(!list.hidden));
}

function move(input, step) {
  const options = optionsOf(input);
  if (!options.length) return;
  const now = options.indexOf(markedOf(input));
  const next = now < 0 && step < 0 ? options.length - 1 : (now + step + options.length) % options.length;
  options.forEach((option, index) => option.setAttribute("aria-selected", String(index === next)));
  input.setAttribute("aria-activedescendant", options[next].id);
  options[next].scrollIntoView({ block: "nearest" });
}

// Too little to search for: what was found for more of it is no longer true.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!event.target.matches("[data-find]") || event.target.value.trim().length >= SHORTEST) return;
  event.preventDefault();
  listOf(event.target).replaceChildren();
  close(event.target);
});

document.addEventListener("htmx:afterSwap", (event) => {
  const input = fieldIn(event.target);
  if (!input || listOf(input) !== event.target) return;
  const status = event.target.querySelector("[data-status]")?.dataset.status ?? "";
  input.form.querySelector("[role=status]").textContent = status;
  if (document.activeElement === input) open(input);
});

document.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!input.matches?.("[data-find]") || event.isComposing) return;
  const isOpen = !listOf(input).hidden;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!isOpen) open(input);
    move(input, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && isOpen && markedOf(input)) {
    event.preventDefault();
    markedOf(input).click();
  } else if (event.key === "Escape" && isOpen) {
    event.preventDefault();
    close(input);
  }
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-find]") && event.target.value.trim().length >= SHORTEST) open(event.target);
});

document.addEventListener("focusout", (event) => {
  const input = fieldIn(event.target);
  if (input && !input.form.contains(event.relatedTarget)) close(input);
});

// Before the field loses the focus, which closes the list under the pointer.
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest(".seek .options")) event.preventDefault();
});
