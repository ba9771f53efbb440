// Numbers what can be used, in the order of the page. What is folded away or not shown is left out.
() => {
  const all = "a[href], button, input, select, textarea, summary, video[controls], audio[controls], [tabindex]";
  const shown = [...document.querySelectorAll(all)].filter((element) =>
    element.checkVisibility({visibilityProperty: true}) && !element.disabled && element.tabIndex >= 0);
  shown.forEach((element, number) => { element.dataset.walked = number });
  return shown.length;
}
