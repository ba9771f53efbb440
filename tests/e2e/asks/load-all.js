// Loads what a reader would meet further down.
async () => {
  document.querySelectorAll("img").forEach((picture) => { picture.loading = "eager" });
  await Promise.all([...document.images].map((picture) => picture.decode()));
  await document.fonts.ready;
}
