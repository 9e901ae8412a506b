// A chart as SVG, after the data that the server also draws from. Bars begin at zero; points are joined only where told so.
const SVG = element.querySelector("svg").namespaceURI;
const COLOURS = ["#1f4e79", "#c4642d", "#3f7d5a", "#7a5195", "#a8862b", "#5b6b79", "#b0413e", "#2f8f9d"];
const FAINT = 0.45;

const shape = (name, attributes, text) => {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  if (text !== undefined) made.textContent = text;
  return made;
};

// Round steps of an axis, about `count` of them, that cover low to high.
const stepsOf = (low, high, count) => {
  const rough = (high - low) / count || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough);
  const steps = [];
  for (let at = Math.floor(low / step) * step; at < high + step; at += step) steps.push(Number(at.toPrecision(12)));
  return steps;
};

const wide = (text) => [...text].reduce((sum, one) => sum + (one.charCodeAt(0) < 0x2e80 ? 0.55 : 1), 0);

const describe = (series, point) => `${series.label} ${point.label}：${point.shown}。${point.source}`;

const withTip = (mark, series, point, tip) => {
  mark.classList.add("point");
  mark.setAttribute("tabindex", "0");
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", describe(series, point));
  const show = () => tip.show(mark, [`${series.label} ${point.label}`, point.shown, point.source]);
  ["mouseenter", "focus"].forEach((name) => mark.addEventListener(name, show));
  ["mouseleave", "blur"].forEach((name) => mark.addEventListener(name, tip.hide));
  return mark;
};

// Lines are coloured by series; bars, which name their place themselves, by definition.
const colourAt = (index) => COLOURS[index % COLOURS.length];
const definitionsOf = (chart) => [...new Set(chart.series.map((one) => one.definition))];

const legendEntries = (chart, kind) => {
  if (kind === "line") return chart.series.map((one, index) => ({ words: one.label, colour: colourAt(index), planned: one.planned }));
  const names = definitionsOf(chart);
  if (names.length < 2) return [];
  return names.map((words, index) => ({ words, colour: colourAt(index), planned: chart.series.find((one) => one.definition === words).planned }));
};

const drawBars = (chart, tip) => {
  const regions = [...new Set(chart.series.map((one) => one.region))];
  const bars = chart.series
    .flatMap((series) => series.points.map((point) => ({ series, point })))
    .sort((a, b) => regions.indexOf(a.series.region) - regions.indexOf(b.series.region) || a.point.position - b.point.position);
  const names = bars.map(({ series, point }) => `${series.region} ${point.label}`);
  const longest = Math.min(18, Math.max(...names.map(wide)));
  const left = 14 * longest + 14, width = 900, row = 30, top = 8;
  const right = width - 10 - 14 * Math.max(...bars.map(({ point }) => wide(point.shown)));
  const height = top + row * bars.length + 46;
  const values = bars.map(({ point }) => point.value);
  const steps = stepsOf(Math.min(0, ...values), Math.max(0, ...values), 5);
  const [low, high] = [steps[0], steps[steps.length - 1]];
  const x = (value) => left + ((value - low) / (high - low || 1)) * (right - left);
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, class: "chart", role: "group", "aria-label": chart.title });
  steps.forEach((step) => {
    svg.append(shape("line", { x1: x(step), x2: x(step), y1: top, y2: top + row * bars.length, class: step ? "grid" : "axis" }));
    svg.append(shape("text", { x: x(step), y: height - 26, class: "tick", "text-anchor": "middle" }, String(step)));
  });
  svg.append(shape("text", { x: (left + right) / 2, y: height - 6, class: "unit", "text-anchor": "middle" }, `单位：${chart.unit}`));
  bars.forEach(({ series, point }, place) => {
    const y = top + row * place;
    const name = names[place];
    const kept = wide(name) > 18 ? `${[...name].slice(0, 17).join("")}…` : name;
    svg.append(shape("text", { x: left - 8, y: y + 20, class: "name", "text-anchor": "end" }, kept));
    const bar = shape("rect", {
      x: Math.min(x(0), x(point.value)), y: y + 5, width: Math.max(1, Math.abs(x(point.value) - x(0))), height: row - 10,
      fill: colourAt(definitionsOf(chart).indexOf(series.definition)), "fill-opacity": series.planned ? FAINT : 1,
    });
    svg.append(withTip(bar, series, point, tip));
    svg.append(shape("text", { x: Math.max(x(point.value), x(0)) + 6, y: y + 20, class: "value" }, point.shown));
  });
  return svg;
};

