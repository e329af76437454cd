import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { storedZip, type StoredZipOptions } from '../testing/stored-zip';
import { unpackPackage } from './unpack-package';

describe('unpackPackage', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'local-lambda-spec-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const unpack = (archive: Buffer) => {
    writeFileSync(join(folder, 'package.zip'), archive);
    unpackPackage(join(folder, 'package.zip'), join(folder, 'task'));
  };

  it.each<[string, StoredZipOptions]>([
    ['stored', {}],
    ['deflated', { deflated: true }],
  ])('writes %s files, folders included', (_case, options) => {
    unpack(storedZip({ 'handler.js': 'x'.repeat(5_000), 'lib/deep/äü.js': '1', 'empty.txt': '' }, options));

    expect(readFileSync(join(folder, 'task/handler.js'), 'utf8')).toBe('x'.repeat(5_000));
    expect(readFileSync(join(folder, 'task/lib/deep/äü.js'), 'utf8')).toBe('1');
    expect(readFileSync(join(folder, 'task/empty.txt'), 'utf8')).toBe('');
  });

  it.each(['../escaped.js', '/tmp/escaped-by-local-lambda.js', 'a/../../escaped.js'])(
    'writes nothing at all when a path leads out of the folder: %s',
    (path) => {
      expect(() => unpack(storedZip({ 'handler.js': '1', [path]: '1' }))).toThrow(/leads to/);

      expect(existsSync(join(folder, 'task'))).toBe(false);
    },
  );

  const valid = storedZip({ 'handler.js': 'exports.handler = async () => 1;' }, { deflated: true });
  const patched = (offset: number, bytes: number[]) => {
    const copy = Buffer.from(valid);
    copy.set(bytes, offset);
    return copy;
  };
  const entryOffset = valid.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));

  it.each<[string, Buffer, RegExp]>([
    ['nothing', Buffer.alloc(0), /no zip archive/],
    ['noise', Buffer.alloc(100_000, 7), /no zip archive/],
    ['a cut archive', valid.subarray(0, 60), /no zip/],
    ['more bytes than it says', patched(entryOffset + 24, [1, 0, 0, 0]), /"handler\.js" in it is damaged/],
    ['an unknown method', patched(entryOffset + 10, [99, 0]), /method 99/],
  ])('refuses %s', (_case, archive, message) => {
    expect(() => unpack(archive)).toThrow(message);
    expect(() => unpack(archive)).toThrow(expect.objectContaining({ name: 'InvalidPackageError' }));
  });
});
