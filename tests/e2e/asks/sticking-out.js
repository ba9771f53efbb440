// What sticks out of the window at the side, but for what scrolls by itself and what is hidden from sight; and words
// that are cut off by what holds them.
() => {
  const scrolls = (element) =>
    element !== document.body && (getComputedStyle(element).overflowX === "auto" || scrolls(element.parentElement));
  const wide = document.documentElement.clientWidth, found = [];
  if (document.documentElement.scrollWidth > wide || document.body.scrollWidth > wide) found.push("the page scrolls");
  for (const element of document.body.querySelectorAll("*")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const box = element.getBoundingClientRect();
    if (!own || !box.width || element.closest(".skip, .unseen") || scrolls(element)) continue;
    const words = element.textContent.trim().slice(0, 60);
    if (box.left < -1 || box.right > wide + 1) found.push(words);
    const style = getComputedStyle(element);
    const cut = (style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) ||
      (style.overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1);
    if (cut && style.display !== "inline") found.push("cut off: " + words);
  }
  return found;
}
