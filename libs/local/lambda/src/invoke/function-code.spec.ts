import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createFunctionCode, type FunctionCode } from './function-code';

describe('createFunctionCode', () => {
  let folder: string;
  let code: FunctionCode;
  const replace = (text: string) => code.replace(new Map([['handler.js', Buffer.from(text)]]));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'function-code-'));
    mkdirSync(join(folder, 'probe'));
    writeFileSync(join(folder, 'probe/handler.js'), '1');
    writeFileSync(join(folder, 'probe/font.ttf'), 'font');
    code = createFunctionCode(join(folder, 'probe'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps the files that are not replaced', () => {
    replace('2');

    const { taskRoot } = code.take();
    expect(readFileSync(join(taskRoot, 'handler.js'), 'utf8')).toBe('2');
    expect(readFileSync(join(taskRoot, 'font.ttf'), 'utf8')).toBe('font');
  });

  it('keeps an old folder as long as a process has it, and no longer', () => {
    const old = code.take();
    const other = code.take();

    replace('2');
    old.release();
    old.release();
    const isThereForTheOther = existsSync(other.taskRoot);
    other.release();

    expect(isThereForTheOther).toBe(true);
    expect(readdirSync(folder)).toEqual(['probe@2']);
  });

  it('keeps one folder however often it is replaced', () => {
    for (const text of ['2', '3', '4']) replace(text);

    expect(readdirSync(folder)).toEqual(['probe@4']);
  });
});
