/* eslint-disable no-restricted-imports, no-restricted-globals -- Only specs use it, and they may read files. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @returns The first block of JSON in a document of the repository, whose path is from its root. */
export const describedJson = (path: string): unknown =>
  JSON.parse(/```json\n(.*?)```/s.exec(readFileSync(join(__dirname, '../../../../..', path), 'utf8'))?.[1] ?? 'null');

/**
 * Compares a text with a file that people have looked at. `UPDATE_DOCS=1` writes the file anew, to be looked at again.
 *
 * @param path - From the folder of the library's sources.
 */
export function expectGolden(path: string, text: string): void {
  const file = join(__dirname, '..', path);
  if (process.env['UPDATE_DOCS'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const golden = readFileSync(file, 'utf8');
  try {
    expect(text).toBe(golden);
  } catch (error) {
    const advice = 'Is it meant? UPDATE_DOCS=1 npx nx test report-rendering writes the file anew';
    throw new Error(`${path} shows another text. ${advice}.\n\n${String(error)}`, { cause: error });
  }
}

const token =
  /<!DOCTYPE html>|<!--\[if mso\]>|<!\[endif\]-->|<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|[<>]|&(?!(?:lt|gt|amp|quot|nbsp|zwnj|#\d+|#x[\da-f]+);)/g;

/**
 * Checks markup that this library wrote: tags that close in order, attributes in quotes, no bare special character.
 *
 * @param voidTags - Tags without an end.
 * @returns The names of all tags and of all attributes, to check what may be there.
 */
export function expectWellFormed(markup: string, voidTags: readonly string[] = []): Set<string> {
  const open: string[] = [];
  const names = new Set<string>();
  for (const [text, slash, name, attributes = '', selfClosing] of markup.matchAll(token)) {
    if (name === undefined) {
      if (text.startsWith('<!')) continue;
      throw new Error(`A bare ${text} in ${markup}`);
    }
    names.add(name);
    for (const [, attribute = ''] of attributes.matchAll(/\s([\w:-]+)="/g)) names.add(attribute);
    if (selfClosing === '/' || voidTags.includes(name)) continue;
    if (slash === '') open.push(name);
    else expect(open.pop()).toBe(name);
  }
  expect(open).toEqual([]);
  return names;
}
