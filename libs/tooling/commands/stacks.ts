import { join } from 'node:path';

import { nxProgram } from '../nx-program.ts';
import { stackNames } from '../project-layers.ts';
import { runTargets } from './build-projects.ts';
import { failUsage, root, runNode } from './run-node.ts';
import { requireKnownStage } from './stage-option.ts';

const asksForHelp = (args: readonly string[]): boolean => args.length === 1 && /^(--help|-h)$/.test(args[0] ?? '');

/** @returns The exit status. */
function help(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

/** `npm run synth`: every stack, or those that `-p` names, for the stage that STAGE names. */
export function synthesize(args: readonly string[]): Promise<number> | number {
  const stacks = stackNames(root);
  const usage = `Usage: npm run synth [-- -p NAMES], names of ${stacks.join(', ')}.`;
  if (asksForHelp(args)) return help(`${usage} STAGE names the stage, default local.`);
  const { STAGE } = process.env;
  if (STAGE) requireKnownStage(STAGE, 'STAGE');
  let projects = stacks;
  const rest = [...args];
  if (rest[0] === '-p') projects = (rest.splice(0, 2)[1] ?? '').split(',');
  const unknown = projects.find((name) => !stacks.includes(name));
  if (unknown !== undefined || rest.length > 0) {
    failUsage(`npm run synth takes no "${rest[0] ?? unknown}". ${usage}`);
  }
  return runNode([nxProgram(root), 'run-many', '-t', 'synth', '-p', projects.join(',')]);
}

/** `npm run check`: what `nx check` asks of each stack, of all at once and in one list, for the stage that STAGE names. */
export async function checkStacks(args: readonly string[]): Promise<number> {
  const stacks = stackNames(root);
  const usage = 'Usage: npm run check. STAGE names the stage, default local.';
  if (asksForHelp(args)) return help(usage);
  if (args.length > 0) failUsage(`npm run check takes no "${args[0]}". ${usage}`);
  const { STAGE = 'local' } = process.env;
  requireKnownStage(STAGE, 'STAGE');
  await runTargets(['synth'], stacks, { stage: STAGE });
  await runTargets(['test'], ['catalogue-checks']);
  const folders = stacks.map((name) => join('dist/tf', name));
  return runNode([join(import.meta.dirname, '../stack-check/main.ts'), ...folders]);
}
