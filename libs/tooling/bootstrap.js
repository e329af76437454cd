// @ts-check
/**
 * Runs a command of package.json on a fresh clone: installs what the lockfile names, then continues on the pinned Node.
 * This file and its imports are plain JavaScript for Node 20, since nothing is installed when it starts.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { installIn, pinnedNode } from './install.js';
import { runProgram } from './run-program.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
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
  return runProgram(node, [join(root, 'libs/tooling/commands/main.ts'), ...process.argv.slice(2)], {
    cwd: process.cwd(),
    binFolder,
    usesAws: true,
    // Node caches compiled TypeScript: a command that is used like jq can't wait for it each time.
    env: { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node') },
  });
}

process.exit(await main());
