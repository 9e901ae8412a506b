// Runs once, after card.js and memo_parts.js. One event, `apply`, asks the server for everything.
const empty = element.querySelector(".memo-empty");
const sheet = element.querySelector(".memo-sheet");
const side = element.querySelector(".memo-side");
let editing = null;
let current = null;
let lastFile = null;
let drafting = false;

const held = () => (props.value && props.value.sections ? props.value : null);
// A complaint comes without a new draft: what was asked is over all the same. The server first takes the one before away.
const complaint = () => document.querySelector("#memo-complaint .text").textContent.trim();
let fresh = false;
const hear = () => {
  if (!complaint()) fresh = true;
  else if (fresh) sheet.classList.remove("busy");
};
// The line is made after this script has run.
let listening = false;
const listen = () => {
  fresh = !complaint();
  if (listening) return;
  listening = true;
  new MutationObserver(hear).observe(document.querySelector("#memo-complaint"), { childList: true, characterData: true, subtree: true });
};

// One action at a time: the next one must start from the draft that the last one makes.
const busy = () => sheet.classList.contains("busy");
const ask = (action) => {
  if (busy()) return;
  listen();
  sheet.classList.add("busy");
  trigger("apply", action);
};

const objection = (one) => {
  const made = make("p", `finding finding-${one.severity}`);
  made.append(make("strong", "", one.severity === "error" ? "更正" : "核实"), make("span", "", `${one.text}——${one.said}${one.advice}`));
  return made;
};

const show = (made, sentence) => {
  mark(made);
  const row = make("div", "sheet-bar");
  const title = make("h2", "", "本句依据");
  title.tabIndex = -1;
  row.append(title, button("close", "关闭 ×", hide));
  side.replaceChildren(
    row,
    make("p", "memo-about", sentence.about),
    make("blockquote", "chosen", sentence.text),
    ...sentence.reasons.map((text) => make("p", "reason", text)),
    ...sentence.facts.map((text) => make("p", "memo-fact", text)),
    ...sentence.citations.map((n) => {
      const card = article(held().cards[n]);
      card.prepend(make("p", "source-number", `来源 [${n}]`));
      return card;
    }),
  );
  side.hidden = false;
  side.scrollTop = 0;
  title.focus({ preventScroll: true });
};

const mark = (made) => {
  if (current) current.removeAttribute("aria-current");
  current = made;
  if (current) current.setAttribute("aria-current", "true");
};

const hide = () => {
  side.hidden = true;
  if (current) current.focus({ preventScroll: true });
  mark(null);
};

const stops = () => [...sheet.querySelectorAll(".memo-sentence")];
sheet.addEventListener("keydown", (event) => {
  const all = stops();
  const here = all.indexOf(event.target);
  const target = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
  if (here < 0 || target === undefined || !all[target]) return;
  event.preventDefault();
  all[here].tabIndex = -1;
  all[target].tabIndex = 0;
  all[target].focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !side.hidden && element.getClientRects().length) hide();
});

const files = () => {
  const made = make("span", "memo-files");
  made.append(make("span", "how", "下载："));
  const ready = !held().obstacles.length;
  const clean = (kind) => {
    const question = `还不能定稿：${held().obstacles.join("，")}。仍要输出清稿吗？稿上会注明未定稿。`;
    if (ready || window.confirm(question)) ask({ kind: "file", edition: "clean", file_kind: kind, forced: !ready });
  };
  made.append(
    button("", "核稿本 Word", () => ask({ kind: "file", edition: "review", file_kind: "docx" })),
    button("", "核稿本 Markdown", () => ask({ kind: "file", edition: "review", file_kind: "md" })),
    button("", "清稿 Word", () => clean("docx")),
    button("", "清稿 Markdown", () => clean("md")),
  );
  return made;
};

const tools = () => {
  const row = make("div", "memo-tools");
  const undo = button("", "撤销", () => ask({ kind: "undo" }));
  undo.disabled = !held().can_undo;
  row.append(undo, button("", "重新校核", () => ask({ kind: "check" })), button("", "存为版本", () => ask({ kind: "save" })), files());
  return row;
};

const sectionTools = (section, index) => {
  const row = make("span", "section-tools");
  const last = held().sections.length - 1;
  const named = (text) => `${text}：${section.heading}`;
  const up = button("", "上移", () => ask({ kind: "up", section: section.id }), named("上移"));
  const down = button("", "下移", () => ask({ kind: "down", section: section.id }), named("下移"));
  up.disabled = index === 0;
  down.disabled = index === last;
  row.append(
    up,
    down,
    button("", "修改", () => edit(section), named("修改")),
    button("", "重新生成", () => redraft(section), named("重新生成")),
    button("", "删去", () => ask({ kind: "drop", section: section.id }), named("删去")),
  );
  return row;
};

