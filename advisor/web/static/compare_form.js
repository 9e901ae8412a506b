// Runs once, after card.js, with Gradio's `element`, `props`, `watch` and `trigger`. All words are set as textContent.
const form = element.querySelector(".compare-form");
const WAYS = [["area", "按策略领域"], ["instrument", "按政策工具"]];

const option = (group, type, value, label, checked) => {
  const made = make("label", "option");
  const input = document.createElement("input");
  Object.assign(input, { type, name: group, value, checked });
  made.append(input, make("span", "", label));
  return made;
};

const group = (title, name, options) => {
  const made = make("fieldset", `group group-${name}`);
  const row = make("div", "options");
  row.append(...options);
  made.append(make("legend", "", title), row);
  return made;
};

const chosen = (name) => [...form.querySelectorAll(`input[name="${name}"]:checked`)].map((one) => one.value);

const showAreas = () => {
  form.querySelector(".group-areas").hidden = chosen("by")[0] !== "area";
};

const render = () => {
  const value = props.value || {};
  if (!value.areas || !value.areas.length) {
    return form.replaceChildren(make("p", "waiting", value.complaint || "正在读取资料库……"));
  }
  const start = make("button", "start", "开始对标");
  start.type = "submit";
  const usual = value.regions.filter((name) => value.chosen.includes(name));
  const more = value.regions.filter((name) => !value.chosen.includes(name));
  const others = make("details", "more");
  others.append(make("summary", "", "更多地区"), ...more.map((name) => option("regions", "checkbox", name, name, false)));
  const regions = group("地区", "regions", usual.map((name) => option("regions", "checkbox", name, name, true)));
  if (more.length) regions.append(others);
  form.replaceChildren(
    group("排列", "by", WAYS.map(([code, label], place) => option("by", "radio", code, label, place === 0))),
    group("领域", "areas", value.areas.map(([code, label]) => option("areas", "checkbox", code, label, true))),
    regions,
    start,
  );
  showAreas();
};

form.addEventListener("change", showAreas);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  trigger("submit", { by: chosen("by")[0], areas: chosen("areas"), regions: chosen("regions") });
});

watch("value", render);
render();
