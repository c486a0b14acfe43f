// Finds QR codes in pixels, beside the page: a slow picture never holds up a finger.
// WebAssembly is allowed in this file alone (see the Door), never in the page.
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import wasm from "zxing-wasm/reader/zxing_reader.wasm?url";

prepareZXingModule({ overrides: { locateFile: () => wasm } });

self.onmessage = async ({ data: { id, pixels, width, height } }) => {
  try {
    const image = new ImageData(new Uint8ClampedArray(pixels), width, height);
    const found = await readBarcodes(image, { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 3 });
    self.postMessage({ id, texts: [...new Set(found.map((one) => one.text).filter(Boolean))] });
  } catch {
    self.postMessage({ id, broken: true });
  }
};
