// The script of `sitegen serve`: starts livereload and shows what is wrong over the last good page.
(() => {
  "use strict";

  const live = document.createElement("script");
  live.src = `/livereload.js?port=${location.port || 80}`;
  document.head.append(live);

  const show = (errors) => {
    document.getElementById("sitegen-errors")?.remove();
    if (!errors.length) return;
    const box = document.createElement("div");
    box.id = "sitegen-errors";
    box.lang = "en";
    box.dir = "ltr";
    box.setAttribute("role", "alert");
    Object.assign(box.style, {
      position: "fixed", insetInline: "0", insetBlockEnd: "0", maxBlockSize: "60vh", overflow: "auto", zIndex: "2147483647",
      padding: "1rem 1.25rem", background: "#7a1712", color: "#fff", font: "14px/1.5 ui-monospace, monospace",
      whiteSpace: "pre-wrap", boxShadow: "0 -4px 24px rgb(0 0 0 / 40%)",
    });
    box.textContent = errors.join("\n");
    document.body.append(box);
  };

  const listen = () => {
    const channel = new WebSocket(`ws://${location.host}/__sitegen/events`);
    channel.addEventListener("message", (event) => show(JSON.parse(event.data).errors));
    channel.addEventListener("close", () => setTimeout(listen, 500));
  };
  listen();
})();
