// data-date-presets="<id of a date input>" around buttons with data-day="2026-09-30": puts that day into the input.

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-date-presets] [data-day]");
  if (!button) return;
  const input = document.getElementById(button.closest("[data-date-presets]").dataset.datePresets);
  input.value = button.dataset.day;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  input.focus();
});
