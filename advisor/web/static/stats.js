// Runs once, after card.js, stats_chart.js and stats_table.js, with Gradio's `element`, `props`, `watch` and `trigger`.
const root = element.querySelector(".stats");
const form = root.querySelector("form");
const resultBox = root.querySelector(".stats-result");
const ledgerBox = root.querySelector(".stats-ledger");
const heldBox = root.querySelector(".held");
const dialog = root.querySelector(".stats-dialog");
const button = form.querySelector(".primary");
let choices = [];
let looking = false;
let asked = { indicator: "", regions: "", since: "", until: "" };

const filled = () => Object.fromEntries(["indicator", "regions", "since", "until"].map((name) => [name, form.elements[name].value]));

const send = (request, extra = {}) => {
  looking = !extra.action;
  button.disabled = true;
  button.textContent = "正在查……";
  trigger("submit", { ...request, action: "", row_id: "", by: "", may_publish: false, note: "", ...extra });
};

const look = () => {
  asked = filled();
  send(asked);
};

const sign = (action, row) => {
  const figure = row.figure || `${row.region}${row.period}${row.indicator} ${row.quantity}（${row.source}）`;
  askSigner(dialog, action, figure, (signer) => send(asked, { action, row_id: row.row_id || "", ...signer }));
};

// The places that have figures of the indicator written: a click adds or takes one away.
const regionsWritten = () => form.elements.regions.value.split(/[、，,；;\s]+/).filter(Boolean);

const isPlace = (region, written) => region === written || ["市", "县", "区", "省"].some((end) => region === written + end);

const renewHeld = () => {
  const name = form.elements.indicator.value.trim();
  const choice = choices.find((one) => one.name === name || one.aliases.includes(name));
  heldBox.hidden = !choice;
  if (!choice) return;
  const chips = choice.regions.map((region) => {
    const chip = press("chip", region, () => {
      const written = regionsWritten();
      const rest = written.filter((one) => !isPlace(region, one));
      const kept = rest.length < written.length ? rest : [...written, region];
      form.elements.regions.value = kept.join("、");
      renewHeld();
    });
    chip.setAttribute("aria-pressed", String(regionsWritten().some((one) => isPlace(region, one))));
    return chip;
  });
  heldBox.replaceChildren(make("span", "", "收录的地区："), ...chips);
};

const section = (title, ...parts) => {
  const made = make("section", "");
  made.append(make("h3", "", title), ...parts);
  return made;
};

const list = (texts, className = "") => {
  const made = make("ul", `lines ${className}`);
  made.append(...texts.map((text) => make("li", "", text)));
  return made;
};

const download = (result) => save(result.csv, "text/csv", result.file_name);

const workedList = (worked) => {
  const made = make("ul", "lines");
  worked.forEach((one) => {
    const item = make("li", one.refused ? "refused" : "");
    item.append(make("span", "badge", one.refused ? `${one.label}·不计算` : one.label), make("span", "", one.text));
    made.append(item);
  });
  return made;
};

const groupOf = (group) => {
  const made = make("div", "group");
  made.append(tableOf(group.rows, group.title, sign, { named: true }), make("p", "guidance", `用哪个：${group.guidance}`));
  return made;
};

const head = (result) => {
  const made = make("div", "stats-head");
  const title = make("h2", "", result.indicator);
  title.tabIndex = -1;
  made.append(title, press("", "下载表格（CSV）", () => download(result)));
  return made;
};

const show = (result) => {
  const parts = [head(result)];
  if (result.understood) parts.push(make("p", "about", result.understood));
  if (result.definition) parts.push(make("p", "about", `含义：${result.definition.replace(/。$/, "")}。`));
  parts.push(make("p", "about", result.about));
  if (result.rows.length) parts.push(tableOf(result.rows, "收录的数", sign));
  if (result.missing.length) parts.push(section("没有收录", list(result.missing, "care")));
  if (result.chart) parts.push(chartFigure(result.chart));
  if (result.growth.length) parts.push(section("公布的增速", tableOf(result.growth, "公布的增速，直接引用", sign, { named: true })));
  if (result.worked.length) parts.push(section("计算", workedList(result.worked)));
  if (result.groups.length) parts.push(section("几种口径并列", ...result.groups.map(groupOf)));
  if (result.notices.length) parts.push(section("提示", list(result.notices, "care")));
  if (result.not_to_confuse.length) parts.push(section("易混、不能混用的指标", list([result.not_to_confuse.join("、")])));
  resultBox.replaceChildren(...parts);
};

const showLedger = (marks) => {
  ledgerBox.hidden = false;
  const made = make("ul", "lines");
  marks.forEach((one) => {
    const item = make("li", one.mark.changed ? "refused" : "");
    item.append(
      make("span", "", `${one.figure}，${one.mark.words}，${one.mark.publish}${one.mark.note ? `；${one.mark.note}` : ""} `),
      press("sign", "取消认定", () => sign("remove", one)),
    );
    made.append(item);
  });
  const empty = make("p", "about", "还没有认定的数。在表里点“认定”，写明由谁认定、可否公开。");
  const undo = press("sign", "撤销上一步", () => sign("undo", { figure: "台账的最后一次认定或取消" }));
  ledgerBox.replaceChildren(make("summary", "", `口径台账（已认定${marks.length}个）`), marks.length ? made : empty, undo);
};

const renew = () => {
  const value = props.value || {};
  button.disabled = false;
  button.textContent = "查询";
  root.querySelector(".complaint").textContent = value.complaint || "";
  root.querySelector(".told").textContent = value.told || "";
  if (value.choices) {
    choices = value.choices;
    root.querySelector("#stats-indicators").replaceChildren(
      ...choices.map((one) => {
        const option = make("option", "");
        option.value = one.name;
        option.label = one.aliases.slice(0, 3).join("、");
        return option;
      }),
    );
  }
  if (value.years) form.elements.since.placeholder = `最早${value.years[0]}`;
  if (value.ledger) showLedger(value.ledger);
  // Figures of an earlier lookup must not stand under another question.
  if (value.complaint && looking) resultBox.replaceChildren();
  if (value.result) {
    show(value.result);
    if (!value.told) resultBox.querySelector("h2").focus();
  }
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  look();
});
["indicator", "regions"].forEach((name) => form.elements[name].addEventListener("input", renewHeld));
watch("value", renew);
renew();
