// data-own-address="<query>" on a form: this form has an address of its own, so that Back leads to the same form and
// the server recognizes it, instead of to a new one.

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-own-address]");
  if (form) history.replaceState(history.state, "", `?${form.dataset.ownAddress}`);
});
