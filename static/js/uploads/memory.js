import { FILES, UPLOADS } from "../parts/forget.js";

/** What is under way in one form, kept on this device: the list in localStorage, the bytes in IndexedDB. */
export class Memory {
  constructor(owner, place, field) {
    this.key = `${UPLOADS}${owner}:${place}:${field}`;
  }

  /** Each job: `key` on this device, `id` at the server once it was begun; `from` tells the chosen file again. */
  jobs() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? [];
    } catch {
      return [];
    }
  }

  note(job) {
    this.write([...this.jobs().filter((other) => other.key !== job.key), job]);
  }

  async keepBytes(job, file) {
    await within("readwrite", (files) => files.put(file, job.key)).catch(() => null); // then it is chosen again
  }

  async forget(job) {
    this.write(this.jobs().filter((other) => other.key !== job.key));
    await this.forgetBytes(job);
  }

  async forgetBytes(job) {
    await within("readwrite", (files) => files.delete(job.key)).catch(() => null);
  }

  /** The bytes of a job, or null where this device does not have them any more. */
  async bytes(job) {
    return (await within("readonly", (files) => files.get(job.key)).catch(() => null)) ?? null;
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
