// Starts the app, and speaks for it when it cannot go on.
//
// Plain JavaScript on purpose: it must still work when the app's own code has stopped.
// The build tool replaces each name in double braces with the file it became.

/** Covers the page with one message and one button. The first failure is the one worth telling. */
function showReloadSheet(cause) {
  if (document.querySelector(".panic-sheet")) return;

  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  // The app says whether this browser keeps what waits.
  const kept = document.documentElement.dataset.kept !== "false";
  const title = element("h2", { id: "panic-title", lang: "zh-CN" }, "页面出错了");
  const chinese = element(
    "p",
    { id: "panic-text", lang: "zh-CN" },
    kept
      ? "已同步的操作都保存在服务器上;尚未上传的保存在本机,重新载入后自动上传。"
      : "已同步的操作都保存在服务器上;尚未上传的请重新办理。",
  );
  const english = element(
    "p",
    { lang: "en" },
    kept
      ? "Something went wrong on this page. What was synced is safe on the server; what was not sent yet is kept on this device and is sent after reloading."
      : "Something went wrong on this page. What was synced is safe on the server; please do again what was not sent yet.",
  );
  const detail = element("pre", { className: "panic-detail" }, String(cause));
  const button = element(
    "button",
    { type: "button", className: "button", onclick: () => location.reload() },
    "重新载入 ",
    element("span", { lang: "en" }, "Reload"),
  );
  button.dataset.kind = "primary";
  const actions = element("div", { className: "sheet-actions" }, button);
  const card = element("div", { className: "panic-card" }, title, chinese, english, detail, actions);
  const sheet = element("div", { className: "panic-sheet" }, card);
  sheet.setAttribute("role", "alertdialog");
  sheet.setAttribute("aria-modal", "true");
  sheet.setAttribute("aria-labelledby", title.id);
  sheet.setAttribute("aria-describedby", chinese.id);

  document.querySelector(".boot-skeleton")?.remove();
  document.body.append(sheet);
  button.focus();
}

// A panic the app could still announce.
window.addEventListener("guatu-panic", (event) => showReloadSheet(event.detail));

// A trap it could not (the stack or the memory ran out). Other scripts' errors, say those of a
// browser extension, are none of our business.
const showTrap = (cause) => {
  if (cause instanceof WebAssembly.RuntimeError) showReloadSheet(cause);
};
window.addEventListener("error", (event) => showTrap(event.error));
window.addEventListener("unhandledrejection", (event) => showTrap(event.reason));

// Imported here and not at the top, so that a file that does not arrive is caught as well.
try {
  const { default: init } = await import("./{{app.js}}");
  await init({ module_or_path: new URL("./{{app.wasm}}", import.meta.url) });
} catch (cause) {
  showReloadSheet(cause);
}
