// Runs once, after card.js and compare_table.js, with Gradio's `element`, `props`, `watch` and `trigger`.
const root = element.querySelector(".compared");
const empty = element.querySelector(".compare-empty");
const main = element.querySelector(".compared-sheet");
const side = element.querySelector(".compare-side");
const hiddenStandings = new Set();
const FILES = [["xlsx", "Excel"], ["docx", "Word"], ["csv", "CSV"], ["md", "Markdown"]];
let open = null;
let opener = null;

const held = () => (props.value && props.value.rows ? props.value : null);

const filters = () => {
  const made = make("div", "filters");
  made.setAttribute("role", "group");
  made.setAttribute("aria-label", "按效力筛选");
  made.append(make("span", "how", "显示："));
  held().standings.forEach((one) => {
    const toggle = button(`toggle standing-${one.tone}`, one.name, () => {
      hiddenStandings[hiddenStandings.has(one.name) ? "delete" : "add"](one.name);
      render();
      [...main.querySelectorAll(".toggle")].find((other) => other.textContent === one.name).focus();
    });
    toggle.title = one.meaning;
    toggle.setAttribute("aria-pressed", String(!hiddenStandings.has(one.name)));
    made.append(toggle);
  });
  return made;
};

const legend = () => {
  const list = make("dl", "standings");
  held().standings.forEach((one) => {
    const name = make("dt", "");
    name.append(make("span", `standing standing-${one.tone}`, one.name));
    list.append(name, make("dd", "", one.meaning));
  });
  const made = make("details", "meanings");
  made.append(make("summary", "", "标记说明"), list);
  return made;
};

const downloads = () => {
  const made = make("div", "downloads");
  made.append(make("span", "how", "下载："));
  FILES.forEach(([kind, label]) => made.append(button("file", label, () => trigger("download", { kind: `.${kind}` }))));
  return made;
};

const head = () => {
  const made = make("div", "compared-head");
  const title = make("h2", "", "对标结果");
  title.tabIndex = -1;
  made.append(title, downloads());
  return made;
};

const render = () => {
  root.hidden = !held();
  empty.hidden = Boolean(held());
  if (!held()) return main.replaceChildren();
  const places = [main.scrollTop, (main.querySelector(".matrix-frame") || {}).scrollLeft || 0];
  main.replaceChildren(
    head(),
    make("p", "summary", held().summary),
    make("p", "about", held().about),
    filters(),
    legend(),
    matrix(),
    gaps(),
    wanted(),
    ...notices(),
  );
  main.scrollTop = places[0];
  main.querySelector(".matrix-frame").scrollLeft = places[1];
  markOpen();
};

const markOpen = () => {
  main.querySelectorAll("[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
  if (open !== null) main.querySelectorAll(`[data-cite="${open}"]`).forEach((one) => one.setAttribute("aria-current", "true"));
};

const sideBar = () => {
  const bar = make("div", "sheet-bar");
  const title = make("h2", "", `来源 [${open}]`);
  title.tabIndex = -1;
  bar.append(title, button("close", "关闭 ×", hide));
  return bar;
};

const show = (n, from) => {
  open = n;
  opener = from;
  side.hidden = false;
  side.replaceChildren(sideBar(), article(held().cards[n]));
  side.scrollTop = 0;
  side.querySelector("h2").focus({ preventScroll: true });
  markOpen();
  // On a narrow window the panel lies over the lower part: the sentence goes above it.
  if (window.matchMedia("(max-width: 1000px)").matches) from.closest(".statement, .notice").scrollIntoView({ block: "start" });
};

const hide = () => {
  open = null;
  side.hidden = true;
  markOpen();
  if (opener && opener.isConnected) opener.focus({ preventScroll: true });
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && open !== null && element.getClientRects().length) hide();
});

const renew = () => {
  open = null;
  side.hidden = true;
  hiddenStandings.clear();
  render();
  if (held()) main.querySelector("h2").focus({ preventScroll: true });
};

watch("value", renew);
render();
