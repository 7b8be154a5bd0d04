/** The buttons above the text: each puts Markdown around what is chosen, and can be undone like typing. */
export function offerTools(place, text) {
  const tools = place.querySelector("[data-tools]");
  const words = place.querySelector("[data-words]").dataset;
  tools.hidden = false;
  tools.addEventListener("click", (event) => {
    const mark = event.target.closest("button")?.dataset.mark;
    if (mark) MARKS[mark](text, words);
  });
  text.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "b") {
      event.preventDefault();
      MARKS.bold(text, words);
    }
  });
}

const MARKS = {
  bold: (text, words) => around(text, "**", "**", words.bold),
  link: (text, words) => around(text, "[", "](https://)", words.link),
  heading: (text, words) => lines(text, () => "## ", words.heading),
  list: (text, words) => lines(text, () => "- ", words.item),
  numbers: (text, words) => lines(text, (at) => `${at + 1}. `, words.item),
  table: (text, words) => {
    const row = (cell) => `| ${cell} | ${cell} |`;
    put(text, `${startsLine(text) ? "" : "\n"}\n${row(words.column)}\n| --- | --- |\n${row(words.cell)}\n`);
  },
};

function around(text, before, after, otherwise) {
  const chosen = text.value.slice(text.selectionStart, text.selectionEnd) || otherwise;
  const from = text.selectionStart + before.length;
  put(text, before + chosen + after);
  text.setSelectionRange(from, from + chosen.length);
}

function lines(text, mark, otherwise) {
  const start = text.value.lastIndexOf("\n", text.selectionStart - 1) + 1;
  const end = text.selectionEnd;
  text.setSelectionRange(start, end);
  const chosen = text.value.slice(start, end) || otherwise;
  put(text, chosen.split("\n").map((line, at) => mark(at) + line).join("\n"));
}

function startsLine(text) {
  return text.selectionStart === 0 || text.value[text.selectionStart - 1] === "\n";
}

/** Puts words in place of the selection; `insertText` keeps the browser's undo, where it is known. */
function put(text, words) {
  text.focus();
  if (document.execCommand?.("insertText", false, words)) return;
  text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
}
