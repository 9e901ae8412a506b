// Runs once when the page has loaded.
() => {
  // Gradio names parts of the chat in English, and messages by their markup; say in Chinese what they are instead.
  const chineseName = (part) => {
    if (part.matches('[data-testid="bot"]')) return "回答";
    if (part.matches('[data-testid="user"]')) return "提问";
    if (part.matches('[role="log"]')) return "对话";
    if (part.matches(".overflow-menu > button")) return "更多页面";
    return part.textContent.trim();
  };
  const nameParts = () => {
    const parts = '[data-testid="bot"], [data-testid="user"], [role="log"], button.example, .overflow-menu > button';
    document.querySelectorAll(parts).forEach((part) => {
      const name = chineseName(part);
      if (part.getAttribute("aria-label") !== name) part.setAttribute("aria-label", name);
    });
  };
  // Gradio's complaints about the connection are in English only.
  const complaints = [
    [/connection|reconnect/i, "与服务器的连接断开，正在重连。写好的内容仍在输入框里，连上后请再试。"],
    [/busy|queue/i, "正在使用的人较多，请稍后再试。"],
  ];
  const translateToasts = () => {
    document.querySelectorAll(".toast-title, .toast-messages *").forEach((part) => {
      if (part.children.length || !/[a-z]{3}/i.test(part.textContent)) return;
      const known = complaints.find(([pattern]) => pattern.test(part.textContent));
      const isTitle = part.matches(".toast-title, .toast-title *");
      part.textContent = isTitle ? "提醒" : known ? known[1] : "网页与服务器之间出了问题，请稍后再试。";
    });
  };

  // A new question goes to the top of the window and stays there while its answer comes in: the first sentence answers.
  let questions = 0;
  let following = false;
  const follow = () => {
    const rows = document.querySelectorAll("#bot .user-row");
    if (rows.length > questions) following = true;
    questions = rows.length;
    if (!following || !rows.length) return;
    rows[rows.length - 1].scrollIntoView({ block: "start" });
    const answers = document.querySelectorAll("#bot .answer").length;
    following = answers < rows.length || Boolean(document.querySelector("#bot .waiting"));
  };

  new MutationObserver(() => {
    nameParts();
    translateToasts();
    follow();
  }).observe(document.querySelector("gradio-app"), {
    subtree: true,
    childList: true,
    attributeFilter: ["aria-label"],
  });
}
