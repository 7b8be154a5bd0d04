import { PREFIX } from "../parts/forget.js";

/** Texts kept on this device, one for each person, meeting and revision that it was begun from. */
export class Drafts {
  constructor(user, reference) {
    this.prefix = `${PREFIX}${user}:${reference}:`;
  }

  /** Keeps a text; `sent` is the text that was sent and not yet answered, if any. */
  keep(base, text, sent = null) {
    try {
      localStorage.setItem(this.prefix + base, JSON.stringify({ text, sent, at: Date.now() }));
      return true;
    } catch {
      return false; // the device is full, or keeps nothing in this window
    }
  }

  forget(base) {
    localStorage.removeItem(this.prefix + base);
  }

  forgetAll() {
    for (const draft of this.all()) this.forget(draft.base);
  }

  /** What is kept for this meeting, the newest first. */
  all() {
    const found = [];
    for (let at = 0; at < localStorage.length; at += 1) {
      const key = localStorage.key(at);
      if (key.startsWith(this.prefix)) found.push({ base: Number(key.slice(this.prefix.length)), ...read(key) });
    }
    return found.sort((one, other) => other.at - one.at);
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? { text: "", at: 0 };
  } catch {
    return { text: "", at: 0 };
  }
}
