// Saves the file that the value holds: the server opens no door for downloads.
const bytesOf = (content) => Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
const save = () => {
  const { name, type, content } = props.value || {};
  if (!content) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytesOf(content)], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};
watch("value", save);
