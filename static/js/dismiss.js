// data-dismiss on a button inside a toast: takes the toast away.

document.addEventListener("click", (event) => {
  event.target.closest("[data-dismiss]")?.closest("[role=status]")?.remove();
});
