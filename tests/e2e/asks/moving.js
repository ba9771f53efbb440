// Whatever moves by itself or when it is touched.
() => [...document.querySelectorAll("*")].flatMap((element) => {
  const style = getComputedStyle(element), name = `${element.localName}.${element.className}`, found = [];
  const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0);
  if (lasts(style.transitionDuration)) found.push(name);
  if (style.animationName !== "none" && lasts(style.animationDuration)) found.push(name);
  if (style.scrollBehavior === "smooth") found.push("scrolls smoothly: " + name);
  if (element.matches("video[autoplay], marquee, blink")) found.push(name);
  return found;
})
