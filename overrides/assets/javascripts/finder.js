// Finds pages of one language in the files that hooks/mingzhang/search/ writes: terms/ leads to numbers of pages, pages/ says what to show of them.
const RUNS = /[\u3007\u3400-\u9fff]+|[a-z0-9]+/g;
const HAN = /[\u3007\u3400-\u9fff]/;
// Pages with equal claims come in this order: what is about the words before what lists them. Where the words are a page's name, its kind decides otherwise.
const KINDS = ["plan", "project", "action", "snapshot", "text", "theme", "department", "region", "indicator", "list"];
const NAMED = ["plan", "region", "theme", "department", "indicator", "project", "action", "snapshot", "text", "list"];
const UNNAMED = 2;
// As in hooks/mingzhang/search/terms.py: drawers of Chinese terms.
const DRAWERS = 512;
// A page's number is that of its segment, and its place in that below this room.
const ROOM = 2 ** 20;
// So many characters are shown from the first mark on, at most.
const SHOWN = 200;

export const plain = (text) => text.normalize("NFKC").toLowerCase();
const runs = (text) => plain(text).match(RUNS) ?? [];

// What was typed, cut at spaces and commas. Chinese, numbers of documents and ids are meant as typed; a word alone also stands for its other forms.
export const parts = (query) =>
  plain(query).split(/[\s,;、。]+/).map(runs).filter((found) => found.length)
    .map((found) => ({ runs: found, text: found.join(""), literal: found.length > 1 || HAN.test(found[0]) }));

// An English word and the stems of its other forms: roads and road, cities and city, renovated and renovation.
export const forms = (word) => {
  const found = [word];
  const add = (pattern, ending) => { if (word.length > 4 && pattern.test(word)) found.push(word.replace(pattern, ending)); };
  add(/ies$/, "y");
  add(/y$/, "ies");
  add(/(s|x|z|ch|sh)es$/, "$1");
  add(/([^su])s$/, "$1");
  add(/(\w{3})(ing|ed|es|e|ion|ions)$/, "$1");
  return found;
};

// The terms of a run: of Chinese every three neighbours, of words all that begin alike.
const asked = (run) => {
  if (!HAN.test(run)) return [{ starts: run.length > 1 ? forms(run) : [], is: [run] }];
  if (run.length < 3) return [{ starts: [], is: [run] }];
  return Array.from({ length: run.length - 2 }, (_, at) => ({ starts: [], is: [run.slice(at, at + 3)] }));
};
const pairs = (run) =>
  HAN.test(run) && run.length > 2 ? Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)) : [run];
const mixed = (term) => {
  let number = 0;
  for (let at = 0; at < term.length; at += 1) number = (number * 31 + term.charCodeAt(at)) & 0xffffff;
  return number;
};

// Takes the pages of a term as they are written, `0:3,1/2;c://4`: by segment, then by tier, each by how many are left out before it; all in figures to the base of 36.
const read = (written, take) => {
  for (const segment of written?.split(";") ?? []) {
    const [number, tiers] = segment.split(":");
    tiers.split("/").forEach((steps, tier) => {
      let page = parseInt(number, 36) * ROOM - 1;
      for (const step of steps ? steps.split(",") : []) take(page += 1 + parseInt(step, 36), tier);
    });
  }
};

// A text without signs and spaces, and where each of its characters stood; nothing is found across lines.
export const squashed = (text) => {
  let flat = "";
  const at = [];
  let place = 0;
  for (const character of text) {
    const code = character.charCodeAt(0);
    let kept = "";
    if (code === 10 || (code > 47 && code < 58) || (code > 96 && code < 123) || (code > 0x33ff && code < 0xa000)) kept = character;
    else if (code > 64 && code < 91) kept = character.toLowerCase();
    else if (code > 127) kept = (plain(character).match(RUNS) ?? []).join("");
    for (const one of kept) { flat += one; at.push(place); }
    place += character.length;
  }
  return { flat, at };
};

export class Finder {
  constructor(folder) {
    this.folder = folder;
    this.kept = new Map();
  }

  async file(name, options) {
    const answer = await fetch(new URL(name, this.folder), options);
    if (!answer.ok) throw new Error(`${answer.status} ${name}`);
    return answer.json();
  }

  keep(name, read) {
    if (!this.kept.has(name)) this.kept.set(name, read());
    return this.kept.get(name);
  }

  // What everything begins with; asked anew each time, so that all files are of one build.
  entry() {
    return this.keep("", async () => {
      const entry = await this.file("index.json", { cache: "no-cache" });
      entry.segments = entry.segments.map(([name, plan, invented, runs]) => {
        let from = 0;
        return { name, runs: runs.map(([kind, count, together]) => ({ kind, plan, invented, together, from, to: from += count })) };
      });
      entry.terms = new Set(entry.terms.split(" "));
      return entry;
    });
  }

