/** Writes a folder of templates: `__name__` in names and texts stands for a value. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { FileTree } from './edit-files.ts';

const suffix = '.template';

type Values = Readonly<Record<string, string>>;

const fill = (text: string, values: Values): string =>
  text.replace(/__([A-Za-z]+)__/g, (match, name: string) => values[name] ?? match);

/** @param folder - Its files end in `.template`. They come to the same place below the root. */
export function writeTemplates(tree: FileTree, folder: string, values: Values): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files) {
    const from = join(file.parentPath, file.name);
    const to = fill(from.slice(folder.length + 1, -suffix.length).replaceAll('\\', '/'), values);
    tree.write(to, fill(readFileSync(from, 'utf8'), values));
  }
}
