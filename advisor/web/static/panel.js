// Runs once, with Gradio's `element`, `props` and `watch`.
const sheet = () => element.querySelector(".sheet");
let openKey = null;
let opener = null;

const cards = () => (props.value && props.value.cards) || [];
const siblings = (key) => cards().filter((card) => card.key.split("-")[0] === key.split("-")[0]);

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
  if (event.key === "Escape" && openKey && element.getClientRects().length) hide();
});

// Messages are drawn anew while an answer comes in; the open chip stays marked.
new MutationObserver(markChip).observe(document.querySelector("gradio-app"), { subtree: true, childList: true });

watch("value", render);
render();
