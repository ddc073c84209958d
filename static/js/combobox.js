// data-combobox="<address>": a text input that offers what the address finds for the typed text, from two letters on.
// The key of the chosen option goes to the input named by data-chosen, and is dropped when the text changes again.

const WAIT_MS = 120;
const SHORTEST = 2;
const searches = new WeakMap();

const listOf = (input) => document.getElementById(input.getAttribute("aria-controls"));
const keyOf = (input) => input.form.elements[input.dataset.chosen];
const optionsOf = (input) => [...listOf(input).querySelectorAll("[role=option]")];

function close(input) {
  listOf(input).hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function mark(input, option) {
  for (const each of optionsOf(input)) each.setAttribute("aria-selected", String(each === option));
  input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function choose(input, option) {
  input.value = option.dataset.text;
  keyOf(input).value = option.dataset.key;
  close(input);
  input.dispatchEvent(new CustomEvent("combobox:chosen", { bubbles: true, detail: { key: option.dataset.key } }));
}

function show(input, html) {
  const found = new DOMParser().parseFromString(html, "text/html").querySelector("ul");
  if (!found) return close(input);
  const list = listOf(input);
  list.replaceChildren(...found.children);
  optionsOf(input).forEach((option, index) => { option.id = `${list.id}_${index}`; });
  list.parentElement.querySelector("[role=status]").textContent = found.dataset.status;
  list.hidden = list.children.length === 0;
  input.setAttribute("aria-expanded", String(!list.hidden));
  input.removeAttribute("aria-activedescendant");
}

function search(input) {
  const { timer, request } = searches.get(input) ?? {};
  clearTimeout(timer);
  request?.abort();
  const text = input.value.trim();
  if (text.length < SHORTEST) return close(input);
  const next = new AbortController();
  const address = `${input.dataset.combobox}?${new URLSearchParams({ typed: text })}`;
  const ask = async () => {
    try {
      const answer = await fetch(address, { signal: next.signal, headers: { "X-Requested-With": "fetch" } });
      if (answer.ok && document.activeElement === input) show(input, await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") close(input); // Without the network it stays a text input.
    }
  };
  searches.set(input, { request: next, timer: setTimeout(ask, WAIT_MS) });
}

function move(input, step) {
  const options = optionsOf(input);
  if (!options.length) return;
  const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = now < 0 && step < 0 ? options.length - 1 : (now + step + options.length) % options.length;
  mark(input, options[next]);
}

document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-combobox]")) return;
  keyOf(event.target).value = "";
  search(event.target);
});

document.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!input.matches?.("[data-combobox]") || event.isComposing) return;
  const open = !listOf(input).hidden;
  const chosen = open && optionsOf(input).find((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (open) move(input, event.key === "ArrowDown" ? 1 : -1);
    else search(input);
  } else if (event.key === "Enter" && chosen && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    choose(input, chosen);
  } else if (event.key === "Tab" && chosen) {
    choose(input, chosen);
  } else if (event.key === "Escape" && open) {
    event.preventDefault();
    close(input);
  }
});

// Before the input loses the focus, which closes the list.
document.addEventListener("pointerdown", (event) => {
  const option = event.target.closest("[role=option]");
  const input = option?.closest(".combo")?.querySelector("[data-combobox]");
  if (!input) return;
  event.preventDefault();
  choose(input, option);
});

document.addEventListener("focusout", (event) => {
  if (event.target.matches("[data-combobox]")) close(event.target);
});
