// Runs once, with Gradio's `element` and `trigger`. The file is read here and sent with the event:
// the server opens no door for uploads and keeps no file.
const LARGEST = 10 * 1024 * 1024;
const input = element.querySelector("input");
const box = () => document.querySelector("#draft textarea");

const send = (file) => {
  if (file.size > LARGEST) return trigger("upload", { name: file.name, size: file.size, content: "" });
  const reader = new FileReader();
  const sendContent = (content) => trigger("upload", { name: file.name, size: file.size, content });
  reader.addEventListener("load", () => sendContent(reader.result.split(",")[1] || ""));
  reader.addEventListener("error", () => sendContent("?"));
  reader.readAsDataURL(file);
};

const take = (file) => {
  if (!file) return;
  const question = "草稿框中已有文字，读入文件后会被替换。要继续吗？";
  if (!box().value.trim() || window.confirm(question)) send(file);
};

input.addEventListener("change", () => {
  take(input.files[0]);
  input.value = "";
});

element.querySelector(".clear").addEventListener("click", () => {
  if (!box().value.trim() || window.confirm("清空草稿和校核结果？")) trigger("clear");
});
element.querySelector(".back").addEventListener("click", () => document.querySelector("#check").classList.add("has-result"));

// A file dropped anywhere on the page would otherwise be opened in its place, and the draft be lost.
const carriesFile = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
const onCheckPage = () => element.getClientRects().length > 0;
document.addEventListener("dragover", (event) => carriesFile(event) && event.preventDefault());
document.addEventListener("drop", (event) => {
  if (!carriesFile(event)) return;
  event.preventDefault();
  if (onCheckPage()) take(event.dataTransfer.files[0]);
});

document.addEventListener("keydown", (event) => {
  const sends = event.key === "Enter" && (event.ctrlKey || event.metaKey);
  if (!sends || event.target !== box()) return;
  event.preventDefault();
  document.querySelector("#check-start").click();
});
