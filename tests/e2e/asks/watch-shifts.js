// Keeps how far what moved, from the first moment of a page on.
window.shifts = [];
new PerformanceObserver((list) => {
  const named = ({node}) => node && (node.className || node.localName || "");
  for (const shift of list.getEntries()) shifts.push([shift.value, shift.sources.map(named).join(" ")]);
}).observe({type: "layout-shift", buffered: true});
