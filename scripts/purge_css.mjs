// Drops the rules of govuk-frontend whose classes no template names. Only names that begin with
// "govuk-" are looked at: our own styles are short because they are written short.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

const NAME = /govuk-[a-z0-9_-]+/g;

async function classesInUse(root) {
  const used = new Set();
  for (const folder of ["templates", "portal"]) {
    const entries = await readdir(join(root, folder), { recursive: true }).catch(() => []);
    for (const entry of entries.filter((name) => /\.(html|py)$/.test(name))) {
      const text = await readFile(join(root, folder, entry), "utf8");
      for (const [name] of text.matchAll(NAME)) used.add(name);
    }
  }
  return used;
}

/** The classes a selector needs; those inside :not(…) are none of them. */
const classesOf = (selector) =>
  [...selector.replace(/:not\([^)]*\)/g, "").matchAll(/\.(govuk-[a-z0-9_-]+)/g)].map((match) => match[1]);

/** Walks nested blocks of plain CSS (as Sass writes it) and keeps the rules that can match something. */
function filter(css, used) {
  let out = "";
  let at = 0;
  while (at < css.length) {
    const open = css.indexOf("{", at);
    if (open < 0) return out + css.slice(at);
    let end = open + 1;
    for (let depth = 1; depth > 0; end += 1) depth += { "{": 1, "}": -1 }[css[end]] ?? 0;
    const prelude = css.slice(at, open);
    const body = css.slice(open + 1, end - 1);
    const start = Math.max(prelude.lastIndexOf(";"), prelude.lastIndexOf("*/") + 1) + 1;
    const [before, head] = [prelude.slice(0, start), prelude.slice(start).trim()];
    out += before;
    if (/^@(media|supports|layer)/.test(head)) {
      const inner = filter(body, used);
      if (inner.trim()) out += `${head}{${inner}}`;
    } else if (head.startsWith("@")) {
      out += `${head}{${body}}`;
    } else {
      const kept = head.split(/,(?![^(]*\))/).filter((one) => classesOf(one).every((name) => used.has(name)));
      if (kept.length) out += `${kept.join(",")}{${body}}`;
    }
    at = end;
  }
  return out;
}

export async function purge(css, root) {
  return filter(css.replace(/\/\*[\s\S]*?\*\//g, ""), await classesInUse(root));
}
