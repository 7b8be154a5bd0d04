export const PREFIX = "simpul:minutes:";

/** Forgets what was kept on this device when its person signs out. */
export function forgetAtSignOut() {
  const ways = [...document.querySelectorAll("form[action$='/keluar']")];
  for (const way of ways) way.addEventListener("submit", forgetDrafts);
}

function forgetDrafts() {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
}
