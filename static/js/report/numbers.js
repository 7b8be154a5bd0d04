// Numbers as people type them here: 1.250,5 or 1250,5; "Rp" and a percent sign may stand around them.

/** The number of a text, or null where it is none (yet). */
export function read(text) {
  let bare = text.replace(/^\s*rp\.?/i, "").replace(/%\s*$/, "").replace(/\s/g, "");
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(bare)) bare = bare.replaceAll(".", "");
  bare = bare.replace(",", ".");
  return /^\d+(\.\d+)?$/.test(bare) ? Number(bare) : null;
}
