/** Writes a folder of templates: `__name__` in names and texts stands for a value. */
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

const suffix = '.template';

const fill = (text, values) =>
  text.replace(/__([A-Za-z]+)__/g, (match, name) => (Object.hasOwn(values, name) ? values[name] : match));

/** @param {string} folder - Its files end in `.template`. They come to the same place below the root. */
function writeTemplates(tree, folder, values) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files) {
    const from = join(file.parentPath, file.name);
    const to = fill(from.slice(folder.length + 1, -suffix.length).replaceAll('\\', '/'), values);
    tree.write(to, fill(readFileSync(from, 'utf8'), values));
  }
}

module.exports = { writeTemplates };
