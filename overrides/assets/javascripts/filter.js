// Filters the table of all promises. The table stands whole on the page; this only hides and shows its rows, and keeps the choice in the address.
const form = document.getElementById("filter");
const fields = [...form.elements].filter((field) => field.name);
const outcome = form.querySelector("[role=status]");
const whole = outcome.textContent;
const clear = form.querySelector("[type=reset]");
const tally = document.getElementById("by-status");
const other = document.querySelector("a.switch");
const plain = (text) => text.normalize("NFKC").toLowerCase();

// Every table, project and row with the row's words; read when first needed.
let tables;
const read = () => [...document.querySelectorAll("[data-plan]")].map((section) => ({
  element: section,
  bodies: [...section.querySelectorAll("tbody")].map((body) => {
    const [head, ...rows] = body.rows;
    const texts = rows.map((row) => plain(`${head.textContent} ${row.textContent}`));
    return { element: body, rows: rows.map((row, place) => ({ element: row, text: texts[place] })) };
  }),
}));

// What the choice asks for beyond what holds for the whole plan, project or row.
const unmet = (values, element) =>
  values.filter(([name, value]) => !element.dataset[name]?.split(" ").includes(value));

const show = (element, shown) => {
  if (element.hidden === shown) element.hidden = !shown;
  return shown;
};

const filter = () => {
  const chosen = fields.map((field) => [field.name, field.value.trim()]).filter(([, value]) => value);
  const query = new URLSearchParams(chosen).toString();
  const words = plain(form.elements.q.value).split(/\s+/).filter(Boolean);
  const values = chosen.filter(([name]) => name !== "q");
  let found = 0, all = 0;
  tables ??= read();
  for (const table of tables) {
    const ofProject = unmet(values, table.element);
    let some = false;
    for (const body of table.bodies) {
      const ofRow = unmet(ofProject, body.element);
      let any = false;
      for (const row of body.rows) {
        const fits = unmet(ofRow, row.element).length === 0 && words.every((word) => row.text.includes(word));
        any = show(row.element, fits) || any;
        found += fits;
        all += 1;
      }
      some = show(body.element, any) || some;
    }
    show(table.element, some);
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

// Actions belong to plans: those of others can't be chosen.
const narrow = () => {
  const plan = form.elements.plan.value;
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
form.addEventListener("input", () => { narrow(); filter(); });
form.addEventListener("reset", () => setTimeout(() => { narrow(); filter(); form.elements.q.focus(); }));
narrow();
if (fields.some((field) => field.value)) filter();