  async part(name) {
    const { version } = await this.entry();
    return this.keep(name, () => this.file(`${name}.json?${version}`));
  }

  // The file of a term, or of all terms and names that begin so.
  async terms(term, kind = "w") {
    const { terms, han, cut } = await this.entry();
    if (HAN.test(term)) {
      const drawer = mixed(term) % DRAWERS;
      const isThere = parseInt(han.at(-1 - (drawer >> 2)), 16) >> (drawer & 3) & 1;
      return isThere ? this.part(`terms/h${(mixed(term) % (DRAWERS * cut)).toString(16)}`) : {};
    }
    const name = `${kind}${term.slice(0, 2)}`;
    return terms.has(name) ? this.part(`terms/${name}`) : {};
  }

  // Pages that have the term, each with the best place where it has it: name, heading or text.
  async pages({ starts, is }) {
    const best = new Map();
    const take = (page, tier) => { if (!(best.get(page) <= tier)) best.set(page, tier); };
    for (const term of is) read((await this.terms(term))[term], take);
    for (const start of starts) {
      const terms = await this.terms(start);
      for (const term of Object.keys(terms)) if (term.startsWith(start)) read(terms[term], take);
    }
    return best;
  }

  // What a query finds among the pages that fit; if nothing has it as typed, what comes near.
  async find(query, fits = () => true) {
    const given = parts(query);
    const entry = await this.entry();
    const [claims, typed] = await Promise.all([this.all(given), entry.pinyin ? this.pinyin(query) : new Map()]);
    const others = new Map([...typed].filter(([page]) => !claims.has(page)));
    const found = new Found(this, this.sorted(claims, entry, fits), given, this.sorted(others, entry, fits));
    await found.check();
    if (found.size) return found;
    const pieces = [...new Set(given.flatMap((part) => part.runs.flatMap(pairs)))];
    const near = this.sorted(await this.nearly(pieces), entry, fits);
    return new Found(this, near, pieces.map((text) => ({ runs: [text], text, literal: HAN.test(text) })), [], near.length > 0);
  }

  // Every part must be there; a part is as good as the worst place of its terms.
  async all(given) {
    const found = await Promise.all(given.flatMap((part) => part.runs.flatMap(asked)).map((term) => this.pages(term)));
    const claims = new Map();
    for (const page of found.length ? found[0].keys() : []) {
      const tiers = found.map((pages) => pages.get(page));
      if (!tiers.includes(undefined)) claims.set(page, Math.max(...tiers));
    }
    return claims;
  }

  // Pages that have most of the pieces, and no fewer than any other.
  async nearly(pieces) {
    const found = await Promise.all(pieces.map((term) => this.pages({ starts: [], is: [term] })));
    const counts = new Map();
    for (const pages of found) for (const page of pages.keys()) counts.set(page, (counts.get(page) ?? 0) + 1);
    const enough = Math.max(2, Math.ceil(pieces.length * 0.6), ...counts.values());
    return new Map([...counts].filter(([, count]) => count === enough).map(([page]) => [page, UNNAMED]));
  }

  sorted(claims, entry, fits) {
    const rank = ({ kind }, tier) => (tier < UNNAMED ? NAMED : KINDS).indexOf(kind);
    return [...claims].map(([page, tier]) => ({ page, tier, group: run(page, entry) })).filter(({ group }) => fits(group))
      .sort((a, b) => a.group.invented - b.group.invented || a.tier - b.tier || rank(a.group, a.tier) - rank(b.group, b.tier) || a.page - b.page)
      .map(({ page }) => page);
  }

