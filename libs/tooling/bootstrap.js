// @ts-check
/**
 * Runs a command of package.json on a fresh clone: installs what the lockfile names, then continues on the pinned Node.
 * Plain JavaScript for Node 20, as all that it imports, since nothing is installed when it starts.
 */
import { join } from 'node:path';

import { installIn, pinnedNode } from './install.js';
import { runProgram } from './run-program.js';

const root = join(import.meta.dirname, '../..');
const binFolder = join(root, 'node_modules/.bin');

/** @param {string} problem */
function fail(problem) {
  process.stderr.write(`${problem}\n`);
  return 1;
}

/** @returns {Promise<number>} The exit status. */
async function main() {
  const problem = installIn(root, 'Installing dependencies');
  if (problem !== undefined) return fail(problem);
  const { node, problem: noNode } = pinnedNode(binFolder);
  if (node === undefined) return fail(noNode);
  return runProgram(node, [join(import.meta.dirname, 'commands/main.ts'), ...process.argv.slice(2)], {
    cwd: process.cwd(),
    binFolder,
    usesAws: true,
  });
}

process.exit(await main());
