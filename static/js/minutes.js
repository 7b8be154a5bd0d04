// Writing minutes: a toolbar, a preview, saving by itself, and a copy on this device while the connection is gone.
import { Drafts } from "./minutes/drafts.js";
import { offerPreview } from "./minutes/preview.js";
import { Saving } from "./minutes/saving.js";
import { offerTools } from "./minutes/toolbar.js";

const place = document.querySelector("[data-minutes]");
const text = place?.querySelector("textarea");
if (text) {
  const drafts = new Drafts(place.dataset.user, place.dataset.reference);
  if (place.dataset.minutes === "editor") {
    offerTools(place, text);
    offerPreview(place, text);
    new Saving(place, text, drafts).begin();
  } else {
    decide(place, text, drafts);
  }
}

/** The page that shows both texts: what is in its field is the draft now, until it is saved or thrown away. */
function decide(place, text, drafts) {
  const base = Number(place.dataset.revision);
  const keep = () => drafts.keep(base, text.value);
  drafts.forgetAll();
  keep();
  text.addEventListener("input", keep);
  place.querySelector("[data-discard]").addEventListener("click", () => drafts.forgetAll());
}
