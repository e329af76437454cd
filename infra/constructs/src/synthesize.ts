import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type StageSettings, baseProblems, knownStages, settingsFile, stageNameOf } from '@pulso/infra/stages';

import { type PulsoApp, type PulsoStackProps, createApp } from './pulso-stack';

/** The input of a service's stack. */
export interface ServiceStackProps extends PulsoStackProps {
  readonly settings: StageSettings;
  /** The built app's folder. It does not exist for a stack that is not a service. */
  readonly packageFolder: string;
}

type Declare = (app: PulsoApp, props: ServiceStackProps) => unknown;

/** Finds settings that must be changed before this stack can be deployed. Returns sentences that name the file. */
type FindProblems = (settings: StageSettings) => readonly string[];

/** Beside the stacks, for the check before a deployment. A synth may have placeholders. */
const problemsFile = 'stage-problems.json';

/**
 * The program of a stack: writes Terraform JSON for the stage in STAGE, with its state in STATE_BUCKET. It fails like
 * {@link runProgram} if the stage does not exist or the settings do not fit.
 *
 * @param name - The name of the stack, of its folder in `infra` and, for a service, of its app.
 * @param declare - Declares the stack inside the app.
 * @param findProblems - Called for every stage except `local`, which is never deployed. Default: none.
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

/** Errors that a person mends in the settings or the catalogue. By name, since this file can't import their libraries. */
const expectedErrors = new Set(['AwsLimitError', 'CatalogueMismatchError', 'InvalidReportError', 'UnknownStageError']);

/** A program's output and exit status. */
export interface ProgramProcess {
  readonly stderr: { write(text: string): unknown };
  exitCode?: number | string | null | undefined;
}

/**
 * Runs the program of a stack. On failure the exit status is 1. If a person must change settings or the catalogue, it
 * prints only the error's message, which says where and how; otherwise the stack trace.
 *
 * @param program - Loads modules, which may throw, and synthesizes.
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
  // Without \b at the end: a token may end in a hyphen.
  ['a Telegram bot token', /\b\d{8,12}:[\w-]{35}(?![\w-])/],
  ['the address of a webhook', /\bhooks\.slack\.com\/|\bdiscord(app)?\.com\/api\/webhooks\//],
  ['an AWS access key', /\b(AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
];

/**
 * Finds secrets of any setting in a stack, which would put them into plans and states.
 *
 * @param text - The stack's cdk.tf.json.
 * @returns A sentence for each kind, without the secret.
 */
export const secretProblems = (stage: string, text: string): string[] =>
  secrets
    .filter(([, pattern]) => pattern.test(text))
    .map(([what]) => `${settingsFile(stage)}: there is ${what} in it: take it out, and give it to npm run secrets.`);
