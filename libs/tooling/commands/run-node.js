const { join } = require('node:path');

const { pinnedNode } = require('../install');
const { runProgram } = require('../run-program');

const root = join(__dirname, '../../..');
const binFolder = join(root, 'node_modules/.bin');

const fail = (message, status = 1) => {
  process.stderr.write(`${message}\n`);
  process.exit(status);
};

/** For a command line that can't be meant. */
const failUsage = (message) => fail(message, 2);

/**
 * Runs a program on the pinned Node, in the root of the repository. Ends this process where there is no such Node.
 *
 * @param {string[]} args - The program's file first.
 * @param options - Of `runProgram`.
 * @returns {Promise<number>} The exit status.
 */
async function runNode(args, { env, ...options } = {}) {
  const { node, problem } = pinnedNode(binFolder);
  if (problem !== undefined) return fail(problem);
  return runProgram(node, args, {
    cwd: root,
    binFolder,
    env: { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', ...env },
    ...options,
  }).catch((error) => fail(`Cannot run ${node}: ${error.message}`));
}

module.exports = { fail, failUsage, root, runNode };
