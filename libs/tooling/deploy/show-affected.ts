/**
 * Prints which stacks a branch makes others: `node libs/tooling/deploy/show-affected.ts`. It builds both, and asks neither
 * AWS nor Terraform.
 */
import { join } from 'node:path';

import { knownStages } from '../known-stages.ts';
import { buildStacks } from './build-stacks.ts';
import { checkOutCommit } from './commit-copy.ts';
import { stacksInOrder } from './deploy-order.ts';
import { findCommit, git } from './git.ts';

const root = join(import.meta.dirname, '../../..');

const usage = `Usage: node libs/tooling/deploy/show-affected.ts [COMMIT] [STAGE]

Prints the stacks that are not byte for byte what they are at the commit where this branch has left COMMIT (default:
main), as the stage STAGE (default: prod) would get them. Uncommitted changes count. It builds all of them twice.`;

async function main([base = 'main', stage = 'prod', ...rest]: string[]): Promise<void> {
  if (base === '--help' || base === '-h') return void process.stdout.write(`${usage}\n`);
  if (rest.length > 0 || !knownStages(root).includes(stage))
    throw new Error(`There is no stage "${stage}".\n\n${usage}`);
  if (findCommit(root, base) === undefined) throw new Error(`There is no commit "${base}".\n\n${usage}`);
  const fork = git(root, 'merge-base', base, 'HEAD').trim();
  const stacks = stacksInOrder(root);
  const build = (from: string, name: string): Promise<Map<string, string>> =>
    buildStacks({
      root: from,
      stacks,
      stage,
      stateBucket: 'none',
      // Settings that no operator has written yet keep a stage from being deployed, and not from being compared.
      target: 'synth',
      into: (stack) => join(root, 'dist/affected', name, stack),
      say: (line) => void process.stderr.write(`${line}\n`),
    });
  const now = await build(root, 'now');
  const copy = checkOutCommit(root, fork);
  try {
    const before = await build(copy.root, 'before');
    for (const stack of stacks) if (now.get(stack) !== before.get(stack)) process.stdout.write(`${stack}\n`);
  } finally {
    copy.remove();
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
