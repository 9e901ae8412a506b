// Runs once, after card.js and before memo.js, with Gradio's `element`, `props`, `watch` and `trigger`.
// Builds the pieces of a draft. All words are set as textContent.
const button = (className, text, act, label) => {
  const made = make("button", className, text);
  made.type = "button";
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
};

const folded = (title, lines, open) => {
  if (!lines.length) return [];
  const made = make("details", "memo-folded");
  made.open = Boolean(open);
  made.append(make("summary", "", `${title}（${lines.length}）`));
  const list = make("ol", "");
  list.append(...lines.map((line) => make("li", "", line)));
  made.append(list);
  return [made];
};

// A sentence is one stop of the keyboard among many: Tab reaches the current one, arrows move on.
const sentenceOf = (sentence, show) => {
  const made = make("span", `memo-sentence memo-${sentence.mark}`, sentence.text);
  if (sentence.citations.length) made.append(make("sup", "", sentence.citations.join("、")));
  if (sentence.mark === "bad") made.append(make("span", "memo-flag", sentence.flag));
  made.tabIndex = -1;
  made.setAttribute("role", "button");
  made.addEventListener("click", () => window.getSelection().isCollapsed && show(made, sentence));
  made.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      show(made, sentence);
    }
  });
  return made;
};

const paragraphOf = (paragraph, number, show) => {
  const made = make("p", "memo-paragraph");
  if (paragraph.lead) made.append(make("strong", "", `${number}.${paragraph.lead}。`));
  made.append(...paragraph.sentences.map((one) => sentenceOf(one, show)));
  return made;
};

const tableOf = (table, show) => {
  const made = make("table", "memo-table");
  made.append(make("caption", "", table.caption));
  const head = make("tr", "");
  head.append(...table.header.map((text) => make("th", "", text)));
  const body = make("tbody", "");
  table.rows.forEach((row) => {
    const line = make("tr", "");
    row.forEach((cell) => {
      const one = make("td", "");
      one.append(sentenceOf(cell, show));
      line.append(one);
    });
    body.append(line);
  });
  const top = make("thead", "");
  top.append(head);
  made.append(top, body);
  const wrap = make("div", "memo-table-wrap");
  wrap.append(made);
  return wrap;
};

const NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
const partOf = (part, number, show) => {
  const made = make("div", "memo-part");
  if (part.heading) made.append(make("h4", "", `（${NUMERALS[number] || number + 1}）${part.heading}`));
  let led = 0;
  part.paragraphs.forEach((one) => made.append(paragraphOf(one, one.lead ? (led += 1) : 0, show)));
  part.tables.forEach((one) => made.append(tableOf(one, show)));
  return made;
};

const differenceOf = (memo) => {
  if (!memo.compared) return [];
  const made = make("section", "memo-difference");
  made.append(make("h3", "", memo.compared));
  const text = make("p", "");
  memo.difference.forEach((one) => {
    const kept = one.kind === "kept";
    const words = kept && one.text.length > 160 ? `${one.text.slice(0, 70)} …… ${one.text.slice(-70)}` : one.text;
    text.append(make(kept ? "span" : one.kind === "added" ? "ins" : "del", "", words));
  });
  made.append(text);
  return [made];
};
