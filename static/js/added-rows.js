// Pickers in a row that is added to a page of Django admin become searchable like those of the rows that it has.
document.addEventListener("formset:added", (event) => {
  const pickers = django.jQuery(event.target).find(".unfold-admin-autocomplete");
  if (pickers.length) pickers.djangoCustomSelect2();
});
