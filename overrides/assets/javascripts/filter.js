// Filters the table of all promises. The table stands whole on the page; this only hides and shows its rows, and keeps the choice in the address.
const form = document.getElementById("filter");
const fields = [...form.elements].filter((field) => field.name);
const outcome = form.querySelector("[role=status]");
const whole = outcome.textContent;
const clear = form.querySelector("[type=reset]");
const tally = document.getElementById("by-status");
const other = document.querySelector("a.switch");
const plain = (text) => text.normalize("NFKC").toLowerCase();

// Every table, project and row with what it is found by; read once, when the form is first touched, so that no keystroke waits for it.
let tables;
const part = (element) => {
  const data = {};
  for (const { name } of fields) {
    const value = element.getAttribute(`data-${name}`);
    if (value !== null) data[name] = ` ${value} `;
  }
  return { element, data };
};
const read = () => [...document.querySelectorAll(".whole")].map((section) => ({
  ...part(section),
  count: section.querySelector("[data-whole]"),
  bodies: [...section.querySelectorAll("tbody, .promises")].map((body) => {
    const head = body.querySelector(".of")?.textContent ?? "";
    const rows = [...body.querySelectorAll("tr:not(.of), li")];
    return { ...part(body), rows: rows.map((row) => ({ ...part(row), text: plain(`${head} ${row.textContent}`) })) };
  }),
}));

// What the choice asks for beyond what holds for the whole plan, project or row.
const unmet = (values, { data }) =>
  values.length ? values.filter(([name, value]) => !data[name]?.includes(` ${value} `)) : values;

const show = (element, shown) => {
  if (element.hidden === shown) element.hidden = !shown;
};

// Where nothing fits, the project or the plan is hidden as a whole and its rows are left as they are: the fewer elements change, the less the browser has to do.
const showBody = (body, values, words) => {
  const ofRow = unmet(values, body);
  const fit = body.rows.filter((row) => words.every((word) => row.text.includes(word)) && !unmet(ofRow, row).length);
  show(body.element, fit.length > 0);
  if (fit.length) {
    const chosen = new Set(fit);
    for (const row of body.rows) show(row.element, chosen.has(row));
  }
  return fit.length;
};

const filter = () => {
  const chosen = fields.map((field) => [field.name, field.value.trim()]).filter(([, value]) => value);
  const query = new URLSearchParams(chosen).toString();
  const words = plain(form.elements.q.value).split(/\s+/).filter(Boolean);
  const values = chosen.filter(([name]) => name !== "q");
  let found = 0, all = 0;
  tables ??= read();
  for (const table of tables) {
    const ofProject = unmet(values, table);
    let some = 0;
    for (const body of table.bodies) {
      some += showBody(body, ofProject, words);
      all += body.rows.length;
    }
    found += some;
    show(table.element, some > 0);
    show(table.count, !query);
  }
  show(tally, !query);
  show(clear, Boolean(query));
  const number = (value) => value.toLocaleString("en");
  const said = form.dataset[found === 0 ? "none" : found === 1 ? "one" : "other"];
  outcome.textContent = query ? said.replace("{n}", number(found)).replace("{whole}", number(all)) : whole;
  keep(query);
};

// The address holds the choice, here and in the link to the other language, so that a view can be shared.
const keep = (query) => {
  other.search = query;
  const search = query && `?${query}`;
  if (location.search === search) return;
  try { history.replaceState(null, "", `${location.pathname}${search}`); } catch { /* opened from disk */ }
};

// Actions belong to plans: those of others can't be chosen. “real” stands for all plans but the invented ones; a page of one plan asks for none.
const narrow = () => {
  const plan = form.elements.plan?.value.replace(/^real$/, "");
  const actions = form.elements.action;
  for (const group of actions.querySelectorAll("optgroup")) {
    group.hidden = group.disabled = Boolean(plan) && !group.children[0].value.startsWith(`${plan}/`);
  }
  if (actions.selectedOptions[0]?.parentElement.disabled) actions.value = "";
};

const given = new URLSearchParams(location.search);
for (const field of fields) {
  field.value = given.get(field.name) ?? "";
  if (field.selectedIndex === -1) field.value = "";
}
form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("focusin", () => { tables ??= read(); });
form.addEventListener("input", () => { narrow(); filter(); });
form.addEventListener("reset", () => setTimeout(() => { narrow(); filter(); form.elements.q.focus(); }));
narrow();
if (fields.some((field) => field.value)) filter();
