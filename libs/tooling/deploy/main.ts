/** `npm run deploy` and `npm run rollback`: options, tools of this machine, and the table at the end. */
import { join } from 'node:path';

import { type StageSettings, stageSettings } from '../known-stages.ts';
import { askYes } from './ask.ts';
import { buildStacks } from './build-stacks.ts';
import { checkAccount } from './check-account.ts';
import { checkOutCommit } from './commit-copy.ts';
import { deploy, type DeployTools, type WithBucket } from './deploy.ts';
import { DeployError } from './deploy-error.ts';
import { neededBy, stacksInOrder } from './deploy-order.ts';
import { createDeployedRecords, type DeployedRecords } from './deployed-records.ts';
import { findStateBucket } from './find-state-bucket.ts';
import { formatTable } from './format-table.ts';
import { createInterruption, type Interruption } from './interruption.ts';
import { type DeployOptions, readDeployOptions, readRollbackOptions, type RollbackOptions } from './read-options.ts';
import { rollBack, type RollbackTools } from './rollback.ts';
import type { DeployResult } from './settle-in-order.ts';
import { createTerraform, findTerraform, type TerraformProgram } from './terraform.ts';

const root = join(import.meta.dirname, '../../..');

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Machine {
  readonly interruption: Interruption;
  readonly terraform: TerraformProgram;
  readonly records: DeployedRecords;
}

function createTools(
  { stage, stateBucket, isPlanOnly }: WithBucket<DeployOptions | RollbackOptions>,
  { interruption, terraform, records }: Machine,
): DeployTools & RollbackTools {
  const workFolder = (stack: string): string => join(root, 'dist/deploy', stage, stack);
  const stackFolder = (stack: string): string => join(workFolder(stack), 'stack');
  return {
    root,
    say,
    interruption,
    neededBy,
    now: () => new Date().toISOString(),
    confirm: (question) => askYes(question, { input: process.stdin, output: process.stdout, interruption }),
    records,
    build: (stacks: readonly string[], from: string = root) =>
      buildStacks({ root: from, stacks, stage, stateBucket, into: stackFolder, say }),
    checkOut: (commit) => checkOutCommit(root, commit),
    terraformOf: (stack: string, from: string = root) =>
      createTerraform({
        terraform,
        folder: stackFolder(stack),
        workFolder: workFolder(stack),
        cacheFolder: join(root, 'dist/deploy/providers'),
        lockFile: join(from, 'infra/.terraform.lock.hcl'),
        isOlderCommit: from !== root,
        isReadOnly: isPlanOnly,
        interruption,
        say,
      }),
  };
}

/** The plan says 2 for changes, so a wrong command line is a failure like others. */
function statusOf({ rows, failure }: DeployResult, signal: NodeJS.Signals | undefined): number {
  if (signal !== undefined) return 130;
  if (failure !== undefined) return 1;
  return rows.some(({ outcome }) => outcome === 'would change') ? 2 : 0;
}

function showResult({ rows, failure }: DeployResult): void {
  if (rows.length === 0) say('The plans hold nothing to do.');
  else {
    const cells = rows.map(({ stack, outcome, why }) => [stack, outcome, why]);
    say(`\n${formatTable(['stack', 'outcome', 'why'], cells)}`);
  }
  if (failure !== undefined && !(failure instanceof DeployError)) throw failure;
}

/** @returns The exit status. */
async function runOn<T extends DeployOptions | RollbackOptions>(
  options: T,
  { settings, stacks }: { settings: Readonly<Record<string, StageSettings>>; stacks: readonly string[] },
  run: (options: WithBucket<T>, tools: DeployTools & RollbackTools) => Promise<DeployResult>,
): Promise<number> {
  const { stage, isPlanOnly, isConfirmed } = options;
  if (!isPlanOnly && !isConfirmed && !process.stdout.isTTY)
    throw new DeployError('There is no terminal to ask on: give --yes, or --plan to change nothing.');
  const terraform = findTerraform(process.env['TERRAFORM'] || 'terraform');
  const { region = '', accountId } = settings[stage] ?? {};
  await checkAccount({ stage, region, accountId });
  const records = createDeployedRecords({ stage, region });
  const stateBucket = await findStateBucket(options.stateBucket, { stacks, records, say });
  const interruption = createInterruption({ say });
  const complete = { ...options, stateBucket };
  const result = await run(complete, createTools(complete, { interruption, terraform, records }));
  showResult(result);
  return statusOf(result, interruption.signal);
}

async function main([command, ...args]: string[]): Promise<number> {
  const settings = stageSettings(root);
  const known = { env: process.env, stages: Object.keys(settings), stacks: stacksInOrder(root) };
  const stage = { settings, stacks: known.stacks };
  const options = command === 'rollback' ? readRollbackOptions(args, known) : readDeployOptions(args, known);
  if ('help' in options) {
    process.stdout.write(options.help);
    return 0;
  }
  return 'stack' in options ? runOn(options, stage, rollBack) : runOn(options, stage, deploy);
}

// A terminal that is closed must not keep what has been applied from being recorded.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

main(process.argv.slice(2)).then(
  (status) => process.exit(status),
  (error: Error) => {
    process.stderr.write(`${error instanceof DeployError ? error.message : error.stack}\n`);
    process.exit(error.name === 'InterruptedError' ? 130 : 1);
  },
);
