// data-lines="<prefix>": a formset whose lines are added, removed and summed up while typing. The server counts again.
// data-multiply names the inputs whose product is a line's amount. It is written in the currency which an input of that
// name in the same form says, else in data-currency.

const language = document.documentElement.lang;
const parts = new Intl.NumberFormat(language).formatToParts(1234567.8);
const separator = (type) => parts.find((part) => part.type === type)?.value ?? "";

function parse(text) {
  const plain = text.trim().replaceAll(separator("group"), "").replace(separator("decimal"), ".").replace(/[\s$€£¥]/g, "");
  return plain === "" ? NaN : Number(plain);
}

const currencyOf = (lines) => lines.closest("form")?.elements.currency?.value || lines.dataset.currency;

function written(amount, currency) {
  const digits = Number.isInteger(amount) ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {};
  return new Intl.NumberFormat(language, { style: "currency", currency, ...digits }).format(amount);
}

const named = (line, name) => line.querySelector(`[name$="-${name}"]`);
const linesOf = (lines) => [...lines.querySelectorAll("[data-lines-rows] > [data-line]")].filter((line) => !line.hidden);

const mostOf = (lines) => Number(lines.querySelector(`[name="${lines.dataset.lines}-MAX_NUM_FORMS"]`).value);

function amountOf(lines, line) {
  const factors = lines.dataset.multiply.split(" ").map((name) => parse(named(line, name)?.value ?? ""));
  const discount = parse(named(line, "discount_percent")?.value ?? "");
  const amount = factors.reduce((product, factor) => product * factor, 1) * (1 - (Number.isNaN(discount) ? 0 : discount) / 100);
  return Math.round(amount * 1000) / 1000;
}

function count(lines) {
  let total = 0;
  for (const line of linesOf(lines)) {
    const amount = amountOf(lines, line);
    const cell = line.querySelector("[data-line-amount]");
    if (cell) cell.textContent = Number.isNaN(amount) ? "" : written(amount, currencyOf(lines));
    if (!Number.isNaN(amount)) total += amount;
  }
  lines.querySelector("[data-lines-total]").textContent = written(total, currencyOf(lines));
  lines.querySelector("[data-lines-add]").disabled = linesOf(lines).length >= mostOf(lines);
}

function add(lines) {
  const forms = lines.querySelector(`[name="${lines.dataset.lines}-TOTAL_FORMS"]`);
  const template = lines.querySelector("[data-lines-blank]");
  const holder = document.createElement("tbody");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", forms.value).replaceAll("__number__", linesOf(lines).length + 1);
  const line = holder.firstElementChild;
  lines.querySelector("[data-lines-rows]").append(line);
  forms.value = Number(forms.value) + 1;
  line.querySelector("input:not([type=hidden]), select")?.focus();
}

// A removed line stays in the form, so that the numbering holds; it is marked for deletion, or emptied.
function remove(lines, line) {
  const mark = named(line, "DELETE");
  if (mark) mark.checked = true;
  else for (const input of line.querySelectorAll("input:not([type=hidden]), select, textarea")) input.value = "";
  line.hidden = true;
  lines.querySelector("[data-lines-add]").focus();
}

// A product brings its list price, unless somebody typed another one.
function fillPrice(lines, select) {
  const price = select.selectedOptions[0]?.dataset.price;
  const input = named(select.closest("[data-line]"), lines.dataset.multiply.split(" ").at(-1));
  if (!input || (input.value && input.value !== input.dataset.filled)) return;
  input.value = input.dataset.filled = price ?? "";
}

document.addEventListener("click", (event) => {
  const lines = event.target.closest("[data-lines]");
  if (!lines) return;
  if (event.target.closest("[data-lines-add]")) add(lines);
  else if (event.target.closest("[data-line-remove]")) remove(lines, event.target.closest("[data-line]"));
  else return;
  count(lines);
});

for (const type of ["input", "change"]) {
  document.addEventListener(type, (event) => {
    if (event.target.name === "currency") event.target.form?.querySelectorAll("[data-lines]").forEach(count);
    const lines = event.target.closest("[data-lines]");
    if (!lines) return;
    if (type === "change" && event.target.matches("select")) fillPrice(lines, event.target);
    count(lines);
  });
}

// Also when the browser comes back to a form with what was typed.
window.addEventListener("pageshow", () => document.querySelectorAll("[data-lines]").forEach(count));
