import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { inflateSync } from 'node:zlib';

import { UndrawableSvgError, createRenderPng } from './create-render-png';

const wasmFile = require.resolve('@resvg/resvg-wasm/index_bg.wasm');
const fontFolder = join(__dirname, '../fonts');

const renderPng = createRenderPng({ wasmFile, fontFolder, readFile });

const svgOf = (body: string, size = 'width="200" height="100"'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect width="100%" height="100%" fill="#fff"/>${body}</svg>`;

const textSvg = (text: string, weight = 400): string =>
  svgOf(`<text x="10" y="60" font-family="Noto Sans" font-size="40" font-weight="${weight}">${text}</text>`);

/** The distinct bytes of all rows, uncompressed. A blank picture has few. */
function differentBytesOf(png: Uint8Array): Set<number> {
  const file = Buffer.from(png);
  const data: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') {
      data.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
    }
  }
  return new Set(inflateSync(Buffer.concat(data)));
}

describe('createRenderPng', () => {
  it('reads each file once, at the first picture', async () => {
    const read: string[] = [];
    const lazy = createRenderPng({
      wasmFile,
      fontFolder,
      readFile: (path) => {
        read.push(path);
        return readFile(path);
      },
    });
    expect(read).toEqual([]);

    await Promise.all([lazy(svgOf('')), lazy(svgOf(''))]);
    await lazy(svgOf(''));

    expect(read.map((path) => basename(path)).sort()).toEqual([
      'index_bg.wasm',
      'noto-sans-bold.ttf',
      'noto-sans-jp-digits.ttf',
      'noto-sans-regular.ttf',
    ]);
  });

  it('tries again after a file could not be read', async () => {
    let fails = true;
    const flaky = createRenderPng({
      wasmFile,
      fontFolder,
      readFile: (path) => (fails ? Promise.reject(new Error('EMFILE')) : readFile(path)),
    });
    await expect(flaky(svgOf(''))).rejects.toThrow('EMFILE');
    fails = false;

    const png = await flaky(svgOf(''));

    expect(png.length).toBeGreaterThan(0);
  });

  it('draws a PNG in the size of the SVG', async () => {
    const file = Buffer.from(await renderPng(svgOf('')));

    expect(file.toString('latin1', 0, 8)).toBe('\x89PNG\r\n\x1a\n');
    expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([200, 100]);
  });

  it('draws up to the size that Telegram takes', async () => {
    const largest = await renderPng(svgOf('', 'width="9999" height="1"'));

    expect(Buffer.from(largest).readUInt32BE(16)).toBe(9_999);
    await expect(renderPng(svgOf('', 'width="10000" height="1"'))).rejects.toThrow(/10000 x 1 pixels, at most 10000/);
  });

  it.each([
    ['Latin', 'Häuß'],
    ['Extended Latin', 'Łřğ'],
    ['Cyrillic', 'Жїґ'],
    ['full-width digits', '０９'],
    ['Chinese numerals', '十月'],
    ['signs', '–…\ufffd'],
  ])('has letters for %s', async (_script, text) => {
    const blank = differentBytesOf(await renderPng(svgOf('')));

    const drawn = await Promise.all([400, 700].map((weight) => renderPng(textSvg(text, weight))));

    for (const png of drawn) expect(differentBytesOf(png).size).toBeGreaterThan(blank.size + 10);
  });

  it.each([
    ['text that is not XML', 'a picture'],
    ['a picture that is too large', svgOf('', 'width="6000" height="6000"')],
  ])('refuses %s', async (_case, svg) => {
    await expect(renderPng(svg)).rejects.toThrow(UndrawableSvgError);
  });
});
