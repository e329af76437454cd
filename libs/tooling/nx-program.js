const { readFileSync } = require('node:fs');
const { join } = require('node:path');

/** Finds the file that `npx nx` runs, so that it can be run on the pinned Node without a shell. */
function nxProgram(root) {
  const folder = join(root, 'node_modules/nx');
  return join(folder, JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).bin.nx);
}

module.exports = { nxProgram };
