// Runs once, after card.js, with Gradio's `element`, `props` and `watch`. All words are set as textContent.
const page = () => document.querySelector("#check");
const root = element.querySelector(".checked");
const main = element.querySelector(".checked-sheet");
const side = element.querySelector(".check-side");
let onlyProblems = false;
let open = null;

const held = () => (props.value && props.value.sentences ? props.value : null);
const button = (className, text, act) => {
  const made = make("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};
const wordsOf = (mark) => held().counts.find((one) => one.mark === mark).words;

const segmentsOf = (sentence) =>
  sentence.segments.map((part) => make(part.carries ? "u" : "span", part.carries ? "disputed" : "", part.text));

const markOf = (sentence) => {
  const words = wordsOf(sentence.mark);
  return make("span", "mark", `${words.sign} ${words.short}`);
};

// A sentence is one stop of the keyboard among many: Tab reaches the current one, arrows move on.
const clickable = (made, index) => {
  made.setAttribute("role", "button");
  made.dataset.sentence = index;
  made.tabIndex = -1;
  made.addEventListener("click", () => window.getSelection().isCollapsed && show(index));
  made.addEventListener("keydown", onKey);
  return made;
};

const inDraft = (index) => {
  const sentence = held().sentences[index];
  const made = make("span", sentence.heading ? "sentence heading" : `sentence mark-${sentence.mark}`);
  made.append(...segmentsOf(sentence));
  if (sentence.heading) return made;
  made.append(markOf(sentence));
  return clickable(made, index);
};

const finding = (one) => {
  const made = make("p", `finding finding-${one.severity}`);
  made.append(make("strong", "", one.label), make("span", "", one.text + one.advice));
  return made;
};

const inList = (index) => {
  const sentence = held().sentences[index];
  const item = make("li", "problem");
  const words = make("p", `sentence mark-${sentence.mark}`);
  words.append(...segmentsOf(sentence), markOf(sentence));
  item.append(clickable(words, index), ...sentence.findings.filter((one) => one.severity !== "note").map(finding));
  return item;
};

const problems = () => held().sentences.map((_, index) => index).filter((index) => held().sentences[index].problem);
const stops = () => [...main.querySelectorAll("[data-sentence]")];
const stopOf = (index) => main.querySelector(`[data-sentence="${index}"]`);

const onKey = (event) => {
  const all = stops();
  const here = all.indexOf(event.currentTarget);
  const target = { ArrowDown: here + 1, ArrowRight: here + 1, ArrowUp: here - 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 }[event.key];
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    show(Number(event.currentTarget.dataset.sentence));
  } else if (all[target]) {
    event.preventDefault();
    all[here].tabIndex = -1;
    all[target].tabIndex = 0;
    all[target].focus();
  }
};

const body = () => {
  if (onlyProblems) {
    const list = make("ol", "problems");
    list.append(...problems().map(inList));
    return problems().length ? list : make("p", "nothing", "没有发现问题。");
  }
  const draft = make("div", "draft");
  draft.append(...held().pieces.map((piece) => (piece.sentence === null ? make("span", "", piece.text) : inDraft(piece.sentence))));
  return draft;
};

const legend = () => {
  const list = make("dl", "legend");
  held().counts.forEach(({ mark, words }) => {
    const name = make("dt", `mark-${mark}`);
    name.append(make("span", "mark", `${words.sign} ${words.short}`));
    list.append(name, make("dd", "", `${words.name}：${words.meaning}`));
  });
  const made = make("details", "meanings");
  made.append(make("summary", "", "标记说明"), list);
  return made;
};

const overview = () => {
  const { overview: findings } = held();
  if (!findings.length) return [];
  const made = make("details", "overview");
  made.open = findings.length <= 4;
  made.append(make("summary", "", `文件和数字方面的意见（${findings.length}处）`));
  findings.forEach((one) => {
    const line = finding(one.finding);
    line.append(button("link", "查看此句", () => show(one.sentence)));
    made.append(line);
  });
  return [made];
};

const tools = () => {
  const row = make("div", "checked-tools");
  const toggle = button("toggle", `只看问题（${problems().length}）`, () => {
    onlyProblems = !onlyProblems;
    render();
    main.querySelector(".toggle").focus();
  });
  toggle.setAttribute("aria-pressed", String(onlyProblems));
  row.append(toggle, button("", "下载结果", download), button("", "修改草稿", edit));
  return row;
};

const download = () => {
  const link = make("a", "", "");
  link.href = URL.createObjectURL(new Blob([held().report], { type: "text/markdown;charset=utf-8" }));
  link.download = held().file_name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

const edit = () => {
  page().classList.remove("has-result");
  document.querySelector("#draft textarea").focus();
};

const head = () => {
  const made = make("div", "checked-head");
  const title = make("h2", "", "校核结果");
  title.tabIndex = -1;
  made.append(title, tools());
  return made;
};

const render = () => {
  const check = held();
  root.hidden = !check;
  const back = document.querySelector("#check .back");
  if (back) back.hidden = !check;
  if (!check) return main.replaceChildren();
  main.replaceChildren(
    head(),
    make("p", "summary", check.summary),
    make("p", "about", `${check.about}${check.caveat}`),
    ...check.warnings.map((line) => make("p", "about", `注意：${line}`)),
    ...(onlyProblems ? [] : overview()),
    legend(),
    make("p", "how", "点一句，或用方向键移到一句后按回车，查看理由和来源。"),
    body(),
  );
  const first = stopOf(open) || stops()[0];
  if (first) first.tabIndex = 0;
  markOpen();
};

const markOpen = () => {
  main.querySelectorAll("[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
  const current = stopOf(open);
  if (current) current.setAttribute("aria-current", "true");
};

const sideBar = () => {
  const row = make("div", "sheet-bar");
  const all = stops().map((one) => Number(one.dataset.sentence));
  const place = all.indexOf(open);
  const title = make("h2", "", "本句意见");
  title.tabIndex = -1;
  const step = (label, target) => {
    const made = button("step", label, () => show(target));
    made.disabled = target === undefined;
    return made;
  };
  row.append(title, step("上一句", all[place - 1]), step("下一句", all[place + 1]), button("close", "关闭 ×", hide));
  return row;
};

const sources = (sentence) =>
  sentence.sources.map((one) => {
    const made = article({ ...held().cards[one.n], segments: one.segments });
    made.prepend(make("p", "source-number", `来源 [${one.n}]`));
    return made;
  });

const fillSide = () => {
  const sentence = held().sentences[open];
  const words = make("blockquote", "chosen");
  words.append(...segmentsOf(sentence));
  const remark = sentence.remark ? [make("p", "how", sentence.remark)] : [];
  side.replaceChildren(
    sideBar(),
    badgeRow(sentence),
    words,
    ...sentence.findings.map(finding),
    ...sentence.reasons.map((text) => make("p", "reason", text)),
    ...remark,
    ...sources(sentence),
  );
};

const show = (index) => {
  if (onlyProblems && !held().sentences[index].problem) {
    onlyProblems = false;
    render();
  }
  open = index;
  side.hidden = false;
  fillSide();
  side.scrollTop = 0;
  side.querySelector("h2").focus({ preventScroll: true });
  stops().forEach((one) => (one.tabIndex = -1));
  const current = stopOf(index);
  if (current) current.tabIndex = 0;
  markOpen();
  reveal(current);
};

// On a narrow window the panel lies over the lower part: the sentence goes above it.
const reveal = (sentence) => {
  if (!sentence) return;
  const narrow = window.matchMedia("(max-width: 1000px)").matches;
  sentence.scrollIntoView({ block: narrow ? "start" : "nearest" });
};

const hide = () => {
  const current = stopOf(open);
  open = null;
  side.hidden = true;
  markOpen();
  if (current) current.focus({ preventScroll: true });
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && open !== null && element.getClientRects().length) hide();
});

const renew = () => {
  open = null;
  onlyProblems = false;
  side.hidden = true;
  page().classList.toggle("has-result", Boolean(held()));
  render();
  if (held()) main.querySelector("h2").focus();
};

watch("value", renew);
render();
