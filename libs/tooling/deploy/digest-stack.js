const { createHash } = require('node:crypto');
const { readFileSync, readdirSync } = require('node:fs');
const { join, relative } = require('node:path');

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

/**
 * Tells whether two synthesized stacks are the same, byte by byte: the JSON that Terraform reads, and the zips that
 * Lambda gets. Terraform's own files in the folder don't count.
 *
 * @param {string} folder - Of one stack: its cdk.tf.json and its assets.
 * @returns {string} 64 hexadecimal digits.
 */
function digestStack(folder) {
  const hash = createHash('sha256');
  const files = filesBelow(folder).map((path) => ({ path, name: relative(folder, path).replaceAll('\\', '/') }));
  const counted = files.filter(({ name }) => name === 'cdk.tf.json' || name.startsWith('assets/'));
  for (const { path, name } of counted.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const content = readFileSync(path);
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

module.exports = { digestStack };
