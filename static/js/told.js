// data-told on the message of a page that has just come: it gets the focus, so that it is heard and the next Tab leads
// into the page. Where a form or a moved card has the focus already, it is put in anew, and so heard all the same.

document.addEventListener("DOMContentLoaded", () => {
  const told = document.querySelector("[data-told]");
  if (!told) return;
  const taken = document.activeElement !== document.body || document.querySelector("[autofocus]");
  if (!taken) return told.focus();
  const words = [...told.childNodes];
  told.replaceChildren();
  requestAnimationFrame(() => told.replaceChildren(...words));
});
