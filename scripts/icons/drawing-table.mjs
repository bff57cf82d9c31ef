// Turns drawings into pixels, in a page of a real Chromium.

/**
 * @typedef {{
 *   readonly pixels: number,
 *   readonly rgba: Buffer,
 * }} Image As wide as it is high; `rgba` has four bytes for each pixel, from the upper left, its colour not multiplied by alpha.
 */

/**
 * `svg` is drawn with `color` as its `currentColor`. `isOnGrid`: the edges of each of its shapes are moved to the
 * nearest boundary between pixels, the same way on both sides of the middle, so that a small one is crisp.
 *
 * @typedef {{ readonly svg: string, readonly pixels: number, readonly color: string, readonly isOnGrid?: boolean }} Drawing
 */

/** @param {import('playwright-core').Browser} browser */
export async function openDrawingTable(browser) {
  const page = await browser.newPage();

  /** @param {Drawing} drawing @returns {Promise<Image>} */
  return async function draw({ svg, pixels, color, isOnGrid = false }) {
    const base64 = await page.evaluate(drawInPage, { svg, pixels, color, isOnGrid });
    return { pixels, rgba: Buffer.from(base64, 'base64') };
  };
}

/** Runs in the page: nothing of this file is there. @param {Required<Drawing>} drawing */
async function drawInPage({ svg, pixels, color, isOnGrid }) {
  document.body.innerHTML = svg;
  const root = document.querySelector('svg');
  const side = root.viewBox.baseVal.width;
  const scale = pixels / side;
  const half = pixels / 2;
  /** @param {number} at In the drawing. @returns {number} In pixels. */
  const onGrid = (at) => {
    const offset = at * scale - half;
    return half + Math.sign(offset) * Math.round(Math.abs(offset));
  };
  root.setAttribute('width', pixels);
  root.setAttribute('height', pixels);
  root.setAttribute('color', color);
  if (isOnGrid) {
    root.setAttribute('viewBox', `0 0 ${pixels} ${pixels}`);
    for (const shape of root.children) {
      const { x, y, width, height } = shape.getBBox();
      const [left, top] = [onGrid(x), onGrid(y)];
      const [wide, high] = [(onGrid(x + width) - left) / width, (onGrid(y + height) - top) / height];
      shape.setAttribute('transform', `matrix(${wide} 0 0 ${high} ${left - x * wide} ${top - y * high})`);
    }
  }
  const image = new Image(pixels, pixels);
  image.src = `data:image/svg+xml,${encodeURIComponent(root.outerHTML)}`;
  await image.decode();
  const canvas = new OffscreenCanvas(pixels, pixels);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0, pixels, pixels);
  return new Uint8Array(context.getImageData(0, 0, pixels, pixels).data.buffer).toBase64();
}
