import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { baseProblems, knownStages, stageNameOf } from '@pulso/infra/stages';

import { AwsLimitError } from './limits';
import { PulsoStack } from './pulso-stack';
import { type ProgramProcess, runProgram, secretProblems, synthesize } from './synthesize';

/** Runs a stack's program for a stage and reads its output. */
function synthesizeStage(stage: string) {
  const folder = mkdtempSync(join(tmpdir(), 'pulso-synthesize-'));
  const before = { ...process.env };
  Object.assign(process.env, { STAGE: stage, CDKTF_OUTDIR: folder });
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  try {
    synthesize(
      'bot',
      (app, props) => new PulsoStack(app, 'bot', props),
      (settings) => [`infra/stages/src/${settings.stage}.ts: a placeholder: write something else.`],
    );
    return { stack: read('stacks/bot/cdk.tf.json'), problems: read('stage-problems.json') };
  } finally {
    process.env = before;
    rmSync(folder, { recursive: true });
  }
}

describe('synthesize', () => {
  it('synthesizes a stage with problems, and writes them beside the stack', () => {
    const { stack, problems } = synthesizeStage('prod');

    expect(stack).toMatchObject({ provider: { aws: [{ allowed_account_ids: [knownStages.prod.accountId] }] } });
    expect(problems).toEqual([
      ...baseProblems(knownStages.prod, Object.keys(knownStages)),
      'infra/stages/src/prod.ts: a placeholder: write something else.',
    ]);
  });

  it('finds no problems in the stage that is never deployed', () => {
    expect(synthesizeStage('local').problems).toEqual([]);
  });
});

/** Runs a program and keeps its output. */
async function run(program: () => unknown) {
  const written: string[] = [];
  const ends: ProgramProcess = { stderr: { write: (text) => written.push(text) } };
  await runProgram(program, ends);
  return { text: written.join(''), exitCode: ends.exitCode };
}

/** Mistakes of a program or its build, which settings can't mend. */
const programErrors = new Set(['NoStageError', 'PackageNotBuiltError']);

const infra = join(__dirname, '../..');
const errorNames = readdirSync(infra, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .flatMap((path) => [...readFileSync(join(infra, path), 'utf8').matchAll(/ readonly name = '(\w+)'/g)])
  .map(([, name = '']) => name);

const fail = (error: unknown) => () => {
  throw error;
};

describe('runProgram', () => {
  it('prints nothing for a program that succeeds', async () => {
    expect(await run(() => 'done')).toEqual({ text: '', exitCode: undefined });
  });

  it.each(
    ['InvalidReportError', ...errorNames.filter((name) => !programErrors.has(name))].map((name) =>
      Object.assign(new Error('catalogue/weekly.ts: write 24.'), { name }),
    ),
  )('prints only the message of an error that a person mends: $name', async (error) => {
    expect(await run(fail(error))).toEqual({ text: `${error.message}\n`, exitCode: 1 });
  });

  it('names the stages if the wanted one does not exist', async () => {
    const { text } = await run(() => stageNameOf('nostage'));

    const names = Object.keys(knownStages).join(', ');
    expect(text).toMatch(new RegExp(`^There are no settings for the stage "nostage"\\. Known are ${names}; [^\n]+\n$`));
  });

  it('catches errors while modules load', async () => {
    const error = new AwsLimitError('things', []);

    expect(await run(() => Promise.reject(error))).toEqual({ text: `${error.message}\n`, exitCode: 1 });
  });

  it('prints the stack trace of a mistake in the program', async () => {
    const { text, exitCode } = await run(fail(new TypeError('slip')));

    expect(text).toMatch(/^TypeError: slip\n\s+at /);
    expect(exitCode).toBe(1);
  });
});

describe('secretProblems', () => {
  it.each([
    ['a Telegram bot token', `"123456789:${'A'.repeat(35)}"`],
    ['a Telegram bot token', `(123456789:${'A'.repeat(34)}-)`],
    ['the address of a webhook', 'https://hooks.slack.com/services/T0/B0/x'],
    ['the address of a webhook', 'https://discord.com/api/webhooks/1/x'],
    ['an AWS access key', `AKIA${'A'.repeat(16)}`],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----'],
  ])('finds %s and does not repeat it', (what, secret) => {
    expect(secretProblems('prod', `{"name":"${secret}"}`)).toEqual([
      `infra/stages/src/prod.ts: there is ${what} in it: take it out, and give it to npm run secrets.`,
    ]);
  });

  it('finds none in names, ids and parameters', () => {
    expect(
      secretProblems('prod', '{"name":"/pulso/prod/bot-token","BOT_ID":"8123456789","chat":"-1001234567890"}'),
    ).toEqual([]);
  });
});
