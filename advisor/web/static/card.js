// A card of a source, for the panels of both pages: stands before panel.js and check.js.
// Words of sources are set as textContent. Gradio's own templates would run a passage's ${...} as a script.
const make = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
};

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

const article = (card) => {
  const made = make("article");
  made.append(make("h3", "", `《${card.title}》`), badgeRow(card), quote(card), details(card), ...official(card), ...remarks(card));
  return made;
};

