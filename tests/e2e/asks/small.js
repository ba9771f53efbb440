// What in menus is less than 44 pixels high or 24 wide for a finger, tried on what is really hit.
(selector) => {
  const small = [];
  const hits = (element, x, y) => {
    const at = document.elementFromPoint(x, y);
    return at && (element.contains(at) || at.contains(element) && at.closest("a, summary, button") === element);
  };
  for (const element of document.querySelectorAll(`${selector} :is(a, button, summary)`)) {
    if (!element.checkVisibility({visibilityProperty: true})) continue;
    element.scrollIntoView({block: "center", inline: "center"});
    const box = element.getBoundingClientRect();
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    const tall = hits(element, x, y - 21) && hits(element, x, y + 21);
    const wide = hits(element, x - 11, y) && hits(element, x + 11, y);
    const size = `${Math.round(box.width)} × ${Math.round(box.height)}`;
    if (!tall || !wide) small.push(`${element.textContent.trim().slice(0, 40)}: ${size}`);
  }
  return small;
}
