// Sets the reader's own choice of light or dark before anything is painted.
try {
  const chosen = localStorage.getItem("mingzhang-scheme");
  if (chosen) document.documentElement.dataset.scheme = chosen;
} catch { /* storage may be forbidden; the system's choice holds */ }
