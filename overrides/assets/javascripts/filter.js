// Filters the list of a plan's promises. It stands whole on the page; this only hides and shows its rows.
import { choosing, names, plain } from "./choice.js";

const tally = document.getElementById("by-status");

// Every section and row with what it is found by; read once, when the form is first touched, so that no keystroke waits for it.
let sections;
const part = (element) => {
  const data = {};
  for (const name of names) {
    const value = element.getAttribute(`data-${name}`);
    if (value !== null) data[name] = ` ${value} `;
  }
  return { element, data };
};
const read = () => [...document.querySelectorAll(".whole")].map((section) => ({
  ...part(section),
  count: section.querySelector("[data-whole]"),
  rows: [...section.querySelectorAll("li")].map((row) => ({ ...part(row), text: plain(row.textContent) })),
}));

// What the choice asks for beyond what holds for the whole section or row.
const unmet = (values, { data }) =>
  values.length ? values.filter(([name, value]) => !data[name]?.includes(` ${value} `)) : values;

const show = (element, shown) => {
  if (element.hidden === shown) element.hidden = !shown;
};

choosing({
  prepare: () => { sections ??= read(); },
  filter: (choice, words) => {
    const values = Object.entries(choice);
    const nothing = !values.length && !words.length;
    let found = 0, all = 0;
    sections ??= read();
    for (const section of sections) {
      const ofRow = unmet(values, section);
      const fit = new Set(section.rows.filter((row) => words.every((word) => row.text.includes(word)) && !unmet(ofRow, row).length));
      show(section.element, fit.size > 0);
      // Where nothing fits the rows are left as they are: the fewer elements change, the less the browser has to do.
      if (fit.size) for (const row of section.rows) show(row.element, fit.has(row));
      show(section.count, nothing);
      found += fit.size;
      all += section.rows.length;
    }
    show(tally, nothing);
    return { found, all };
  },
});
