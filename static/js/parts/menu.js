const MENUS = "details.menu, details.work-menu";

/** Closes the menus of the header on Escape, on a press outside them, and when another one opens. */
export function closeMenusOutside() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
  });
}

function openMenus() {
  return [...document.querySelectorAll(MENUS)].filter((menu) => menu.open);
}
