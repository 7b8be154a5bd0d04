import { Line, Refusal, SignedOut, Unknown } from "./line.js";
import { Memory } from "./memory.js";
import { reduced } from "./reducing.js";
import { filled, Row } from "./row.js";

const WAITS = [1000, 2000, 5000, 10000, 30000]; // milliseconds until a lost line is tried again

/** The question for several files: what is chosen is sent at once, one after the other. */
export class Box {
  constructor(place) {
    this.place = place;
    this.words = place.dataset;
    this.form = place.closest("form");
    this.list = place.querySelector("[data-list]");
    this.template = place.querySelector("template");
    this.state = place.querySelector("[data-state]");
    this.memory = new Memory(this.words.owner, location.pathname.replace(/^\/en(?=\/)/, ""), this.words.field);
    this.line = new Line(this.words.begin, this.form.elements.csrf_token.value);
    this.queue = Promise.resolve();
    this.pending = 0;
    this.left = []; // begun before, and the device has lost the bytes
  }

  begin() {
    for (const input of this.place.querySelectorAll("input[type='file']")) {
      input.removeAttribute("name");
      input.addEventListener("change", () => this.chosen(input));
    }
    for (const item of this.list.children) this.watch(new Row(item, this.words), { id: item.dataset.id });
    this.form.addEventListener("submit", (event) => this.submitted(event));
    const shown = new Set([...this.list.children].map((item) => item.dataset.id));
    for (const job of this.memory.jobs()) if (!shown.has(job.id)) this.takeUp(job);
  }

  chosen(input) {
    for (const file of [...input.files]) {
      if (this.list.querySelectorAll(":scope > :not(.uploads__row--refused)").length >= Number(this.words.most)) {
        this.say("many");
        break;
      }
      const from = [file.name, file.size, file.lastModified].join("/");
      const old = this.left.find((one) => one.job.from === from);
      if (old) this.left.splice(this.left.indexOf(old), 1);
      const row = old ? old.row : this.show(file.name);
      const job = old ? old.job : { from, key: `${Date.now()}-${Math.random()}`, name: file.name };
      this.enqueue(row, job, async () => this.prepared(row, job, file));
    }
    input.value = "";
  }

  /** The file as it will be sent, kept on this device until it has arrived. */
  async prepared(row, job, file) {
    row.say("reducing");
    const sent = await reduced(file);
    this.memory.note(job);
    await this.memory.keepBytes(job, sent);
    return sent;
  }

  /** What was under way when the page went: it goes on by itself while this device has the bytes. */
  async takeUp(job) {
    const row = this.show(job.name);
    const bytes = await this.memory.bytes(job);
    if (bytes || job.done) return this.enqueue(row, job, async () => bytes);
    row.say("choose");
    this.left.push({ row, job });
  }

  show(name) {
    const row = Row.of(this.template, this.words, name);
    this.list.append(row.item);
    row.say("waiting");
    return row;
  }

  enqueue(row, job, open) {
    const ending = this.watch(row, job);
    this.pending += 1;
    this.queue = this.queue
      .then(() => (ending.signal.aborted ? null : this.carry(row, job, open, ending.signal)))
      .finally(() => this.ended());
  }

  /** The button that calls a file off, at whatever stage it is. */
  watch(row, job) {
    const ending = new AbortController();
    row.onCancel(() => {
      ending.abort();
      row.item.remove();
      this.left = this.left.filter((one) => one.job !== job);
      this.say("cancelled", { name: row.name });
      this.drop(job);
    });
    return ending;
  }

  /** Forget it here and at the server, which would sweep it after a day. */
  async drop(job) {
    if (job.key) await this.memory.forget(job);
    if (job.id) await this.line.cancel(job.id).catch(() => null);
  }

  async carry(row, job, open, signal) {
    try {
      const file = await open();
      const upload = await this.through(row, job, file, signal);
      this.memory.note({ ...job, name: upload.name, done: true });
      await this.memory.forgetBytes(job);
      row.arrived(upload, this.words.field);
      this.say("arrived", { name: upload.name });
    } catch (error) {
      if (signal.aborted) { this.drop(job); return; }
      this.failed = true;
      if (error instanceof Unknown) { row.item.remove(); await this.memory.forget(job); return; }
      this.drop(job);
      row.refused(error.message);
      this.say("refused", { name: row.name });
    }
  }

  /** Until it has arrived: a lost line is tried again, from where the server says. */
  async through(row, job, file, signal) {
    for (let lost = 0; ; lost += 1) {
      try {
        return await this.once(row, job, file, signal);
      } catch (error) {
        if (signal.aborted || error instanceof Refusal || (error instanceof Unknown && !file)) throw error;
        if (error instanceof Unknown) job.id = undefined; // it expired: begin anew
        row.say(error instanceof SignedOut ? "out" : "paused");
        if (lost === 0) this.say(error instanceof SignedOut ? "out" : "paused");
        await pause(WAITS[Math.min(lost, WAITS.length - 1)]);
      }
    }
  }

  async once(row, job, file, signal) {
    let standing;
    if (job.id) standing = await this.line.standing(job.id, signal);
    else {
      standing = await this.line.begin(file);
      Object.assign(job, { id: standing.id, name: standing.name });
      this.memory.note(job);
    }
    if (standing.done) return standing;
    if (!file) throw new Unknown();
    const moved = (offset) => row.moved(offset, file.size);
    moved(standing.offset);
    await this.line.send(job.id, file, standing, signal, moved);
    row.say("checking");
    return this.line.finish(job.id, signal);
  }

  ended() {
    this.pending -= 1;
    if (this.pending || !this.held) return;
    const button = this.held;
    this.held = null;
    if (this.failed) this.say("look");
    else this.form.requestSubmit(button.form === this.form ? button : null);
  }

  /** The form waits for what is under way. */
  submitted(event) {
    this.failed = false;
    if (!this.pending) return;
    event.preventDefault();
    this.held = event.submitter ?? this.form;
    this.say("hold");
  }

  say(word, values = {}) {
    this.state.textContent = filled(this.words[word], values);
  }
}

/** A while, or until the device says that it is connected again. */
function pause(milliseconds) {
  return new Promise((go) => {
    const timer = setTimeout(done, milliseconds);
    addEventListener("online", done);
    function done() {
      clearTimeout(timer);
      removeEventListener("online", done);
      go();
    }
  });
}
