// Files that travel by themselves: in pieces, reduced on the device, going on after a break or a reload.
// Without this script, or in a browser that cannot, the form sends the files itself.
import { Box } from "./uploads/box.js";

const able = globalThis.crypto?.subtle && "requestSubmit" in HTMLFormElement.prototype;
if (able) for (const place of document.querySelectorAll("[data-uploads]")) new Box(place).begin();
