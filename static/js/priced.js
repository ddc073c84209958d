// data-priced="<id of the price>" around a choice of products whose options carry their list price: choosing one fills
// in its price, unless somebody typed another one.

document.addEventListener("change", (event) => {
  const holder = event.target.closest("[data-priced]");
  if (!holder || !event.target.matches("select")) return;
  const price = event.target.selectedOptions[0]?.dataset.price;
  const input = document.getElementById(holder.dataset.priced);
  if (price === undefined && !event.target.querySelector("[data-price]")) return;
  if (input.value && input.value !== input.dataset.filled) return;
  input.value = input.dataset.filled = price ?? "";
});
