import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

// Not an inline `type`, which would leave an import of the library, with its schemas, in the bundle.
import type { RenderPng } from '@pulso/domain/delivery';
import { Resvg, initWasm } from '@resvg/resvg-wasm';

/**
 * Width plus height, pixels: the most that Telegram takes as a photo.
 *
 * @see https://core.telegram.org/bots/api#sendphoto
 */
const maxSizePx = 10_000;

/** The fonts of texts, which Lambda lacks. The last one has digits of East Asia. */
const fontFiles = ['noto-sans-regular.ttf', 'noto-sans-bold.ttf', 'noto-sans-jp-digits.ttf'];

interface RenderPngOptions {
  /** The renderer: `index_bg.wasm` of `@resvg/resvg-wasm`. */
  readonly wasmFile: string;
  /** The folder of the fonts: libs/adapters/resvg/fonts, or a copy. */
  readonly fontFolder: string;
  /** Reads a file. First called for the first picture. */
  readonly readFile: (path: string) => Promise<Uint8Array>;
}

/**
 * Draws SVGs with resvg, compiled to WebAssembly.
 *
 * Compiling takes longer than drawing and needs 2.4 MB, so it waits for the first picture. After a failure the next
 * picture tries again.
 *
 * @returns Draws in the SVG's own size. Throws {@link UndrawableSvgError} (not retryable) and what `readFile` throws.
 */
export function createRenderPng({ wasmFile, fontFolder, readFile }: RenderPngOptions): RenderPng {
  let fonts: Promise<Uint8Array[]> | undefined;
  const loadFonts = async (): Promise<Uint8Array[]> => {
    fonts ??= Promise.all(fontFiles.map((file) => readFile(join(fontFolder, file))));
    return fonts.catch((error: unknown) => {
      fonts = undefined;
      throw error;
    });
  };
  return async (svg) => {
    const [fontBuffers] = await Promise.all([loadFonts(), startRenderer(() => readFile(wasmFile))]);
    return draw(svg, fontBuffers);
  };
}

/** One per process: the package keeps one instance and refuses a second one. */
let started: Promise<void> | undefined;

async function startRenderer(readWasm: () => Promise<Uint8Array>): Promise<void> {
  started ??= readWasm().then((bytes) => {
    compileOnce();
    // A copy: the result of `readFile` may be typed as shared memory, which WebAssembly does not take.
    return initWasm(new Uint8Array(bytes));
  });
  return started.catch((error: unknown) => {
    started = undefined;
    throw error;
  });
}

/**
 * Keeps V8 from optimizing WebAssembly code that runs often. A process draws few pictures: for the first one, optimizing
 * would take as much CPU as drawing, and 70 MB of memory. V8 reads these flags when it compiles, which is later.
 *
 * @see https://v8.dev/docs/wasm-compilation-pipeline
 */
function compileOnce(): void {
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
}

function draw(svg: string, fontBuffers: Uint8Array[]): Uint8Array {
  const image = parse(svg, fontBuffers);
  try {
    const { width, height } = image;
    if (width + height > maxSizePx) {
      throw new UndrawableSvgError(`${width} x ${height} pixels, at most ${maxSizePx} together`);
    }
    const rendered = image.render();
    try {
      return rendered.asPng();
    } finally {
      rendered.free();
    }
  } finally {
    image.free();
  }
}

/** The package throws strings, not errors. */
function parse(svg: string, fontBuffers: Uint8Array[]): InstanceType<typeof Resvg> {
  try {
    return new Resvg(svg, { font: { fontBuffers, defaultFontFamily: 'Noto Sans' } });
  } catch (cause) {
    throw new UndrawableSvgError(String(cause), { cause });
  }
}

/** An SVG can't be drawn: it is not well-formed, or too large. Not retryable. */
export class UndrawableSvgError extends Error {
  override readonly name = 'UndrawableSvgError';

  constructor(reason: string, options?: ErrorOptions) {
    super(`The SVG can't be drawn: ${reason}.`, options);
  }
}