const drawLines = (chart, tip) => {
  const width = 900, height = 380, left = 66, right = 870, top = 26, bottom = 318;
  const points = chart.series.flatMap((one) => one.points);
  const values = points.map((point) => point.value);
  const fromZero = chart.kind === "bar" || chart.zero_based;
  const span = Math.max(...values) - Math.min(...values) || 1;
  const base = fromZero ? Math.min(0, ...values) : Math.min(...values) - 0.1 * span;
  const steps = stepsOf(base, Math.max(...values), 5);
  const [low, high] = [steps[0], steps[steps.length - 1]];
  const times = [...new Map(points.map((point) => [point.position, point.label])).entries()].sort((a, b) => a[0] - b[0]);
  const [first, last] = [times[0][0], times[times.length - 1][0]];
  const x = (time) => (first === last ? (left + right) / 2 : left + 40 + ((time - first) / (last - first)) * (right - left - 80));
  const y = (value) => bottom - ((value - low) / (high - low || 1)) * (bottom - top);
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, class: "chart", role: "group", "aria-label": chart.title });
  steps.forEach((step) => {
    svg.append(shape("line", { x1: left, x2: right, y1: y(step), y2: y(step), class: step ? "grid" : "axis" }));
    svg.append(shape("text", { x: left - 8, y: y(step) + 5, class: "tick", "text-anchor": "end" }, String(step)));
  });
  svg.append(shape("text", { x: left - 52, y: 14, class: "unit" }, `单位：${chart.unit}`));
  const labelled = [];
  let end = -Infinity;
  times.forEach(([time, label]) => {
    const half = 7 * wide(label);
    const low = x(time) - half < end + 8;
    end = low ? end : x(time) + half;
    svg.append(shape("text", { x: x(time), y: bottom + (low ? 42 : 22), class: "tick", "text-anchor": "middle" }, label));
  });
  chart.series.forEach((series, index) => {
    const faint = series.planned ? FAINT : 1;
    const colour = colourAt(index);
    series.points.forEach((point, place) => {
      if (!point.joined) return;
      const before = series.points[place - 1];
      svg.append(shape("line", {
        x1: x(before.position), y1: y(before.value), x2: x(point.position), y2: y(point.value),
        stroke: colour, "stroke-width": 2, "stroke-opacity": faint,
      }));
    });
    series.points.forEach((point) => {
      const dot = shape("circle", { cx: x(point.position), cy: y(point.value), r: 6, fill: colour, "fill-opacity": faint });
      svg.append(withTip(dot, series, point, tip));
      const [across, up] = [x(point.position), y(point.value)];
      const taken = labelled.some(([other, height]) => other === across && Math.abs(height - up) < 18);
      labelled.push([across, up]);
      svg.append(shape("text", { x: across, y: taken ? up + 22 : up - 11, class: "value", "text-anchor": "middle" }, point.shown));
    });
  });
  return svg;
};

const legendOf = (chart, kind) => {
  const list = make("ul", "chart-legend");
  legendEntries(chart, kind).forEach((one) => {
    const item = make("li", "");
    const key = make("span", "key");
    key.style.background = one.colour;
    key.style.opacity = one.planned ? FAINT : 1;
    item.append(key, make("span", "", one.words));
    list.append(item);
  });
  return list.children.length ? [list] : [];
};

