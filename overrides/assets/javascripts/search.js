// The search page. What is found is set as text, never as HTML; the choice stands in the address.
import { Finder } from "./finder.js";

const form = document.getElementById("ask");
const list = document.getElementById("results");
const said = document.getElementById("found");
const instead = document.getElementById("instead");
const statuses = document.getElementById("statuses").content;
const fields = [...form.elements].filter((field) => field.name);
const { q: box, kind: kinds, plan: plans } = form.elements;
const other = document.querySelector("a.switch");
const finder = new Finder(new URL("./", location.href));
const foreign = !document.documentElement.lang.startsWith("zh");
const step = 10;
const before = foreign ? 60 : 24;
const after = foreign ? 120 : 60;
let asked = 0;

const make = (tag, name, ...children) => {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...children);
  return node;
};

// Chinese on a page in another language is marked as such.
const text = (words) => !foreign ? [words] : words.split(/([\u3007\u3400-\u9fff\uff08\uff09\u3001\u300a\u300b\u3014\u3015]+)/).map((piece) => {
  if (!/[\u3400-\u9fff]/.test(piece)) return piece;
  const node = make("span", "", piece);
  node.lang = "zh-Hans";
  return node;
});

const link = (url, nodes) => {
  const node = make("a", "", ...nodes);
  node.href = new URL(`../${url}`, finder.folder).href;
  return node;
};

const named = (field, value) => [...field.options].find((option) => option.value === value)?.text ?? "";

// A status as everywhere: icon, word and colour.
const status = (code, count) => {
  const node = statuses.querySelector(`.s-${code}`).cloneNode(true);
  if (count) node.append(` ${count}`);
  return node;
};

// The words from one place to another, with what was found in them marked.
const marked = (words, marks, from, to) => {
  const nodes = [];
  let at = from;
  for (const [begin, end] of marks) {
    if (begin < at || end > to) continue;
    nodes.push(...text(flat(words.slice(at, begin))), make("mark", "", ...text(words.slice(begin, end))));
    at = end;
  }
  return [...nodes, ...text(flat(words.slice(at, to)))];
};
const flat = (words) => words.replace(/\n/g, foreign ? " · " : "\u2003");

// The line of the first mark, and lines after it while it is short; without a mark, how the passage begins.
const excerpt = (words, marks, start) => {
  const first = marks.find(([begin]) => begin >= start)?.[0] ?? start;
  const line = Math.max(start, words.lastIndexOf("\n", first) + 1);
  const from = Math.max(line, first - before);
  let to = from;
  while (to < words.length && to - from < after) to = (words.indexOf("\n", to + 1) + 1 || words.length + 1) - 1;
  const end = Math.min(to, from + before + after);
  return make("p", "excerpt", from > line ? "…" : "", ...marked(words, marks, from, end), end < to ? "…" : "");
};

const entry = ({ page, typed, passage, marks, name }) => {
  const [anchor, heading, code, words] = page.parts[passage];
  const of = [named(kinds, page.kind), page.plan && named(plans, page.plan), page.invented && list.dataset.invented, typed && list.dataset.pinyin];
  const item = make("li", "", make("p", "of", ...text(of.filter(Boolean).join(" · "))), make("h2", "", link(page.url, text(page.title))));
  const own = anchor && heading;
  const start = own && words.startsWith(heading) ? heading.length + 1 : 0;
  if (own) item.append(make("p", "at", link(`${page.url}#${anchor}`, start ? marked(words, marks, 0, start - 1) : text(heading)), code ? status(code) : ""));
  if (name) item.append(make("p", "excerpt", ...marked(name.words, name.marks, 0, name.words.length)));
  item.append(excerpt(words, marks, start));
  if (page.standing.length && !(code && page.standing.length === 1 && page.standing[0][1] === 1)) {
    item.append(make("p", "standing", ...page.standing.map(([one, count]) => status(one, count))));
  }
  return item;
};

const counted = (found) => {
  const words = list.dataset[found.near ? "near" : found.size === 1 ? "one" : "other"];
  return words.replace("{n}", found.size).replace("{query}", () => box.value.trim());
};

// The first results take the place of earlier ones when they are there, so that nothing jumps; further ones follow.
async function show(found, turn, further = false) {
  const items = (await found.take(step)).map(entry);
  if (turn !== asked) return;
  document.querySelector(".load")?.remove();
  if (further) list.append(...items);
  else list.replaceChildren(...items);
  said.textContent = counted(found);
  if (further) items[0]?.querySelector("a").focus();
  if (!found.more) return;
  const more = make("button", "load", list.dataset.more);
  more.type = "button";
  more.addEventListener("click", () => show(found, turn, true));
  list.after(more);
}

const clear = () => {
  list.replaceChildren();
  document.querySelector(".load")?.remove();
};

async function search() {
  const turn = ++asked;
  const query = box.value.trim();
  const fits = (group) => (!kinds.value || group.kind === kinds.value) && (!plans.value || group.plan === plans.value);
  let found;
  try {
    found = query ? await finder.find(query, fits) : null;
  } catch {
    clear();
    said.textContent = list.dataset.failed;
    instead.hidden = false;
    return;
  }
  if (turn !== asked) return;
  if (found?.size) await show(found, turn);
  if (turn !== asked) return;
  instead.hidden = !found || (found.size > 0 && !found.near);
  if (found?.size) return;
  clear();
  said.textContent = found ? list.dataset.none.replace("{query}", () => query) : "";
}

// The address holds the choice, here and in the links to the other language.
const keep = () => {
  const chosen = fields.map((field) => [field.name, field.value.trim()]).filter(([, value]) => value);
  const query = new URLSearchParams(chosen).toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
  for (const link of [other, instead.querySelector(".other")]) link.search = query;
};

const given = new URLSearchParams(location.search);
for (const field of fields) {
  field.value = given.get(field.name) ?? "";
  if (field.selectedIndex === -1) field.value = "";
}
form.querySelector(".choose").hidden = false;
keep();
search();
if (!box.value) box.focus();
let wait;
form.addEventListener("input", () => {
  clearTimeout(wait);
  wait = setTimeout(() => { keep(); search(); }, 150);
});
form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(wait); keep(); search(); });
