const TRIES = 3; // for a piece that arrives damaged

/** The server says no; the message is for the person. */
export class Refusal extends Error {}
/** The session is over: somebody has to sign in again. */
export class SignedOut extends Error {}
/** The server does not know the upload any more. */
export class Unknown extends Error {}

/** The line to the server: what can be asked of it about one upload. Anything else it throws is a lost line. */
export class Line {
  constructor(address, token) {
    Object.assign(this, { address, token });
  }

  async begin(file) {
    const body = new FormData();
    body.set("name", file.name);
    body.set("size", file.size);
    body.set("sha256", await hex(await file.arrayBuffer()));
    return (await this.ask("POST", "", { body })).json();
  }

  async standing(id, signal) {
    return (await this.ask("GET", `/${id}`, { signal })).json();
  }

  async finish(id, signal) {
    return (await this.ask("POST", `/${id}/selesai`, { signal })).json();
  }

  async cancel(id) {
    await this.ask("DELETE", `/${id}`);
  }

  /** Sends the file from an offset to its end, telling how far it came. */
  async send(id, file, from, signal, moved) {
    let offset = from.offset;
    let damaged = 0;
    while (offset < file.size) {
      const bytes = await file.slice(offset, offset + from.piece).arrayBuffer();
      const headers = {
        "Content-Type": "application/offset+octet-stream",
        "Upload-Offset": offset,
        "Content-Digest": `sha-256=:${await base64(bytes)}:`,
      };
      const answer = await this.ask("PATCH", `/${id}`, { body: bytes, headers, signal }, [409, 422]);
      if (answer.status === 422) {
        damaged += 1;
        if (damaged >= TRIES) throw new Refusal((await answer.json()).message);
      }
      offset = Number(answer.headers.get("Upload-Offset")); // the server knows best where to go on
      moved(offset);
    }
  }

  /** `passing`: statuses that are no fault here. */
  async ask(method, path, options = {}, passing = []) {
    const headers = { "X-CSRFToken": this.token, ...options.headers };
    const answer = await fetch(this.address + path, { ...options, method, headers, redirect: "manual" });
    if (answer.ok || passing.includes(answer.status)) return answer;
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 400) throw new SignedOut();
    if (answer.status === 404) throw new Unknown();
    if (answer.status >= 500) throw new Error("the server is busy");
    throw new Refusal((await answer.json()).message);
  }
}

async function hex(bytes) {
  return [...(await sum(bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function base64(bytes) {
  return btoa(String.fromCharCode(...(await sum(bytes))));
}

async function sum(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}
