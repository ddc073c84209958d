// data-menu on a details element: one open at a time, closed by Escape, by a click elsewhere and when the focus leaves.
// The menu whose filter was applied has the focus again when the list has come back.

const APPLIED = "menu:applied";
const menusOf = (form) => [...form.querySelectorAll("details[data-menu]")];

const openMenus = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
});

document.addEventListener("focusout", (event) => {
  const menu = event.target.closest?.("details[data-menu][open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
});

document.addEventListener("submit", (event) => {
  // By keyboard alone: who clicked sees where they are.
  const focused = document.querySelector(":focus-visible");
  const place = menusOf(event.target).findIndex((menu) => menu.contains(focused));
  if (event.target.method === "get" && place >= 0) sessionStorage.setItem(APPLIED, `${location.pathname} ${place}`);
});

document.addEventListener("DOMContentLoaded", () => {
  const [path, place] = sessionStorage.getItem(APPLIED)?.split(" ") ?? [];
  sessionStorage.removeItem(APPLIED);
  const menus = path === location.pathname ? document.querySelectorAll("form[method=get] details[data-menu]") : [];
  menus[place]?.querySelector("summary").focus();
});
