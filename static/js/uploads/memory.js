import { FILES, UPLOADS } from "../parts/forget.js";

/** What is under way in one form, kept on this device: the list in localStorage, the bytes in IndexedDB. */
export class Memory {
  constructor(owner, place, field) {
    this.key = `${UPLOADS}${owner}:${place}:${field}`;
  }

  /** Each job: id, name and size as sent; `from` tells the chosen file again. */
  jobs() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? [];
    } catch {
      return [];
    }
  }

  async keep(job, file) {
    this.write([...this.jobs().filter((other) => other.id !== job.id), job]);
    await within("readwrite", (files) => files.put(file, job.id)).catch(() => null); // then it is chosen again
  }

  async forget(id) {
    this.write(this.jobs().filter((job) => job.id !== id));
    await this.forgetBytes(id);
  }

  async forgetBytes(id) {
    await within("readwrite", (files) => files.delete(id)).catch(() => null);
  }

  /** The bytes of a job, or null where this device does not have them any more. */
  async bytes(id) {
    return (await within("readonly", (files) => files.get(id)).catch(() => null)) ?? null;
  }

  write(jobs) {
    try {
      if (jobs.length) localStorage.setItem(this.key, JSON.stringify(jobs));
      else localStorage.removeItem(this.key);
    } catch {
      // the device is full, or keeps nothing in this window: the upload goes on, it only is not remembered
    }
  }
}

function within(mode, work) {
  return new Promise((take, fail) => {
    const opening = indexedDB.open(FILES, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("files");
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const base = opening.result;
      const asked = work(base.transaction("files", mode).objectStore("files"));
      asked.transaction.oncomplete = () => { base.close(); take(asked.result); };
      asked.transaction.onabort = () => { base.close(); fail(asked.error); };
    };
  });
}
