// The tables of the statistics page, and the form by which a figure is signed off. All words are set as textContent.
const press = (className, text, act) => {
  const made = make("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};

const cell = (...parts) => {
  const made = make("td", "");
  made.append(...parts);
  return made;
};

const lines = (...texts) => texts.filter(Boolean).map((text, place) => make("div", place ? "small" : "", text));

const markCell = (row, sign) => {
  if (!row.mark) return cell(press("sign", "认定", () => sign("mark", row)));
  const words = make("div", row.mark.changed ? "signed changed" : "signed", `✓ ${row.mark.words}`);
  const parts = [words, ...lines("", row.mark.publish, row.mark.note)];
  if (row.mark.changed) parts.push(press("sign", "重新认定", () => sign("mark", row)));
  return cell(...parts, press("sign", "取消认定", () => sign("remove", row)));
};

const sourceCell = (row) => {
  const made = cell(...lines(row.source, row.place));
  if (row.url) {
    const link = make("a", "small", "官方网页（需能上互联网）");
    link.href = row.url;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    made.append(link);
  }
  return made;
};

const rowOf = (row, named, sign) => {
  const made = make("tr", row.realised ? "" : "planned");
  made.dataset.row = row.row_id;
  const first = named ? [cell(row.indicator)] : [];
  made.append(
    ...first,
    cell(row.region),
    cell(row.period),
    cell(make("strong", "", row.quantity)),
    cell(row.standing),
    cell(...lines(row.definition, row.comparability && `使用限制：${row.comparability}`)),
    sourceCell(row),
    markCell(row, sign),
  );
  return made;
};

const tableOf = (rows, caption, sign, { named = false } = {}) => {
  const frame = make("div", "table-frame");
  const table = make("table", "figures");
  const head = make("tr");
  const names = ["地区", "时段", "数值", "性质", "口径和使用限制", "来源和出处", "本单位认定"];
  (named ? ["指标", ...names] : names).forEach((name) => {
    const made = make("th", "", name);
    made.scope = "col";
    head.append(made);
  });
  const top = make("thead");
  top.append(head);
  const body = make("tbody");
  body.append(...rows.map((row) => rowOf(row, named, sign)));
  table.append(make("caption", "", caption), top, body);
  frame.append(table);
  return frame;
};

const field = (words, input) => {
  const made = make("label", "field", words);
  made.append(input);
  return made;
};

const input = (name, placeholder, longest) => {
  const made = make("input");
  made.name = name;
  made.placeholder = placeholder;
  made.maxLength = longest;
  return made;
};

const DIALOGS = {
  mark: ["认定为本单位口径", "同一指标、地区、时段只认定一个数；同一时段有几个数时，起草用它。"],
  remove: ["取消认定", "取消后起草不再以这个数为准，历史保留。"],
  undo: ["撤销上一步", "撤销台账的最后一次认定或取消，历史保留。"],
};

// Asks who signs off; calls back with what was filled in. The name is kept for the next time while the page is open.
let lastName = "";
const askSigner = (dialog, action, figure, done) => {
  const [title, about] = DIALOGS[action];
  const form = make("form", "");
  const by = input("by", "单位或姓名", 40);
  by.required = true;
  by.value = lastName;
  const note = input("note", "可不写", 200);
  const publish = make("input");
  publish.type = "checkbox";
  const publishes = make("label", "check");
  publishes.append(publish, make("span", "", "可以公开（不勾为仅内部使用）"));
  const row = make("div", "dialog-tools");
  const confirm = make("button", "primary", "确定");
  row.append(press("", "取消", () => dialog.close()), confirm);
  const asked = action === "mark" ? [publishes, field("备注", note)] : [];
  form.append(make("h3", "", title), make("p", "", figure), make("p", "small", about), field("由谁办理", by), ...asked, row);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    lastName = by.value.trim();
    dialog.close();
    done({ by: lastName, may_publish: publish.checked, note: note.value });
  });
  dialog.replaceChildren(form);
  dialog.showModal();
  by.focus();
};
