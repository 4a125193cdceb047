// Everything here is an extra: without it all facts, tables, links and bars stand on the page.

// Light or dark.
const root = document.documentElement;
const scheme = document.querySelector(".scheme");
if (scheme) {
  scheme.hidden = false;
  scheme.addEventListener("click", () => {
    const dark = root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.scheme = dark ? "light" : "dark";
    try { localStorage.setItem("mingzhang-scheme", root.dataset.scheme); } catch { /* not kept then */ }
  });
}

// Opened from disk there is no server to add index.html to an address that ends with a slash.
if (location.protocol === "file:") {
  for (const link of document.querySelectorAll("a[href], form[action]")) {
    const key = link.href === undefined ? "action" : "href";
    const address = new URL(link[key], location.href);
    if (address.protocol === "file:" && address.pathname.endsWith("/")) {
      address.pathname += "index.html";
      link.setAttribute(key, address.href);
    }
  }
}

// A link to a promise opens what is folded around it.
const open = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const block = target && (target.closest(".target") ?? target); // a former id stands within
  for (const folded of block ? block.querySelectorAll("details.past") : []) folded.open = true;
};
addEventListener("hashchange", open);
open();

// On paper nothing is folded, and the page says where it stands.
const whence = document.querySelector(".imprint span");
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("details:not([open])")];
  for (const folded of unfolded) folded.open = true;
  if (whence && !whence.textContent) whence.textContent = location.href.split("#")[0];
});
addEventListener("afterprint", () => { for (const folded of unfolded) folded.open = false; });
for (const button of document.querySelectorAll("button.print")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// The interactive chart: its script is fetched when a reader asks for it.
const here = document.currentScript.src;
let bundle;
const echarts = () => bundle ??= new Promise((resolve, reject) => {
  const script = document.createElement("script");
  script.src = new URL("explore.js", here).href;
  script.onload = () => resolve(window.mingzhangExplore);
  script.onerror = reject;
  document.head.append(script);
});
for (const past of document.querySelectorAll("details[data-chart]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "explore";
  button.textContent = past.dataset.label;
  button.setAttribute("aria-expanded", "false");
  const box = document.createElement("div");
  box.className = "curve";
  box.hidden = true;
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", past.dataset.name);
  past.querySelector("summary").after(button, box);
  let chart;
  button.addEventListener("click", async () => {
    box.hidden = !box.hidden;
    button.setAttribute("aria-expanded", String(!box.hidden));
    button.textContent = box.hidden ? past.dataset.label : past.dataset.close;
    if (box.hidden) return;
    const draw = await echarts();
    chart ??= draw(box, JSON.parse(past.dataset.chart));
  });
}
