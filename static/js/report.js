// Says under each figure of a report what the quarter brought, while it is typed. The page works without.
import { read } from "./report/numbers.js";

const places = document.querySelector("[data-same]");
const language = document.documentElement.lang === "en" ? "en-GB" : "id-ID";

/** A number as people write it, with its sign. */
function signed(value) {
  const shown = Math.abs(value).toLocaleString(language, { maximumFractionDigits: 3 });
  return value > 0 ? `+${shown}` : shown;
}

/** What is to be said of one figure: the words, and whether they ask for an explanation. */
function said(field) {
  const value = read(field.value);
  const before = field.dataset.before;
  const pledge = field.dataset.pledge;
  if (value === null) return { words: "", odd: false };
  const change = value - Number(before ?? 0);
  if (before !== undefined && change < 0) return { words: places.dataset.less.replace("{n}", signed(change)), odd: true };
  if (pledge !== undefined && value > Number(pledge)) return { words: places.dataset.above, odd: true };
  if (before !== undefined && change === 0) return { words: places.dataset.same, odd: false };
  return { words: places.dataset.more.replace("{n}", signed(change)), odd: false };
}

function show(line) {
  const field = document.getElementById(line.dataset.change);
  if (!field) return;
  const news = said(field);
  line.textContent = news.words;
  line.classList.toggle("change--odd", news.odd);
}

if (places) {
  for (const line of places.querySelectorAll("[data-change]")) {
    show(line);
    document.getElementById(line.dataset.change)?.addEventListener("input", () => show(line));
  }
}
