import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type StageSettings, baseProblems, knownStages, settingsFile, stageNameOf } from '@pulso/infra/stages';

import { type PulsoApp, type PulsoStackProps, createApp } from './pulso-stack';

/** What the stack of a service is made from. */
export interface ServiceStackProps extends PulsoStackProps {
  readonly settings: StageSettings;
  /** The built app's folder. A stack that is no service deploys no package, and there is none. */
  readonly packageFolder: string;
}

type Declare = (app: PulsoApp, props: ServiceStackProps) => unknown;

/** Finds what in the stage's settings must be changed before this stack can be deployed: sentences that name the file. */
type FindProblems = (settings: StageSettings) => readonly string[];

/** Beside the stacks, for the check that comes before a deployment. A synth alone may have placeholders. */
const problemsFile = 'stage-problems.json';

/**
 * The program of a stack: writes Terraform JSON for the stage that STAGE names, with its state in STATE_BUCKET. It ends as
 * {@link runProgram} does where there is no such stage or something does not fit.
 *
 * @param name - Of the stack, of its folder in `infra` and, if it is a service's, of its app.
 * @param declare - Declares the stack inside the app.
 * @param findProblems - Asked for every stage but `local`, which is never deployed. Default: there are none.
 * @example
 * synthesize('bot', (app, props) => new BotStack(app, props), (settings) => partProblems('bot', settings));
 */
export function synthesize(name: string, declare: Declare, findProblems: FindProblems = () => []): void {
  void runProgram(() => writeStack(name, declare, findProblems));
}

function writeStack(name: string, declare: Declare, findProblems: FindProblems): void {
  const { STAGE, STATE_BUCKET, CDKTF_OUTDIR = `dist/tf/local/infra-${name}` } = process.env;
  const settings: StageSettings = knownStages[stageNameOf(STAGE)];
  const app = createApp({ outdir: CDKTF_OUTDIR });
  declare(app, { settings, stateBucket: STATE_BUCKET, packageFolder: `dist/apps/${name}` });
  app.synth();
  const text = readFileSync(join(app.outdir, 'stacks', name, 'cdk.tf.json'), 'utf8');
  const problems =
    settings.stage === 'local'
      ? []
      : [
          ...baseProblems(settings, Object.keys(knownStages)),
          ...findProblems(settings),
          ...secretProblems(settings.stage, text),
        ];
  writeFileSync(join(app.outdir, problemsFile), JSON.stringify(problems, null, 2));
}

/** Errors that a person mends in the settings or the catalogue, by name: libraries that throw them are not known here. */
const expectedErrors = new Set(['AwsLimitError', 'CatalogueMismatchError', 'InvalidReportError', 'UnknownStageError']);

/** What a program says, and how it ends. */
export interface ProgramProcess {
  readonly stderr: { write(text: string): unknown };
  exitCode?: number | string | null | undefined;
}

/**
 * Runs the program of a stack. It fails with exit status 1: where settings or the catalogue must be changed with the
 * error's message alone, which says where and how, and otherwise with the stack trace.
 *
 * @param program - Loads what may throw when it is loaded, and synthesizes.
 */
export async function runProgram(program: () => unknown, ends: ProgramProcess = process): Promise<void> {
  try {
    await program();
  } catch (error) {
    ends.stderr.write(`${wordsFor(error)}\n`);
    ends.exitCode = 1;
  }
}

function wordsFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return expectedErrors.has(error.name) ? error.message : (error.stack ?? error.message);
}

const secrets: readonly (readonly [what: string, pattern: RegExp])[] = [
  // No \b at its end: a token may end in a hyphen.
  ['a Telegram bot token', /\b\d{8,12}:[\w-]{35}(?![\w-])/],
  ['the address of a webhook', /\bhooks\.slack\.com\/|\bdiscord(app)?\.com\/api\/webhooks\//],
  ['an AWS access key', /\b(AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
];

/**
 * Finds secrets in a stack, from where they would get into plans and states, whatever setting they come from.
 *
 * @param text - Of its cdk.tf.json.
 * @returns A sentence for each kind, which does not repeat the secret.
 */
export const secretProblems = (stage: string, text: string): string[] =>
  secrets
    .filter(([, pattern]) => pattern.test(text))
    .map(([what]) => `${settingsFile(stage)}: there is ${what} in it: take it out, and give it to npm run secrets.`);
