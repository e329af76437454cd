import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createRenderPng } from './create-render-png';

/** A separate file, so that it runs in a process that has not started the renderer. */
it('draws the first picture of a process after the renderer could not be read', async () => {
  const wasmFile = require.resolve('@resvg/resvg-wasm/index_bg.wasm');
  const unread = new Set([wasmFile]);
  const renderPng = createRenderPng({
    wasmFile,
    fontFolder: join(__dirname, '../fonts'),
    readFile: (path) => (unread.has(path) ? Promise.reject(new Error('EMFILE')) : readFile(path)),
  });
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"/>';
  await expect(renderPng(svg)).rejects.toThrow('EMFILE');
  unread.clear();

  const png = await renderPng(svg);

  expect(png.length).toBeGreaterThan(0);
});
