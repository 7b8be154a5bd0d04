// Builds static/dist: styles, scripts, font, images and one icon sprite, each under a name that
// carries a hash of its content, and manifest.json, which maps the plain name to the hashed one.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, stat, watch, writeFile } from "node:fs/promises";
import { dirname, extname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync, constants as zlib } from "node:zlib";

import * as esbuild from "esbuild";
import * as sass from "sass";

import { purge } from "./purge_css.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "static/dist");
const parts = join(root, "node_modules");
const FONT = "@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2";
const BROWSERS = ["chrome87", "firefox102", "safari14"];
const TEXT = new Set([".css", ".js", ".svg"]);

/** Writes one file under its hashed name (with .br and .gz beside it if it is text). */
async function emit(manifest, name, content) {
  const bytes = Buffer.from(content);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const ext = extname(name);
  const hashed = `${name.slice(0, -ext.length)}.${hash}${ext}`;
  const target = join(dist, hashed);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, bytes);
  if (TEXT.has(ext)) {
    const best = { params: { [zlib.BROTLI_PARAM_QUALITY]: 11 } };
    await writeFile(`${target}.br`, brotliCompressSync(bytes, best));
    await writeFile(`${target}.gz`, gzipSync(bytes, { level: 9 }));
  }
  manifest[name] = hashed;
  return hashed;
}

/** One <symbol> for each name in static/images/icons.txt, drawn by lucide. */
async function sprite() {
  const list = await readFile(join(root, "static/images/icons.txt"), "utf8");
  const names = list.split("\n").map((line) => line.trim()).filter((line) => line && !line.startsWith("#"));
  const symbols = await Promise.all(names.map(async (name) => {
    const drawing = await readFile(join(parts, "lucide-static/icons", `${name}.svg`), "utf8");
    const inner = drawing.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "").replace(/\s*\n\s*/g, "");
    return `<symbol id="${name}" viewBox="0 0 24 24">${inner.replaceAll(" />", "/>")}</symbol>`;
  }));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

async function styles(fontName) {
  const { css } = sass.compile(join(root, "static/css/app.scss"), { loadPaths: [parts], quietDeps: true });
  const bundle = await esbuild.build({
    stdin: { contents: await purge(css, root), loader: "css", resolveDir: join(root, "static/css") },
    bundle: true, minify: true, write: false, target: BROWSERS, logLevel: "warning",
    external: ["*.woff2"], loader: { ".svg": "dataurl" }, outdir: dist,
  });
  return bundle.outputFiles[0].text.replace(/font:plus-jakarta-sans\.woff2/g, `../${fontName}`);
}

async function script(name) {
  const bundle = await esbuild.build({
    entryPoints: [join(root, "static/js", name)],
    bundle: true, minify: true, write: false, format: "esm", target: BROWSERS, logLevel: "warning",
  });
  return bundle.outputFiles[0].text;
}

async function filesUnder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Removes what earlier builds left, so that the folder never grows. */
async function sweep(manifest) {
  const kept = new Set(["manifest.json"]);
  for (const name of Object.values(manifest)) for (const end of ["", ".br", ".gz"]) kept.add(name + end);
  for (const file of await filesUnder(dist)) {
    if (!kept.has(relative(dist, file).replaceAll("\\", "/"))) await rm(file);
  }
}

async function build() {
  const manifest = {};
  const font = await emit(manifest, "fonts/plus-jakarta-sans.woff2", await readFile(join(parts, FONT)));
  await emit(manifest, "css/app.css", await styles(font));
  for (const file of (await readdir(join(root, "static/js"))).sort()) {
    if (file.endsWith(".js")) await emit(manifest, `js/${file}`, await script(file));
  }
  await emit(manifest, "images/icons.svg", await sprite());
  for (const file of (await readdir(join(root, "static/images"))).sort()) {
    if (/\.(svg|png|jpg)$/.test(file)) {
      await emit(manifest, `images/${file}`, await readFile(join(root, "static/images", file)));
    }
  }
  await writeFile(join(dist, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  await sweep(manifest);
  return manifest;
}

async function report(manifest) {
  for (const name of Object.values(manifest)) {
    const packed = TEXT.has(extname(name)) ? `${name}.br` : name;
    const { size } = await stat(join(dist, packed));
    console.log(`${(size / 1024).toFixed(1).padStart(6)} KB  ${name}`);
  }
}

await mkdir(dist, { recursive: true });
await report(await build());
if (process.argv.includes("--watch")) {
  console.log("Watching static/ and templates/ …");
  for (const folder of ["static/css", "static/js", "static/images", "templates"]) {
    (async () => {
      for await (const _change of watch(join(root, folder), { recursive: true })) {
        await build().catch((error) => console.error(error.message));
      }
    })();
  }
}
