/** The command lines of `npm run deploy` and `npm run rollback`. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

import { furtherStageAdvice } from '../known-stages.ts';
import { DeployError } from './deploy-error.ts';

const environment = `STATE_BUCKET        the S3 bucket in the stage's region that keeps Terraform's state; or --state-bucket;
                    default: that of the last deploy
TERRAFORM           the program, if it is not "terraform" (1.11 or newer): tofu
AWS credentials as usual: AWS_PROFILE, or variables.`;

const deployHelp = `Usage: npm run deploy -- --stage STAGE [OPTION]...

Brings what this commit holds to a stage: builds the stacks, leaves out what is identical to what is deployed, and for
each of the rest makes a plan, shows it, asks, and applies that plan. A stack that fails holds up those that need it.

--stage STAGE        which settings of infra/stages
--service NAME       this stack only; may be repeated
--plan               shows what would be done and changes nothing; exit status 0: nothing to do, 2: changes, 1: failure
--all                plans also what is identical to what was deployed, to find what was changed by hand
--yes                applies without asking
--save-plans DIR     as --plan, and keeps the plans in a folder
--apply-plans DIR    applies the plans of such a folder and no others, if stage, bucket, stack and what is deployed
                     are the same
--state-bucket NAME  as STATE_BUCKET

${environment}

Exit status 1 if anything failed; what had been deployed by then stands in the table at the end.
`;

const rollbackHelp = `Usage: npm run rollback -- --stage STAGE --service NAME [OPTION]...

Brings a stack back to what was deployed before: builds it from its commit in a folder beside this one, makes a plan,
shows it, asks, and applies that plan. The settings of that commit come back with it. The next deploy goes forward
again, so revert the change on the branch that is deployed.

--stage STAGE        which settings of infra/stages
--service NAME       the stack
--to COMMIT          another commit than the one that was deployed before
--plan               shows what would be done and changes nothing; exit status as for a deploy
--yes                applies without asking
--state-bucket NAME  as STATE_BUCKET

${environment}
`;

/** What both commands take. */
interface StageOptions {
  readonly stage: string;
  /** Of Terraform's state; undefined: it is looked up, see `findStateBucket`. */
  readonly stateBucket: string | undefined;
  /** Applies without asking. */
  readonly isConfirmed: boolean;
  readonly isPlanOnly: boolean;
}

export interface DeployOptions extends StageOptions {
  /** In the order of their deployment. */
  readonly stacks: readonly string[];
  /** Plans also what is identical to what is deployed. */
  readonly includesIdentical: boolean;
  /** A folder. */
  readonly savePlansIn: string | undefined;
  /** A folder. */
  readonly applyPlansOf: string | undefined;
}

export interface RollbackOptions extends StageOptions {
  readonly stack: string;
  /** A commit; undefined: what was deployed before. */
  readonly to: string | undefined;
}

/** What there is to choose from. */
export interface Known {
  readonly env: NodeJS.ProcessEnv;
  readonly stages: readonly string[];
  /** In the order of their deployment. */
  readonly stacks: readonly string[];
}

/** The text that was asked for. */
export interface Help {
  readonly help: string;
}

const common = {
  stage: { type: 'string' },
  yes: { type: 'boolean', default: false },
  'state-bucket': { type: 'string' },
  plan: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const deployFlags = {
  ...common,
  service: { type: 'string', multiple: true, default: [] as string[] },
  all: { type: 'boolean', default: false },
  'save-plans': { type: 'string' },
  'apply-plans': { type: 'string' },
} as const;

const rollbackFlags = { ...common, service: { type: 'string' }, to: { type: 'string' } } as const;

type Command = 'deploy' | 'rollback';

function fail(command: Command, problem: string): never {
  throw new DeployError(`${problem} Try: npm run ${command} -- --help`);
}

/** @throws {DeployError} There is another option than these, or one without its value. */
function parse<T extends NonNullable<ParseArgsConfig['options']>>(command: Command, args: string[], options: T) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    return fail(command, String((error as Error).message.split('\n')[0]).replace(/[.]?$/, '.'));
  }
}

/**
 * Reads the command line of `npm run deploy`.
 *
 * @param args - What stands behind it.
 * @throws {DeployError} One line that says what is wrong, and what there is.
 */
export function readDeployOptions(args: string[], known: Known): DeployOptions | Help {
  const values = parse('deploy', args, deployFlags);
  if (values.help) return { help: deployHelp };
  const { service: named, all, 'save-plans': savePlansIn, 'apply-plans': applyPlansOf } = values;
  const options = readStageOptions('deploy', values, known);
  for (const name of named) requireKnownStack('deploy', name, known);
  if (applyPlansOf !== undefined && (values.plan || all || savePlansIn !== undefined))
    fail('deploy', '--apply-plans takes what the plans say: neither --plan nor --all or --save-plans.');
  refuseToConfirm('deploy', values);
  return {
    ...options,
    stacks: named.length === 0 ? known.stacks : known.stacks.filter((stack) => named.includes(stack)),
    isPlanOnly: values.plan || savePlansIn !== undefined,
    includesIdentical: all,
    savePlansIn,
    applyPlansOf,
  };
}

/**
 * Reads the command line of `npm run rollback`.
 *
 * @param args - What stands behind it.
 * @throws {DeployError} One line that says what is wrong, and what there is.
 */
export function readRollbackOptions(args: string[], known: Known): RollbackOptions | Help {
  const values = parse('rollback', args, rollbackFlags);
  if (values.help) return { help: rollbackHelp };
  const options = readStageOptions('rollback', values, known);
  const { service: stack, to } = values;
  if (stack === undefined) fail('rollback', `Which service? Give --service, one of ${known.stacks.join(', ')}.`);
  requireKnownStack('rollback', stack, known);
  refuseToConfirm('rollback', values);
  return { ...options, stack, to };
}

interface CommonValues {
  readonly stage?: string | undefined;
  readonly yes: boolean;
  readonly 'state-bucket'?: string | undefined;
  readonly plan: boolean;
}

function readStageOptions(command: Command, values: CommonValues, { env, stages }: Known): StageOptions {
  return {
    stage: requireStage(command, values.stage, stages),
    stateBucket: values['state-bucket'] || env['STATE_BUCKET'] || undefined,
    isConfirmed: values.yes,
    isPlanOnly: values.plan,
  };
}

function requireStage(command: Command, stage: string | undefined, stages: readonly string[]): string {
  const deployed = stages.filter((name) => name !== 'local');
  if (!stage) return fail(command, `Which stage? Give --stage, one of ${deployed.join(', ')}.`);
  if (stage === 'local') fail(command, 'The stage "local" runs on this machine only: npm start.');
  if (!stages.includes(stage)) {
    const known = `Known are ${deployed.join(', ')}; ${furtherStageAdvice}`;
    fail(command, `There is no stage "${stage}". ${known}`);
  }
  return stage;
}

function requireKnownStack(command: Command, name: string, { stacks }: Known): void {
  if (!stacks.includes(name)) fail(command, `There is no service "${name}". Known are ${stacks.join(', ')}.`);
}

function refuseToConfirm(command: Command, { plan, yes }: CommonValues): void {
  if (plan && yes) fail(command, '--plan applies nothing, so there is nothing for --yes to confirm.');
}
