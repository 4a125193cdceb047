// The search page: Pagefind over the finished pages, one index a language. What it finds is set as text, never as HTML.
const list = document.getElementById("results");
const said = document.getElementById("found");
const box = document.getElementById("q");
const step = 10;
let engine;
let asked = 0;

const load = () => engine ??= import(new URL(list.dataset.bundle, location.href).href).then(async (pagefind) => {
  await pagefind.options({ excerptLength: 24 });
  await pagefind.init();
  return pagefind;
});

// Pagefind marks hits with <mark>; everything else of its excerpt is text.
const plain = (html) => new DOMParser().parseFromString(html, "text/html").documentElement.textContent;
const marked = (excerpt) => excerpt.split(/<mark>(.*?)<\/mark>/s).map((part, number) => [plain(part), number % 2]);

// Around the characters as typed, where Pagefind would show words that they were cut into.
function around(content, part) {
  const at = content.indexOf(part);
  if (at < 0) return [[content.slice(0, 60), 0]];
  return [[content.slice(Math.max(0, at - 24), at), 0], [part, 1], [content.slice(at + part.length, at + part.length + 36), 0]];
}

function excerpt(page, parts) {
  const line = document.createElement("p");
  for (const [text, hit] of parts.length ? around(page.content, parts[0]) : marked(page.excerpt)) {
    const node = document.createElement(hit ? "mark" : "span");
    node.textContent = text;
    line.append(node);
  }
  return line;
}

function entry(page, parts) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = page.url;
  link.textContent = page.meta.title;
  item.append(link, excerpt(page, parts));
  return item;
}

// Pagefind matches the words that Chinese is cut into, in any order; a reader who types characters means them as typed.
const looked = 60;
const most = 600;
const characters = (query) => query.split(/\s+/).filter((part) => /[\u3400-\u9fff]/.test(part));
const holds = (page, parts) => parts.every((part) => `${page.meta.title} ${page.content}`.includes(part));

async function matching(results, query) {
  const parts = characters(query);
  if (!parts.length) return { pages: results.map((result) => () => result.data()), count: results.length };
  const kept = [];
  let at = 0;
  while (at < Math.min(results.length, most) && kept.length <= step) {
    const pages = await Promise.all(results.slice(at, at + looked).map((result) => result.data()));
    kept.push(...pages.filter((page) => holds(page, parts)).map((page) => () => page));
    at += looked;
  }
  const rest = kept.length ? results.slice(at).map((result) => () => result.data()) : [];
  return { pages: [...kept, ...rest], count: kept.length + rest.length };
}

async function show(pages, parts, from) {
  document.querySelector(".load")?.remove();
  for (const page of await Promise.all(pages.slice(from, from + step).map((page) => page()))) list.append(entry(page, parts));
  if (pages.length <= from + step) return;
  const more = document.createElement("button");
  more.className = "load";
  more.type = "button";
  more.textContent = list.dataset.more;
  more.addEventListener("click", () => show(pages, parts, from + step));
  list.after(more);
}

async function search(query) {
  const turn = ++asked;
  let hits;
  try {
    const results = query ? (await (await load()).search(query)).results : [];
    hits = await matching(results, query);
  } catch {
    said.textContent = list.dataset.failed;
    return;
  }
  if (turn !== asked) return;
  list.replaceChildren();
  document.querySelector(".load")?.remove();
  const words = hits.count === 1 ? list.dataset.one : list.dataset.other;
  said.textContent = !query ? "" : hits.count ? words.replace("{n}", hits.count) : list.dataset.none.replace("{query}", () => query);
  await show(hits.pages, characters(query), 0);
}

const given = new URLSearchParams(location.search).get("q") ?? "";
box.value = given;
box.focus();
search(given.trim());
let wait;
box.addEventListener("input", () => {
  clearTimeout(wait);
  wait = setTimeout(() => {
    const query = box.value.trim();
    history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    search(query);
  }, 200);
});
box.form.addEventListener("submit", (event) => { event.preventDefault(); search(box.value.trim()); });
