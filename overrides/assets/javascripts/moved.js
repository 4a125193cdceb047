// Leads on from an old address with what stands behind its ? and #, which a refresh would lose.
const way = new URL(document.currentScript.dataset.to, location.href);
if (location.protocol === "file:") way.pathname += "index.html"; // no server adds it there
way.search = location.search;
way.hash = location.hash;
location.replace(way);
