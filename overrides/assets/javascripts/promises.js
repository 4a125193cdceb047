// Lists the promises of all plans that fit a choice. What they can be found by stands in columns (targets/rows.json, and
// targets/text.json for words); what is shown is taken from the plans' own lists, a few plans at a time.
import { choosing, plain } from "./choice.js";

const found = document.getElementById("chosen");
const tally = document.getElementById("by-status");
const AT_ONCE = 60;

const fetched = new Map();
const get = (path, read) => {
  if (!fetched.has(path)) {
    fetched.set(path, fetch(path).then((answer) => (answer.ok ? answer[read]() : Promise.reject(new Error(path)))));
  }
  return fetched.get(path);
};

// The plans with the numbers of their promises that fit; a place holds for a promise that names none.
const has = (ids, id) => ` ${ids} `.includes(` ${id} `);
const fits = (plan, [status, project, years, regions], { action, department, theme, region, year, ...choice }) => {
  const [ofAction, departments, themes] = plan.projects[project];
  return (!choice.status || status === choice.status)
    && (!year || has(years, year))
    && (!action || ofAction === action)
    && (!department || has(departments, department))
    && (!theme || has(themes, theme))
    && (!region || has(plan.regions, region) || has(regions ?? "", region));
};
const chosenOf = (plans, texts, choice, words) => plans.flatMap((plan, place) => {
  if (choice.plan && !(choice.plan === "real" ? plan.real : plan.plan === choice.plan)) return [];
  const said = (number) => plain(texts[place][number]);
  const numbers = plan.rows.flatMap((row, number) =>
    (fits(plan, row, choice) && (!words.length || words.every((word) => said(number).includes(word))) ? [number] : []));
  return numbers.length ? [{ plan, numbers, of: numbers.length }] : [];
});

// A plan's promises that fit, as they stand in its own list; links there lead from there.
const linkOf = (plan) => tally.querySelector(`[data-plan="${plan.plan}"] .name > a`);
const rowsOf = async (plan) => {
  const page = new DOMParser().parseFromString(await get(linkOf(plan).href, "text"), "text/html");
  // Kept by a browser from an older state of the site, it would show other promises than were chosen.
  if (page.getElementById("by-status")?.dataset.key !== plan.key) throw new Error(plan.plan);
  return [...page.querySelectorAll(".promises > li")];
};
const listOf = async ({ plan, numbers, of }) => {
  const link = linkOf(plan);
  const rows = await rowsOf(plan);
  const list = document.createElement("ul");
  list.className = "promises";
  for (const number of numbers) {
    const row = document.adoptNode(rows[number].cloneNode(true));
    for (const a of row.querySelectorAll("a[href]")) a.href = new URL(a.getAttribute("href"), link.href);
    list.append(row);
  }
  const section = document.createElement("section");
  section.className = "sec";
  const heading = section.appendChild(document.createElement("h2"));
  heading.append(link.cloneNode(true), " ", Object.assign(document.createElement("span"), { className: "count", textContent: of }));
  section.append(list);
  return section;
};

// The next few of what is chosen, and the rest: a plan with many goes on after the next click.
const few = (chosen) => {
  const now = [], later = [];
  let room = AT_ONCE;
  for (const one of chosen) {
    const numbers = one.numbers.slice(0, room);
    const rest = one.numbers.slice(numbers.length);
    if (numbers.length) now.push({ ...one, numbers });
    if (rest.length) later.push({ ...one, numbers: rest });
    room -= numbers.length;
  }
  return [now, later];
};

let asked = 0;
const show = async (chosen, mine) => {
  try {
    const [now, later] = few(chosen);
    const sections = await Promise.all(now.map(listOf));
    if (mine !== asked) return;
    found.querySelector("button")?.remove();
    found.append(...sections);
    if (!later.length) return;
    const left = later.reduce((sum, { numbers }) => sum + numbers.length, 0);
    const button = found.appendChild(document.createElement("button"));
    button.type = "button";
    button.textContent = `${found.dataset.more} (${left})`;
    button.addEventListener("click", () => { button.disabled = true; show(later, mine); });
  } catch {
    fail(mine);
  }
};

// The choices of actions and places, which belong to plans.
const fill = (form, plans) => {
  const inEnglish = document.documentElement.lang === "en" ? 1 : 0;
  const option = (value, names) => {
    const made = new Option(names[inEnglish], value);
    if (inEnglish && names[0] === names[1]) made.lang = "zh-Hans";
    return made;
  };
  const { action, region } = form.elements;
  if (region.length > 1) return;
  const places = new Map();
  for (const plan of plans) {
    const group = document.createElement("optgroup");
    group.label = form.elements.plan.querySelector(`[value="${plan.plan}"]`)?.textContent ?? plan.plan;
    for (const [id, names] of Object.entries(plan.actions)) group.append(option(id, names));
    action.append(group);
    for (const [id, names] of Object.entries(plan.places)) places.set(id, names);
  }
  for (const [id, names] of places) region.append(option(id, names));
};

choosing({
  prepare: async (form) => fill(form, await get(found.dataset.rows, "json")),
  filter: async (choice, words) => {
    const mine = ++asked;
    const nothing = !words.length && !Object.keys(choice).length;
    found.hidden = nothing;
    tally.hidden = !nothing;
    if (nothing) return undefined;
    try {
      const plans = await get(found.dataset.rows, "json");
      const texts = words.length ? await get(found.dataset.text, "json") : [];
      if (mine !== asked) return undefined;
      const chosen = chosenOf(plans, texts, choice, words);
      const counts = {
        found: chosen.reduce((sum, { numbers }) => sum + numbers.length, 0),
        all: plans.reduce((sum, { rows }) => sum + rows.length, 0),
      };
      found.replaceChildren();
      show(chosen, mine);
      return counts;
    } catch {
      return fail(mine);
    }
  },
});

// Opened from disk, or without a network: the plans' own lists are still there.
const fail = (mine) => {
  if (mine !== asked) return undefined;
  fetched.clear();
  tally.hidden = false;
  found.replaceChildren(Object.assign(document.createElement("p"), { className: "hint", textContent: found.dataset.wrong }));
  return undefined;
};
