// data-list-prices='{"EUR": {"<product>": "92.50"}}' around lines of products: the currency that the form says decides
// which list prices they bring. Where the list has none, data-no-list-price is said at the line's data-price-hint.

function parts(line) {
  const hint = line.querySelector("[data-price-hint]");
  return { product: line.querySelector("select"), hint, price: hint.closest("td").querySelector("input") };
}

const linesOf = (holder) => [...holder.querySelectorAll("[data-line]")].map(parts);
const currencyOf = (holder) => holder.closest("form").elements.currency.value;

function tell(holder, { product, hint, price }) {
  const missing = product.value && !price.value && product.selectedOptions[0].dataset.price === undefined;
  hint.textContent = missing ? holder.dataset.noListPrice.replace("{currency}", currencyOf(holder)) : "";
  hint.hidden = !missing;
}

// A price that somebody typed stays; one that came from the list goes with the list.
function offer(holder) {
  const prices = JSON.parse(holder.dataset.listPrices)[currencyOf(holder)] ?? {};
  const lines = linesOf(holder);
  for (const { product, price } of lines) {
    const listed = product.selectedOptions[0]?.dataset.price;
    if (product.value && ["", listed, price.dataset.filled].includes(price.value)) {
      price.value = price.dataset.filled = prices[product.value] ?? "";
      price.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
  const blank = holder.querySelector("template").content;
  for (const option of [...holder.querySelectorAll("option"), ...blank.querySelectorAll("option")]) {
    if (option.value in prices) option.dataset.price = prices[option.value];
    else delete option.dataset.price;
  }
  for (const line of lines) tell(holder, line);
}

const everyHolder = (root) => root.querySelectorAll("[data-list-prices]");

for (const type of ["input", "change"]) {
  document.addEventListener(type, (event) => {
    if (type === "change" && event.target.name === "currency") everyHolder(event.target.form).forEach(offer);
    const line = event.target.closest("[data-list-prices] [data-line]");
    if (line) tell(line.closest("[data-list-prices]"), parts(line));
  });
}

// Also when the browser comes back to a form with another currency chosen.
window.addEventListener("pageshow", () => everyHolder(document).forEach(offer));
