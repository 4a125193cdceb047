// Turns SVG into PNG, one request a line: {id, svg} → {id, png, lacks}. resvg runs as WebAssembly and sees no fonts but
// the locked ones, so that every machine gives the same bytes. The font comes in slices by character; only those are
// read whose characters the picture holds, and one weight: from several, resvg takes any when it goes on to a next slice.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { initWasm, Resvg } from "@resvg/resvg-wasm";

const resolve = createRequire(import.meta.url).resolve;
const font = (file) => resolve(`@fontsource/noto-serif-sc/${file}`);
const slices = Object.entries(JSON.parse(readFileSync(font("unicode.json"), "utf-8"))).map(([key, ranges]) => ({
  key: key.replace(/[[\]]/g, ""),
  ranges: ranges.split(",").map((range) => range.slice(2).split("-").map((code) => parseInt(code, 16))),
}));
const holds = (slice, code) => slice.ranges.some(([first, last]) => code >= first && code <= (last ?? first));
const files = new Map();
const file = ({ key }) => {
  const name = `files/noto-serif-sc-${key}-500-normal.woff2`;
  if (!files.has(name)) files.set(name, new Uint8Array(readFileSync(font(name))));
  return files.get(name);
};

await initWasm(readFileSync(resolve("@resvg/resvg-wasm/index_bg.wasm")));
for await (const line of createInterface({ input: process.stdin })) {
  const { id, svg } = JSON.parse(line);
  const codes = [...new Set(svg.replace(/<[^>]*>/g, ""))].map((sign) => sign.codePointAt(0));
  const needed = slices.filter((slice) => codes.some((code) => holds(slice, code)));
  const lacks = String.fromCodePoint(...codes.filter((code) => !slices.some((slice) => holds(slice, code))));
  const fontBuffers = needed.map(file);
  const png = new Resvg(svg, { font: { fontBuffers, defaultFontFamily: "Noto Serif SC" } }).render().asPng();
  process.stdout.write(JSON.stringify({ id, png: Buffer.from(png).toString("base64"), lacks: lacks.trim() }) + "\n");
}
