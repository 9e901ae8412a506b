// Shows the value as text. Gradio's own templates would run a ${...} inside it as a script.
const write = () => (element.querySelector(".text").textContent = props.value || "");
watch("value", write);
write();