const redraft = (section) => {
  if (window.confirm(`重新生成“${section.heading}”？这一部分的手工修改会被替换（可以撤销）。`)) ask({ kind: "redraft", section: section.id });
};

const edit = (section) => {
  editing = section.id;
  render();
  element.querySelector(".memo-editor textarea").focus();
};

const editor = (section) => {
  const made = make("div", "memo-editor");
  const box = make("textarea", "");
  box.value = section.text;
  box.setAttribute("aria-label", `修改：${section.heading}`);
  box.rows = Math.min(24, Math.max(8, Math.ceil(section.text.length / 40)));
  const save = () => {
    if (busy()) return;
    editing = null;
    ask({ kind: "edit", section: section.id, text: box.value });
  };
  const stop = () => {
    editing = null;
    render();
  };
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
    if (event.key === "Escape") {
      event.stopPropagation();
      if (box.value === section.text || window.confirm("放弃修改？")) stop();
    }
  });
  const row = make("div", "memo-editor-tools");
  row.append(button("primary", "保存并核对（Ctrl+Enter）", save), button("", "取消", stop), make("span", "how", "### 开头是小标题，**…** 是措施名；没有改动的句子保留原来的来源。"));
  made.append(box, row);
  return made;
};

const sectionOf = (section, index) => {
  const made = make("section", "memo-section");
  const head = make("div", "memo-section-head");
  head.append(make("h3", "", `${NUMERALS[index] || index + 1}、${section.heading}`), sectionTools(section, index));
  made.append(head);
  if (editing === section.id) made.append(editor(section));
  else {
    let numbered = 0;
    section.parts.forEach((part) => made.append(partOf(part, part.heading ? numbered++ : 0, show)));
  }
  return made;
};

const versions = () => {
  if (!held().versions.length) return [];
  const made = make("details", "memo-folded memo-versions");
  made.append(make("summary", "", `版本（${held().versions.length}）`));
  held().versions.forEach((one) => {
    const line = make("p", "");
    line.append(
      make("span", "", `版本${one.number}　${one.at.replace("T", " ")}　${one.characters}字　${one.note}`),
      button("", "与现稿比较", () => ask({ kind: "compare", number: one.number }), `比较版本${one.number}`),
      button("", "打开", () => ask({ kind: "load", number: one.number }), `打开版本${one.number}`),
    );
    made.append(line);
  });
  return [made];
};

const state = (memo) => {
  const made = make("p", `memo-state${memo.too_long ? " too-long" : ""}`);
  made.append(make("span", "", `${memo.form}，${memo.length}。${memo.obstacles.length ? `还不能定稿：${memo.obstacles.join("，")}。` : "可以定稿。"}`));
  return made;
};

const paper = (memo) => {
  const made = make("article", "memo-paper");
  made.append(make("h2", "", memo.title));
  if (memo.addressees) made.append(make("p", "memo-addressee", `${memo.addressees}：`));
  if (memo.opening.length) made.append(paragraphOf({ lead: "", sentences: memo.opening }, 0, show));
  made.append(...memo.sections.map(sectionOf), ...memo.closing.map((text) => make("p", "memo-paragraph", text)));
  return made;
};

const render = () => {
  const memo = held();
  empty.hidden = Boolean(memo);
  sheet.hidden = !memo;
  sheet.classList.remove("busy");
  if (!memo) return;
  sheet.replaceChildren(
    tools(),
    state(memo),
    ...memo.objections.map(objection),
    ...versions(),
    ...differenceOf(memo),
    make("p", "how", "点一句查看依据；〔待核实〕〔待填〕须由机关办结。"),
    paper(memo),
    ...folded("注意事项", memo.warnings),
    ...folded("来源的已知问题", memo.notices),
    ...folded("没有通过核验、没有写入的句子", memo.withheld),
    ...folded("为控制篇幅略去的句子", memo.left_out),
  );
  const first = stops()[0];
  if (first) first.tabIndex = 0;
};

const keep = (file) => {
  if (!file || file.key === lastFile) return;
  lastFile = file.key;
  const bytes = Uint8Array.from(atob(file.content), (one) => one.charCodeAt(0));
  const link = make("a", "", "");
  link.href = URL.createObjectURL(new Blob([bytes]));
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

const renew = () => {
  side.hidden = true;
  current = null;
  const place = sheet.scrollTop;
  render();
  sheet.scrollTop = place;
  // On a phone the paper lies below the form: a new draft is brought into view.
  if (drafting && held() && window.matchMedia("(max-width: 800px)").matches) sheet.scrollIntoView({ block: "start" });
  drafting = drafting && !held();
  if (held()) keep(held().file);
};

document.addEventListener("click", (event) => {
  if (event.target.closest("#memo-start")) drafting = true;
});
watch("value", renew);
render();
