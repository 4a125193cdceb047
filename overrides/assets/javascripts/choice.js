// The form by which promises are chosen: what is chosen stands in the address, here and in the link to the other language, so that a
// view can be shared. Who uses it says what a choice does.
const form = document.getElementById("filter");
const fields = [...form.elements].filter((field) => field.name);
const outcome = form.querySelector("[role=status]");
const whole = outcome.textContent;
const clear = form.querySelector("[type=reset]");
const other = document.querySelector("a.switch");

export const names = fields.map((field) => field.name);
export const plain = (text) => text.normalize("NFKC").toLowerCase();

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

const say = (query, counts) => {
  const number = (value) => value.toLocaleString("en");
  const said = counts && form.dataset[counts.found === 0 ? "none" : counts.found === 1 ? "one" : "other"];
  outcome.textContent = query && said ? said.replace("{n}", number(counts.found)).replace("{whole}", number(counts.all)) : whole;
};

// `filter` gets the values by name and the words, and returns how many promises fit, of how many; `prepare` fills the form.
export const choosing = async ({ filter, prepare = () => {} }) => {
  let turn = 0;
  const choose = async () => {
    const mine = ++turn;
    const chosen = fields.map((field) => [field.name, field.value.trim()]).filter(([, value]) => value);
    const query = new URLSearchParams(chosen).toString();
    const words = plain(form.elements.q.value).split(/\s+/).filter(Boolean);
    clear.hidden = !query;
    keep(query);
    const answer = filter(Object.fromEntries(chosen.filter(([name]) => name !== "q")), words);
    const counts = answer instanceof Promise ? await answer : answer;
    if (mine === turn) say(query, counts);
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("focusin", () => prepare(form));
  form.addEventListener("input", () => { narrow(); choose(); });
  form.addEventListener("reset", () => setTimeout(() => { narrow(); choose(); form.elements.q.focus(); }));

  // An address of an older page may name a status as a part of the page.
  const given = new URLSearchParams(location.search);
  const status = form.elements.status;
  if (!location.search && [...(status?.options ?? [])].some(({ value }) => value && `#${value}` === location.hash) && !document.querySelector(location.hash)) {
    given.set("status", location.hash.slice(1));
  }
  if (fields.some(({ name }) => given.get(name))) {
    try { await prepare(form); } catch { /* what can be chosen without it stays */ }
  }
  for (const field of fields) {
    field.value = given.get(field.name) ?? "";
    if (field.selectedIndex === -1) field.value = "";
  }
  narrow();
  if (fields.some((field) => field.value)) await choose();
};
