// What must not be broken over two sheets has to fit on one, what is for clicking has no place on any, and where a
// link leads is written beside it.
(height) => {
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility({visibilityProperty: true})) continue;
    const name = `${element.localName}.${element.className} "${element.textContent.trim().slice(0, 40)}"`;
    const style = getComputedStyle(element), tall = element.getBoundingClientRect().height > height;
    const whole = style.breakInside.startsWith("avoid") || element.localName === "img";
    if (tall && whole) found.push("taller than a sheet: " + name);
    if (element.matches("nav, .switch, button, input, select, .skip, video, audio")) found.push("for clicking: " + name);
    if (["fixed", "sticky"].includes(style.position)) found.push("on every sheet: " + name);
  }
  for (const link of document.querySelectorAll(":is(.prose, .back) a[href^='http']")) {
    const spelled = getComputedStyle(link, "::after").content.includes(link.getAttribute("href"));
    if (link.checkVisibility({visibilityProperty: true}) && !spelled) found.push("not spelled out: " + link.href);
  }
  const ground = getComputedStyle(document.body).backgroundColor;
  if (!["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(ground)) found.push("ground is not white: " + ground);
  return found;
}
