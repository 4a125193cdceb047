// Only in the live preview: loads the page again when the record has changed, and shows what keeps it from changing.
const script = document.currentScript;
const state = new URL("state", script.src);
const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
const panel = document.createElement("section");
panel.className = "preview-problems";
panel.setAttribute("role", "alert");

function show({ heading, problems }) {
  const title = document.createElement("h2");
  title.textContent = heading[language];
  const list = document.createElement("ol");
  for (const sentence of problems[language]) {
    const item = document.createElement("li");
    item.textContent = sentence;
    list.append(item);
  }
  panel.replaceChildren(title, list);
  document.body.prepend(panel);
}

async function follow(version) {
  let news;
  try {
    news = await (await fetch(`${state}?after=${version}`)).json();
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 1000)); // the server is being started again
    return follow(version);
  }
  if (String(news.record) !== script.dataset.record) return location.reload();
  if (news.problems[language].length) show(news);
  else panel.remove();
  return follow(news.version);
}

follow(0);
