import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readStaticFile } from './served-files';

describe('readStaticFile', () => {
  let folder: string;

  beforeAll(() => {
    const parent = mkdtempSync(join(tmpdir(), 'pulso-page-'));
    folder = join(parent, 'page');
    mkdirSync(join(folder, 'deeper'), { recursive: true });
    for (const name of ['index.html', 'main.js', 'main.css', 'main.js.map', 'notes.txt', 'deeper/main.js', '../out.js'])
      writeFileSync(join(folder, name), `content of ${name}`);
  });

  afterAll(() => rmSync(join(folder, '..'), { recursive: true }));

  it.each([
    ['/', 'text/html; charset=utf-8', 'index.html'],
    ['/index.html', 'text/html; charset=utf-8', 'index.html'],
    ['/main.js', 'text/javascript; charset=utf-8', 'main.js'],
    ['/main.css', 'text/css; charset=utf-8', 'main.css'],
    ['/main.js.map', 'application/json', 'main.js.map'],
  ])('reads %s as %s', async (path, contentType, name) => {
    const file = await readStaticFile(folder, path);

    expect([file?.contentType, file?.body.toString()]).toEqual([contentType, `content of ${name}`]);
  });

  it.each([
    ['a file that is not there', '/other.js'],
    ['a file of another kind', '/notes.txt'],
    ['a folder', '/deeper'],
    ['a file of a folder', '/deeper/main.js'],
    ['a file beside the folder', '/../out.js'],
    ['the same, encoded', '/..%2fout.js'],
    ['the same, with backslashes', '/..\\out.js'],
    ['an absolute path', '//etc/hostname.js'],
    ['a hidden file', '/.js'],
    ['nothing', ''],
  ])('reads no file for %s', async (_, path) => {
    expect(await readStaticFile(folder, path)).toBeUndefined();
  });
});
