/** One file on the page: its name, how far it came in words and as a bar, a button to call it off. */
export class Row {
  constructor(item, words) {
    Object.assign(this, { item, words });
    this.state = item.querySelector("[data-row-state]");
    this.bar = item.querySelector("progress");
  }

  static of(template, words, name) {
    const row = new Row(template.content.firstElementChild.cloneNode(true), words);
    row.named(name);
    return row;
  }

  named(name) {
    this.name = name;
    for (const place of this.item.querySelectorAll("[data-row-name]")) place.textContent = name;
    this.bar?.setAttribute("aria-label", name);
  }

  say(word, values = {}) {
    this.state.textContent = filled(this.words[word], values);
  }

  moved(offset, size) {
    this.bar.hidden = false;
    this.bar.max = size;
    this.bar.value = offset;
    this.say("sending", { percent: Math.floor((100 * offset) / size), size: measured(size) });
  }

  arrived(upload, field) {
    this.named(upload.name);
    if (this.bar) this.bar.hidden = true;
    this.say("done", { size: measured(upload.size) });
    const answer = document.createElement("input");
    Object.assign(answer, { type: "hidden", name: field, value: upload.id });
    this.item.append(answer);
    this.item.dataset.id = upload.id;
    this.item.classList.add("uploads__row--done");
  }

  refused(reason) {
    if (this.bar) this.bar.hidden = true;
    this.state.textContent = reason;
    this.item.classList.add("uploads__row--refused");
  }

  onCancel(act) {
    const button = this.item.querySelector("[data-row-cancel]");
    button.hidden = false;
    button.addEventListener("click", act);
  }
}

export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

function measured(size) {
  const language = document.documentElement.lang;
  const megabytes = size / 1048576;
  if (megabytes < 0.1) return `${Math.max(1, Math.round(size / 1024))} kB`;
  return `${megabytes.toLocaleString(language, { maximumFractionDigits: 1 })} MB`;
}
