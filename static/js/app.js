// Small comforts. Every page works without them.
import { closeMenusOutside } from "./parts/menu.js";
import { focusErrorSummary } from "./parts/errors.js";
import { forgetAtSignOut } from "./parts/forget.js";
import { offerPrint } from "./parts/print.js";

focusErrorSummary();
closeMenusOutside();
offerPrint();
forgetAtSignOut();
