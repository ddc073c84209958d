// data-once on a form: a second click sends nothing. The server recognizes a second sending as well.

const buttonsOf = (form) => [...form.elements].filter((element) => element.type === "submit");

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]") || event.defaultPrevented) return;
  // Only after the browser has collected the form, or the pressed button would not be part of it.
  setTimeout(() => { for (const button of buttonsOf(form)) button.disabled = true; });
});

// Back from the next page, the browser may show this one as it was left.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) {
    for (const button of buttonsOf(form)) button.disabled = false;
  }
});
