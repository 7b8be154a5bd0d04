export const PREFIX = "simpul:minutes:";
export const UPLOADS = "simpul:uploads:";
export const FILES = "simpul-uploads"; // the database of files on their way

/** Forgets what was kept on this device when its person signs out. */
export function forgetAtSignOut() {
  const ways = [...document.querySelectorAll("form[action$='/keluar']")];
  for (const way of ways) way.addEventListener("submit", forgetAll);
}

function forgetAll() {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) || key.startsWith(UPLOADS)) localStorage.removeItem(key);
  }
  globalThis.indexedDB?.deleteDatabase(FILES);
}
