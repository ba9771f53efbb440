// What is focused: its number, and what is wrong with how that is seen. What scrolls by itself has no number.
async () => {
  // What scrolls to show it does so with the next picture.
  await new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)));
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const words = `${element.localName} "${(element.textContent || element.name || "").trim().slice(0, 40)}"`;
  const outlined = (one, levels) => one && levels &&
    ((getComputedStyle(one).outlineStyle !== "none" && parseFloat(getComputedStyle(one).outlineWidth) >= 2)
      || outlined(one.parentElement, levels - 1));
  const box = element.getClientRects()[0];
  const x = box.left + box.width / 2, y = box.top + Math.min(box.height / 2, innerHeight / 2);
  const at = document.elementFromPoint(x, y);
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const amiss = [];
  // Of a film the first stop is the film; then come the browser's own controls, around which it draws rings itself.
  const within = element.localName === "video" && !element.matches(":focus");
  if (!within && !outlined(element, 5)) amiss.push(`${words}: focus is not seen`);
  if (!inside) amiss.push(`${words}: focus is out of sight`);
  else if (at && !element.contains(at) && !at.contains(element)) amiss.push(`${words}: focus is under ${at.localName}`);
  return {number: element.dataset.walked === undefined ? null : Number(element.dataset.walked), words, amiss};
}
