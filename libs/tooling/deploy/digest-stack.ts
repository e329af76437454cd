import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/**
 * Tells whether two synthesized stacks are the same, byte by byte: the JSON that Terraform reads, and the zips that
 * Lambda gets. Terraform's own files in the folder don't count.
 *
 * @param folder - Of one stack: its cdk.tf.json and its assets.
 * @returns 64 hexadecimal digits.
 */
export function digestStack(folder: string): string {
  const hash = createHash('sha256');
  const files = filesBelow(folder).map((path) => ({ path, name: relative(folder, path).replaceAll('\\', '/') }));
  const counted = files.filter(({ name }) => name === 'cdk.tf.json' || name.startsWith('assets/'));
  for (const { path, name } of counted.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const content = readFileSync(path);
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
