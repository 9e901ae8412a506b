// The table of a comparison: stands after card.js and before compare.js, which gives `show`.
// All words are set as textContent.
const button = (className, text, act) => {
  const made = make("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};

const chip = (n) => {
  const made = button("chip", `[${n}]`, () => show(n, made));
  made.dataset.cite = n;
  const card = held().cards[n];
  made.setAttribute("aria-label", `来源${n}：${card ? card.title : ""}`);
  return made;
};

const statement = (one) => {
  const made = make("p", "statement");
  const place = one.place ? [make("strong", "place", one.place)] : [];
  const time = one.year ? ` · ${one.year}` : "";
  made.append(...place, make("span", `standing standing-${one.tone}`, `${one.standing}${time}`), make("span", "words", one.text), chip(one.n));
  return made;
};

const visible = (all) => all.filter((one) => !hiddenStandings.has(one.standing));

const cell = (one) => {
  const made = make("td", one.statements.length ? "" : "empty");
  made.dataset.region = one.region;
  if (!one.statements.length) made.append(make("p", "unseen", "未见"));
  const shown = visible(one.statements);
  made.append(...shown.map(statement), ...visible(one.inside).map(statement));
  if (one.statements.length && !shown.length) made.append(make("p", "filtered", "（按筛选不显示）"));
  return made;
};

const row = (one) => {
  const made = make("tr", "");
  const label = make("th", "", one.label);
  label.scope = "row";
  made.append(label, ...one.cells.map(cell));
  return made;
};

const headRow = (names) => {
  const made = make("tr", "");
  names.forEach((name) => {
    const label = make("th", "", name);
    label.scope = "col";
    made.append(label);
  });
  const head = make("thead", "");
  head.append(made);
  return head;
};

const matrix = () => {
  const value = held();
  const table = make("table", "matrix");
  table.append(make("caption", "", `${value.city}与其他地区的对照`), headRow([value.head, ...value.regions]));
  const body = make("tbody", "");
  body.append(...value.rows.map(row));
  table.append(body);
  const frame = make("div", "matrix-frame");
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", "对标表，可左右滚动");
  frame.append(table);
  return frame;
};

const gaps = () => {
  const value = held();
  const made = make("section", "gaps");
  made.append(make("h3", "", `${value.city}的差距（${value.gaps.length}项）`));
  if (!value.gaps.length) made.append(make("p", "how", "其他地区有的做法，资料库中都有本市的记载。"));
  value.gaps.forEach((gap) => {
    const item = make("details", "gap");
    const line = make("summary", "");
    const told = gap.text.split("：").slice(1).join("：");
    line.append(make("strong", "", gap.title), " ", make("span", "kind", gap.kind), " ", make("span", "", told));
    item.append(line, ...gap.statements.map(statement));
    made.append(item);
  });
  return made;
};

const wanted = () => {
  const made = make("section", "wanted");
  made.append(make("h3", "", `需要索取的文件（${held().wanted.length}件）`));
  const list = make("ul", "");
  held().wanted.forEach((one) => {
    const item = make("li", "");
    const words = [["where", one.region], ["name", one.title], ["issuer", one.issuer]];
    words.forEach(([part, text]) => item.append(make("span", part, text), " "));
    item.append(make("p", "how", one.reason));
    list.append(item);
  });
  made.append(list);
  return made;
};

const notices = () => {
  const value = held();
  if (!value.notices.length && !value.warnings.length) return [];
  const made = make("details", "remarks");
  made.append(make("summary", "", `使用提示（${value.notices.length + value.warnings.length}条）`));
  value.notices.forEach((one) => {
    const line = make("p", "notice");
    line.append(make("strong", "", one.certainty), make("span", "", one.text), ...one.citations.map(chip));
    made.append(line);
  });
  made.append(...value.warnings.map((line) => make("p", "notice", `注意：${line}`)));
  return [made];
};
