/**
 * Prints which stacks a branch could alter, with the files and packages that do: `node libs/tooling/deploy/show-affected.js`.
 * It asks neither AWS nor Terraform, so it can't tell which of them turn out identical; `npm run deploy -- --plan` can.
 */
const { join } = require('node:path');

const { knownStages } = require('../known-stages');
const { affectedStacks } = require('./affected-stacks');
const { changeSince, findCommit, git } = require('./git');
const { readProjectGraph } = require('./read-project-graph');
const { summarize } = require('./summarize');

const root = join(__dirname, '../../..');

const usage = `Usage: node libs/tooling/deploy/show-affected.js [COMMIT] [STAGE]

Prints a line for each stack that could be another one than at the commit where this branch has left COMMIT (default:
main), as far as the stage STAGE is concerned (default: prod). Uncommitted changes count.`;

function main([base = 'main', stage = 'prod', ...rest]) {
  if (base === '--help' || base === '-h') return void process.stdout.write(`${usage}\n`);
  const stages = knownStages(root);
  if (rest.length > 0 || !stages.includes(stage)) throw new Error(`There is no stage "${stage}".\n\n${usage}`);
  if (findCommit(root, base) === undefined) throw new Error(`There is no commit "${base}".\n\n${usage}`);
  const fork = git(root, 'merge-base', base, 'HEAD').trim();
  const affected = affectedStacks(readProjectGraph(root), changeSince(root, fork), { stage, stages });
  for (const [stack, causes] of affected) process.stdout.write(`${stack}: ${summarize(causes)}\n`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
