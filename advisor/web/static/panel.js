// Runs once, with Gradio's `element`, `props` and `watch`.
// Words of sources are set as textContent. Gradio's own templates would run a passage's ${...} as a script.
const sheet = () => element.querySelector(".sheet");
let openKey = null;
let opener = null;

const make = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
};

const cards = () => (props.value && props.value.cards) || [];
const siblings = (key) => cards().filter((card) => card.key.split("-")[0] === key.split("-")[0]);

const badgeRow = (card) => {
  const row = make("p", "badges");
  card.badges.forEach((badge) => row.append(make("span", `badge badge-${badge.tone}`, badge.text)));
  return row;
};

const quote = (card) => {
  const block = make("section", "passage");
  block.append(make("p", "passage-kind", card.quote_heading));
  const words = make("blockquote", card.quoted ? "quoted" : "");
  card.segments.forEach((part) => words.append(make(part.carries ? "mark" : "span", "", part.text)));
  block.append(words);
  return block;
};

const details = (card) => {
  const list = make("dl", "details");
  card.details.forEach((line) => list.append(make("dt", "", line.label), make("dd", "", line.text)));
  return list;
};

const remarks = (card) => {
  const made = card.notices.map((text) => {
    const line = make("p", "remark remark-notice");
    line.append(make("strong", "", "提示"), make("span", "", text));
    return line;
  });
  if (card.comment) {
    const line = make("p", "remark");
    line.append(make("strong", "", "我方说明（不作引用）"), make("span", "", card.comment));
    made.push(line);
  }
  return made;
};

const official = (card) => {
  if (!card.url) return [];
  const line = make("p", "official");
  const link = make("a", "", "打开官方网页");
  link.href = card.url;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  line.append(link, make("span", "", "（需能上互联网）"));
  return [line];
};

const step = (label, target) => {
  const button = make("button", "step", label);
  button.type = "button";
  button.disabled = !target;
  button.addEventListener("click", () => target && show(target.key));
  return button;
};

const bar = (card) => {
  const row = make("div", "sheet-bar");
  const group = siblings(card.key);
  const place = group.findIndex((one) => one.key === card.key);
  const close = make("button", "close", "关闭 ×");
  close.type = "button";
  close.addEventListener("click", hide);
  row.append(make("h2", "", `来源 [${card.n}]`));
  if (group.length > 1) row.append(step("上一条", group[place - 1]), step("下一条", group[place + 1]));
  row.append(close);
  return row;
};

const article = (card) => {
  const made = make("article");
  made.append(make("h3", "", `《${card.title}》`), badgeRow(card), quote(card), details(card), ...official(card), ...remarks(card));
  return made;
};

const markChip = () => {
  document.querySelectorAll("#bot a.chip[aria-current]").forEach((chip) => chip.removeAttribute("aria-current"));
  if (openKey) {
    document.querySelectorAll(`#bot a.chip[href$="#cite-${openKey}"]`).forEach((chip) => chip.setAttribute("aria-current", "true"));
  }
};

const render = () => {
  const card = cards().find((one) => one.key === openKey);
  element.closest("#panel").classList.toggle("open", Boolean(card));
  sheet().replaceChildren(...(card ? [bar(card), article(card)] : []));
  if (!card) openKey = null;
  markChip();
};

const show = (key) => {
  openKey = key;
  render();
  const heading = sheet().querySelector("h2");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  sheet().scrollTop = 0;
};

const hide = () => {
  openKey = null;
  render();
  if (opener && opener.isConnected) opener.focus({ preventScroll: true });
};

// On plain http the browser offers no clipboard, so the old way stays as the second choice.
const copyOldWay = (text) => {
  const area = make("textarea", "", "");
  area.value = text;
  area.style.cssText = "position:fixed;opacity:0";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
};

const copy = async (link, number) => {
  const text = props.value.copies[number] || "";
  let copied = false;
  try {
    await navigator.clipboard.writeText(text);
    copied = true;
  } catch {
    copied = copyOldWay(text);
  }
  const label = link.textContent;
  link.textContent = copied ? "已复制" : "没有复制成，请手工选取";
  setTimeout(() => (link.textContent = label), 2000);
};

document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest && event.target.closest('a[href*="#cite-"], a[href*="#copy-"]');
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    const [, kind, key] = link.getAttribute("href").match(/#(cite|copy)-([\d-]+)$/) || [];
    if (kind === "cite") {
      opener = link;
      show(key);
    } else if (kind === "copy") {
      copy(link, key);
    }
  },
  true,
);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && openKey) hide();
});

// Messages are drawn anew while an answer comes in; the open chip stays marked.
new MutationObserver(markChip).observe(document.querySelector("gradio-app"), { subtree: true, childList: true });

watch("value", render);
render();