  // Pages whose name is typed so: hmcs or haimian for 海绵城市. Only where nothing but letters was typed.
  async pinyin(query) {
    const letters = plain(query).trim();
    const best = new Map();
    const typed = letters.replace(/[' ]/g, "");
    if (!/^[a-z][a-z' ]+$/.test(letters) || typed.length < 2) return best;
    for (const [syllables, pages] of Object.entries(await this.terms(typed, "p"))) {
      const place = Math.min(sounds(syllables.split(" "), typed), 1);
      if (place >= 0) read(pages, (page) => { if (!(best.get(page) <= place)) best.set(page, place); });
    }
    return best;
  }

  // What is shown of a page at once.
  async page(number) {
    const entry = await this.entry();
    const { name } = entry.segments[Math.floor(number / ROOM)];
    const { from, together } = run(number, entry);
    const place = (number % ROOM) - from;
    const file = await this.part(`pages/${name}/${from + place - (place % together)}`);
    return file[place % together];
  }

  // A long page with all that it says.
  async whole(number, page) {
    const { name } = (await this.entry()).segments[Math.floor(number / ROOM)];
    const rest = await this.part(`pages/${name}/${number % ROOM}-rest`);
    const parts = page.parts.map(([anchor, heading, status, text], place) => [anchor, heading, status, text + rest[place]]);
    return { ...page, parts, cut: undefined };
  }
}

// The run of pages of one kind in which a page stands.
const run = (page, { segments }) =>
  segments[Math.floor(page / ROOM)].runs.find(({ to }) => page % ROOM < to);

// Pages in their order, fetched and looked through as they are taken.
class Found {
  constructor(finder, numbers, given, typed, near = false) {
    Object.assign(this, { finder, given, near });
    this.rest = [...numbers, ...typed];
    this.typed = new Set(typed);
    this.ready = [];
    this.size = this.rest.length;
    this.sure = near || given.every((part) => part.runs.length === 1 && (!HAN.test(part.text) || part.text.length < 4));
  }

  // Terms alone can't tell whether long parts stand as typed: a few pages are looked through before their number is said.
  async check() {
    if (!this.sure) await this.fill(this.size > 20 ? 10 : this.size);
  }

  async fill(count) {
    while (this.ready.length < count && this.rest.length) {
      const numbers = this.rest.splice(0, count - this.ready.length);
      for (const { page, typed, match } of await Promise.all(numbers.map((number) => this.look(number)))) {
        if (match) this.ready.push({ page, typed, ...match });
        else this.size -= 1;
      }
    }
  }

  // A page with what was found on it; of a long one the rest is fetched only if it may matter.
  async look(number) {
    const typed = this.typed.has(number);
    const given = typed ? [] : this.given;
    const page = await this.finder.page(number);
    const match = matched(page, given, !this.near);
    if (match?.sure || page.cut === undefined) return { page, typed, match };
    const whole = await this.finder.whole(number, page);
    return { page: whole, typed, match: matched(whole, given, !this.near) };
  }

  async take(count) {
    await this.fill(count);
    return this.ready.splice(0, count);
  }

  get more() {
    return this.ready.length + this.rest.length;
  }
}

// The syllable at which the letters begin, as initials or spelt out; -1 if nowhere.
const sounds = (syllables, letters) => {
  const initials = syllables.map((syllable) => syllable[0]).join("");
  const place = initials.indexOf(letters);
  if (syllables.length > 1 && (letters.length > 2 ? place >= 0 : place === 0)) return place;
  return letters.length < 4 ? -1 : syllables.findIndex((_, at) => syllables.slice(at).join("").startsWith(letters));
};

// Where the parts stand on a page: the passage that has most of them, and the stretches of it to mark; another name if only that has one. Null if the page does not have the parts as typed.
export const matched = (page, given, strict = true) => {
  const literal = given.filter((part) => part.literal);
  const texts = page.parts.map(([anchor, heading, , text]) => ({ anchor: squashed(anchor).flat, heading: heading.length, text, ...squashed(text) }));
  const whole = [squashed(`${page.title}\n${page.also}`).flat, ...texts.flatMap(({ anchor, flat }) => [anchor, flat])];
  if (strict && !literal.every((part) => whole.some((text) => text.includes(part.text)))) return null;
  const found = texts.map((passage) => given.map((part) => stretches(passage, part)));
  // A heading that has them decides between passages that have as many.
  const named = found.map((all, place) => all.filter((some) => some[0]?.[0] < texts[place].heading).length / 100);
  const has = found.map((all, place) => all.filter((some, of) => some.length || texts[place].anchor.includes(given[of].text)).length);
  const claims = has.map((count, place) => count + named[place]);
  const best = claims.indexOf(Math.max(...claims));
  const marks = found[best].flat().sort((a, b) => a[0] - b[0]);
  const stands = (words) => ({ words, marks: given.flatMap((part) => stretches({ text: words, ...squashed(words) }, part)) });
  const others = marks.length || stands(page.title).marks.length ? [] : page.also.split("\n").reverse().map(stands);
  const most = named.map((more, place) => place < page.cut ? -1 : given.length + more);
  return { passage: best, marks, name: others.find((one) => one.marks.length), sure: settled(page, claims, most, best, marks) };
};

// Whether nothing that a long page says further makes another passage the best, or belongs to what is shown of the best: `most` is what each passage that is cut may come to.
const settled = ({ cut, parts }, claims, most, best, marks) => {
  if (cut === undefined) return true;
  const shown = (marks[0]?.[0] ?? 0) + SHOWN;
  if (best >= cut && (claims[best] < most[best] || shown > parts[best][3].length)) return false;
  return most.every((claim, place) => place === best || (place < best ? claim < claims[best] : claim <= claims[best]));
};

const stretches = ({ text, flat, at }, part) => {
  const found = [];
  if (part.literal) {
    for (let from = flat.indexOf(part.text); from >= 0; from = flat.indexOf(part.text, from + 1)) {
      found.push([at[from], at[from + part.text.length - 1] + 1]);
    }
  } else {
    const word = new RegExp(`(^|[^a-z0-9])(?:${forms(part.text).join("|")})[a-z0-9]*`, "gi");
    for (const match of text.matchAll(word)) found.push([match.index + match[1].length, match.index + match[0].length]);
  }
  return found;
};
