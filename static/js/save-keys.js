// data-save-keys on a form: Ctrl+Enter, on a Mac Command+Enter, saves from any field, as its first button does.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest("form[data-save-keys]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector(".btn.primary:not([type=button])"));
});
