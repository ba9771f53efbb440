// What cannot be told from its ground in the reader's own colours: shapes that say something, edges, what is current.
() => {
  const found = [], ground = getComputedStyle(document.body).backgroundColor;
  const nothing = ["none", "rgba(0, 0, 0, 0)"];
  const painted = (shape, but) => ["fill", "stroke"].some((name) => !but.includes(getComputedStyle(shape)[name]));
  const told = (shape) => painted(shape, [...nothing, ground]);
  const all = "rect, circle, path, line";
  for (const shape of document.querySelectorAll(`main svg :is(${all})`)) {
    if (!shape.checkVisibility() || shape.closest("defs, mask, clipPath")) continue;
    // Room for a finger is painted in no colours at all.
    if (!painted(shape, nothing)) continue;
    // A ring of the ground's colour belongs to a shape beside it that is seen.
    if (![...shape.parentElement.querySelectorAll(all)].some(told)) found.push("shape: " + shape.outerHTML.slice(0, 80));
  }
  for (const box of document.querySelectorAll("input, button")) {
    const style = getComputedStyle(box);
    const edged = parseFloat(style.borderTopWidth) >= 1 && style.borderTopColor !== ground;
    if (!edged) found.push("no edge: " + box.outerHTML.slice(0, 60));
  }
  for (const link of document.querySelectorAll(".sections [aria-current]")) {
    const other = document.querySelector(".sections a:not([aria-current])");
    const tell = (one) => ["borderBottomColor", "fontWeight", "textDecorationLine"].map((name) => getComputedStyle(one)[name]);
    if (other && tell(link).join() === tell(other).join()) found.push("not seen to be current: " + link.textContent);
  }
  return found;
}
