/** The commands of package.json, once everything is installed: `bootstrap.js` runs this on the pinned Node. */
import { join } from 'node:path';

import { serviceNames, stackNames } from '../project-layers.ts';
import { hasOption, localCloudOptions } from './local-cloud-options.ts';
import { type RunNodeOptions, fail, root, runNode, runTargets } from './run-node.ts';
import { stageOption } from './stage-option.ts';

/** @returns The exit status. */
type Command = (args: string[]) => Promise<number> | number;

/** Runs what was built below dist. */
const runBuilt = (program: string, args: readonly string[], options?: RunNodeOptions): Promise<number> =>
  runNode(['--enable-source-maps', join(root, 'dist', program), ...args], options);

/** Runs a program of libs/tooling. */
const runTool = (program: string, args: readonly string[], options?: RunNodeOptions): Promise<number> =>
  runNode([join(root, 'libs/tooling', program), ...args], options);

const say = (notice: string): void => void process.stderr.write(`${notice}\n`);

/** Builds the local cloud and synthesizes the stacks that it runs. */
const prepareLocalCloud = (stage?: string): Promise<void> =>
  runTargets(['build', 'synth'], ['local-cloud', 'local-console', ...serviceNames(root), ...stackNames(root)], stage);

async function runLocalCloud(command: 'demo' | 'start', args: string[]): Promise<number> {
  const stage = command === 'start' ? stageOption(args) : undefined;
  if (!args.includes('--quiet')) say('Building services and synthesizing their stacks...');
  await prepareLocalCloud(stage);
  return runBuilt('apps/local/cloud/main.js', [command, ...args]);
}

async function simulate(args: string[]): Promise<number> {
  say('Building the simulation...');
  await runTargets(['build'], ['simulation']);
  return runBuilt('libs/testing/simulation/main.js', args);
}

/**
 * A command of an operator. It talks to the stage's account, or to where `--env FILE` leads; for the stage `local` the
 * default is the local cloud of this checkout.
 */
async function runOperatorCommand(command: string, args: string[]): Promise<number> {
  const stage = stageOption(args);
  // The doctor compares what is deployed with the stacks.
  const stacks = command === 'doctor' && !hasOption(args, '--help') ? stackNames(root) : [];
  await runTargets(['build', 'synth'], ['operator', ...stacks], stage);
  const found = localCloudOptions({ command, args, stage, environment: process.env }, root);
  if (found.length > 0) process.stderr.write(`The stage local is the local cloud here: ${found.join(' ')}\n`);
  const usesAws = found.length === 0 && !hasOption(args, '--env');
  return runBuilt('apps/operator/main.js', [command, ...args, ...found], { usesAws });
}

/** Shows frames of logs in the source, with source maps of the services as built from it now. */
async function showFrames(args: string[]): Promise<number> {
  await runTargets(['build'], ['operator', ...serviceNames(root)]);
  return runBuilt('apps/operator/main.js', ['stack', ...args]);
}

async function bench([name, ...args]: string[]): Promise<number> {
  if (name !== 'cold-start' && name !== 'workspace') fail('Which one? npm run bench -- cold-start or workspace.', 2);
  // It loads the bundles of the services as the stage `local` deploys them.
  if (name === 'cold-start') await prepareLocalCloud();
  return runTool(`benchmarks/${name}.ts`, args);
}

/** By the names that package.json gives them. */
const commands = new Map<string | undefined, Command>([
  ['demo', (args) => runLocalCloud('demo', args)],
  ['start', (args) => runLocalCloud('start', args)],
  ['report', (args) => runOperatorCommand('report', args)],
  ['test', (args) => runTool('run-tests.ts', args)],
  ['simulate', simulate],
  ['deploy', (args) => runTool('deploy/main.ts', args, { usesAws: true })],
  ['bot', (args) => runOperatorCommand('bot', args)],
  ['secrets', (args) => runOperatorCommand('secrets', args)],
  ['doctor', (args) => runOperatorCommand('doctor', args)],
  ['stack', showFrames],
  ['bench', bench],
]);

// Only this program needs it: see bootstrap.js.
delete process.env['NODE_COMPILE_CACHE'];

const [command, ...args] = process.argv.slice(2);
const run = commands.get(command);
if (run === undefined) fail(`Unknown command "${command ?? ''}". There are ${[...commands.keys()].join(', ')}.`);
process.exit(await run(args));
