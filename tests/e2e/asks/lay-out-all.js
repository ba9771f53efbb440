// Lay out what is far from the window as well, at once: a browser does so when a reader comes near.
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important }");
  document.adoptedStyleSheets.push(sheet);
}
