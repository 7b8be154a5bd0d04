const APART = 5000; // milliseconds between two revisions
const PAUSE = 2000; // after the first letter
const RETRY = 4000; // while the connection is gone

/** Saves what is written by itself, and keeps it on this device until the server has it. */
export class Saving {
  constructor(place, text, drafts) {
    Object.assign(this, { place, text, drafts });
    this.words = place.querySelector("[data-words]").dataset;
    this.state = place.querySelector("[data-state]");
    this.question = place.querySelector("[data-question]");
    this.form = text.form;
    this.base = Number(place.dataset.revision);
    this.saved = text.value;
    this.sent = null; // a text on its way, of which nobody knows whether it arrived
    this.last = 0;
    this.asking = false;
  }

  begin() {
    this.takeUp();
    this.text.addEventListener("input", () => this.changed());
    this.form.addEventListener("submit", (event) => this.submitted(event));
    for (const way of document.querySelectorAll("form[action$='/keluar']")) {
      way.addEventListener("submit", (event) => this.signsOut(event, way));
    }
    addEventListener("online", () => this.back());
    addEventListener("offline", () => this.say(this.words.lost, true));
    addEventListener("pageshow", () => { this.leaving = false; });
  }

  /** What was left on this device: sent when it began from the present revision, asked about when not. */
  takeUp() {
    for (const draft of this.drafts.all()) {
      if (same(draft.text, this.saved)) { this.drafts.forget(draft.base); continue; }
      const knows = draft.base === this.base || (draft.sent !== null && same(draft.sent, this.saved));
      this.text.value = draft.text;
      if (!knows) { this.ask(draft.base); return; }
      if (draft.base !== this.base) this.drafts.forget(draft.base);
      this.say(this.words.restored);
      this.changed();
      return;
    }
  }

  changed() {
    this.drafts.keep(this.base, this.text.value, this.sent);
    if (this.asking) return;
    const wait = Math.max(PAUSE, APART - (Date.now() - this.last));
    this.timer ??= setTimeout(() => this.save(), wait);
  }

  back() {
    if (same(this.text.value, this.saved)) return;
    this.say(this.words.back);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), 200);
  }

  /** One save at a time. */
  save() {
    this.timer = undefined;
    this.flight ??= this.send(this.text.value).finally(() => { this.flight = undefined; });
    return this.flight;
  }

  async send(written) {
    if (this.asking || this.leaving || same(written, this.saved)) return;
    this.last = Date.now();
    const before = this.sent;
    this.sent = written;
    this.drafts.keep(this.base, written, this.sent);
    const body = new FormData(this.form);
    body.set("text", written);
    body.set("base", this.base);
    const answer = await fetch(this.place.dataset.save, { method: "POST", body, redirect: "manual" }).catch(() => null);
    await this.take(answer, written, before);
  }

  async take(answer, written, before) {
    if (answer === null) return this.lost(before ?? written);
    if (answer.type === "opaqueredirect") return this.say(this.words.out, true);
    const told = await answer.json().catch(() => null);
    if (told === null) return this.lost(before ?? written);
    if (answer.ok) return this.accepted(told.revision, written, told.said);
    if (told.text === undefined) { this.sent = null; return this.say(told.message, true); }
    if (before !== null && same(told.text, before)) return this.accepted(told.revision, before, "");
    return this.ask(this.base);
  }

  /** The button saves too: after what is on its way, so that nobody clashes with themselves. */
  async submitted(event) {
    this.leaving = true;
    if (!this.flight) return;
    event.preventDefault();
    await this.flight;
    if (this.form.requestSubmit) this.form.requestSubmit(event.submitter);
    else this.form.submit();
  }

  /** What is not saved yet is saved before the person signs out; this device keeps nothing afterwards. */
  async signsOut(event, way) {
    if (this.asking || same(this.text.value, this.saved)) return;
    event.preventDefault();
    await this.flight;
    await this.save();
    if (same(this.text.value, this.saved)) way.submit();
  }

  /** The server has `written` as revision `number`; what was typed since goes on from there. */
  accepted(number, written, said) {
    this.drafts.forget(this.base);
    this.base = number;
    this.form.elements.base.value = number;
    this.saved = written;
    this.sent = null;
    if (said) this.say(said);
    if (!same(this.text.value, written)) this.changed();
  }

  lost(sent) {
    this.sent = sent;
    this.drafts.keep(this.base, this.text.value, sent);
    this.say(this.words.lost, true);
    this.timer ??= setTimeout(() => this.save(), RETRY);
  }

  /** The text changed on the server meanwhile: nothing is sent by itself any more, the person decides. */
  ask(base) {
    this.asking = true;
    this.form.elements.base.value = base;
    this.base = base;
    this.drafts.keep(base, this.text.value);
    this.question.hidden = false;
    this.say("");
  }

  say(words, warning = false) {
    this.state.textContent = words;
    this.state.classList.toggle("writing-state--warning", warning);
  }
}

/** What the server cleans is no difference: white space at the ends, letters written in two parts. */
function same(one, other) {
  return cleaned(one) === cleaned(other);
}

function cleaned(text) {
  return text.replace(/\r\n?/g, "\n").normalize("NFC").trim();
}
