// data-board around columns (data-board-column="<stage>") of cards (data-move="<address>", data-version): a card dragged
// to another column, or moved there by Shift and an arrow key, is sent to its address as the stage form would be. Where
// the stage asks for more, the form opens. Without scripts each card's menu leads to the same form.

const boardOf = (card) => card.closest("[data-board]");
const columnOf = (element) => element.closest("[data-board-column]");
const MOVED = "board:moved";
let dragged = null;

async function move(card, column) {
  const from = columnOf(card);
  if (!column || column === from) return;
  const stage = column.dataset.boardColumn;
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const fields = new URLSearchParams({ stage, version: card.dataset.version, csrfmiddlewaretoken: token });
  column.append(card);
  try {
    const answer = await fetch(card.dataset.move, { method: "POST", body: fields, redirect: "manual" });
    sessionStorage.setItem(MOVED, card.dataset.move);
    if (answer.type === "opaqueredirect") location.reload();
    else location.assign(`${card.dataset.move}?${new URLSearchParams({ stage })}`);
  } catch {
    from.append(card); // Without the network nothing was moved.
  }
}

function over(column) {
  for (const each of document.querySelectorAll("[data-board-column].over")) each.classList.toggle("over", each === column);
  column?.classList.add("over");
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-board] [data-move]") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.move);
  dragged.classList.add("dragged");
});

document.addEventListener("dragover", (event) => {
  const column = dragged && event.target.closest?.("[data-board-column]");
  if (!column || boardOf(dragged) !== boardOf(column)) return;
  event.preventDefault();
  over(column);
});

document.addEventListener("drop", (event) => {
  const column = dragged && event.target.closest?.("[data-board-column]");
  if (!column) return;
  event.preventDefault();
  move(dragged, column);
});

document.addEventListener("dragend", () => {
  dragged?.classList.remove("dragged");
  dragged = null;
  over(null);
});

document.addEventListener("keydown", (event) => {
  const step = { ArrowRight: "nextElementSibling", ArrowLeft: "previousElementSibling" }[event.key];
  const card = event.shiftKey && step && event.target.closest?.("[data-board] [data-move]");
  if (!card) return;
  event.preventDefault();
  move(card, columnOf(card)[step]?.closest("[data-board-column]"));
});

// After the page has come back, the moved card has the focus again.
document.addEventListener("DOMContentLoaded", () => {
  const moved = sessionStorage.getItem(MOVED);
  sessionStorage.removeItem(MOVED);
  if (moved) document.querySelector(`[data-move="${moved}"] a`)?.focus();
});