const tipIn = (frame) => {
  const box = make("div", "chart-tip");
  box.hidden = true;
  frame.append(box);
  return {
    show: (mark, lines) => {
      box.replaceChildren(...lines.map((line) => make("p", "", line)));
      box.hidden = false;
      const [outer, inner] = [frame.getBoundingClientRect(), mark.getBoundingClientRect()];
      const left = inner.left - outer.left + inner.width / 2 - box.offsetWidth / 2;
      box.style.left = `${Math.max(0, Math.min(left, outer.width - box.offsetWidth))}px`;
      box.style.top = `${Math.max(0, inner.top - outer.top - box.offsetHeight - 8)}px`;
    },
    hide: () => (box.hidden = true),
  };
};

// The chart as a file of its own: title above, legend, notes and sources below, since it will stand elsewhere without this page.
const LOOKS = "text{font-family:'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;fill:#1c2733;font-size:14px}.tick,.unit,.note{fill:#51606d;font-size:13px}.grid{stroke:#d9dfe6}.axis{stroke:#51606d}.title{font-size:18px;font-weight:600}";

const wrapped = (text, most) => {
  const rows = [""];
  [...text].forEach((one) => {
    if (wide(rows[rows.length - 1] + one) > most && !"，。；、：）》”".includes(one)) rows.push("");
    rows[rows.length - 1] += one;
  });
  return rows;
};

const standAlone = (svg, chart, kind) => {
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const keys = legendEntries(chart, kind);
  const notes = [...chart.notes, chart.source_note].flatMap((line) => wrapped(line, 66));
  const whole = height + 44 + 24 * keys.length + 22 * notes.length + 16;
  const page = shape("svg", { xmlns: SVG, viewBox: `0 0 ${width} ${whole}`, width, height: whole });
  page.append(shape("style", {}, LOOKS), shape("rect", { width, height: whole, fill: "#fff" }), shape("text", { x: 12, y: 28, class: "title" }, chart.title));
  const body = shape("g", { transform: "translate(0 44)" });
  body.append(...[...svg.cloneNode(true).childNodes]);
  page.append(body);
  let y = height + 60;
  keys.forEach((one) => {
    page.append(
      shape("rect", { x: 12, y: y - 12, width: 14, height: 14, fill: one.colour, "fill-opacity": one.planned ? FAINT : 1 }),
      shape("text", { x: 34, y }, one.words),
    );
    y += 24;
  });
  notes.forEach((line) => {
    page.append(shape("text", { x: 12, y, class: "note" }, line));
    y += 22;
  });
  return new XMLSerializer().serializeToString(page);
};

const save = (content, type, name) => {
  const link = make("a", "", "");
  link.href = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

// The whole figure, with a switch between its two forms.
const chartFigure = (chart) => {
  const figure = make("figure", "chart-figure");
  const draw = (kind) => {
    const bar = make("div", "chart-bar");
    bar.append(make("h3", "", chart.title));
    [["bar", "条形图"], ["line", "折线图"]].forEach(([name, words]) => {
      const choice = make("button", "toggle", words);
      choice.type = "button";
      choice.setAttribute("aria-pressed", String(name === kind));
      choice.addEventListener("click", () => {
        draw(name);
        figure.querySelector(".toggle[aria-pressed='true']").focus();
      });
      bar.append(choice);
    });
    const frame = make("div", "chart-frame");
    const tip = tipIn(frame);
    const svg = kind === "bar" ? drawBars(chart, tip) : drawLines(chart, tip);
    frame.append(svg);
    const keep = make("button", "", "下载图（SVG）");
    keep.type = "button";
    keep.addEventListener("click", () => save(standAlone(svg, chart, kind), "image/svg+xml", `${chart.title}.svg`));
    bar.append(keep);
    const notes = make("figcaption", "");
    [...chart.notes, chart.source_note].forEach((line) => notes.append(make("p", "", line)));
    figure.replaceChildren(bar, frame, ...legendOf(chart, kind), notes);
  };
  draw(chart.kind);
  return figure;
};
