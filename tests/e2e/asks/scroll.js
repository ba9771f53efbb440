// Goes down the page as a reader does, so that what loads late loads.
async () => {
  for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
    scrollTo(0, y);
    await new Promise((then) => setTimeout(then, 60));
  }
  await Promise.all([...document.images].map((picture) => picture.complete || new Promise((then) => {
    picture.onload = picture.onerror = then;
  })));
  await document.fonts.ready;
  await new Promise((then) => setTimeout(then, 200));
}
