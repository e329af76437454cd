/** `npm run deploy`: plans stacks, shows the changes, and applies what the person at the terminal has seen. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';

import { buildErrors } from '../build-errors.ts';
import { furtherStageAdvice, knownStages } from '../known-stages.ts';
import { nxProgram } from '../nx-program.ts';
import { runProgram } from '../run-program.js';
import { stacksInOrder } from './deploy-order.ts';
import { planFolder, readPlan } from './plan-folder.ts';
import { fail } from './run-terraform.ts';

const help = `Usage: npm run deploy -- --stage NAME [--service NAME]... [--plan | --yes]

Plans the stacks of a stage, shows each plan that changes something, and applies it when you type "yes".

  --stage NAME     where to deploy to
  --service NAME   one stack, and may be given again; default: all
  --plan           change nothing; exit status 2: a plan changes something
  --yes            apply without asking

STATE_BUCKET names the bucket of Terraform's state, and TERRAFORM another program, such as tofu.
It does what nx run infra-NAME:plan --configuration=STAGE does, and then infra-NAME:deploy.
`;

const root = process.cwd();
const say = (line: string): void => void process.stdout.write(`${line}\n`);

function readOptions() {
  const flag = { type: 'boolean', default: false } as const;
  const text = { type: 'string' } as const;
  const options = { stage: text, service: { ...text, multiple: true }, plan: flag, yes: flag, help: flag } as const;
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return fail((error as Error).message);
  }
}

/** @returns The exit status. */
function run(program: string, args: readonly string[], quiet: boolean): Promise<number> {
  const env = { NX_DAEMON: 'false', NX_NO_CLOUD: 'true' };
  const options = { cwd: root, binFolder: join(root, 'node_modules/.bin'), usesAws: true, summarize: buildErrors };
  return runProgram(process.execPath, [program, ...args], { ...options, env, quiet });
}

async function isConfirmed(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(question);
  terminal.close();
  return answer.trim() === 'yes';
}

const { stage = '', service = [], plan: isPlanOnly, yes: isConfirmedBefore, help: asksForHelp } = readOptions();
if (asksForHelp) {
  process.stdout.write(help);
  process.exit(0);
}
const stages = knownStages(root).filter((name) => name !== 'local');
const stacks = stacksInOrder(root);
if (stage === 'local') fail('The stage "local" runs on this machine only: npm start.');
if (!stages.includes(stage))
  fail(`--stage: there is no stage "${stage}". Known are ${stages.join(', ')}; ${furtherStageAdvice}`);
for (const name of service)
  if (!stacks.includes(name)) fail(`--service: there is no service "${name}". Known are ${stacks.join(', ')}.`);
if (!isPlanOnly && !isConfirmedBefore && !process.stdin.isTTY)
  fail('There is no terminal to ask on: give --yes, or --plan to change nothing.');
if (!process.env['STATE_BUCKET']) fail('Where is the state? Set STATE_BUCKET to the name of its bucket.');
const uncommitted = execFileSync('git', ['status', '--porcelain'], { encoding: 'utf8' });
if (!isPlanOnly && uncommitted !== '')
  fail(`A deploy deploys a commit, so that it can be found again. These files are in none:\n${uncommitted}`);

const chosen = stacks.filter((name) => service.length === 0 || service.includes(name));
say(`Planning ${chosen.join(', ')} for ${stage}${isPlanOnly ? '' : ', and testing them'}...`);
const projects = chosen.map((stack) => `infra-${stack}`).join(',');
const targets = isPlanOnly ? ['plan'] : ['plan', 'deployable'];
const args = ['-t', ...targets, '-p', projects, `--configuration=${stage}`, '--output-style=static'];
if ((await run(nxProgram(root), ['run-many', ...args], true)) !== 0) process.exit(1);

const changed = chosen.filter((stack) => readPlan(stage, stack)?.hasChanges);
for (const stack of chosen.filter((name) => !changed.includes(name))) say(`${stack}: nothing to change`);
for (const stack of changed) {
  say(`\n=== ${stack}\n\n${readFileSync(join(planFolder(stage, stack), 'plan.txt'), 'utf8')}`);
  if (isPlanOnly) continue;
  const question = `\nApply this plan of ${stack} to ${stage}? Only "yes" does: `;
  if (!isConfirmedBefore && !(await isConfirmed(question))) say(`${stack}: not applied`);
  // Without Nx, which ends what it runs within seconds when the terminal is closed.
  else if ((await run(join(import.meta.dirname, 'apply.ts'), [`infra/${stack}`, stage], false)) !== 0)
    fail(`The deploy of ${stack} failed, and nothing was applied after it. The same command goes on there.`);
}
process.exitCode = isPlanOnly && changed.length > 0 ? 2 : 0;
