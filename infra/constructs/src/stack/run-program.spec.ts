import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { knownStages, stageNameOf } from '@pulso/infra/stages';

import { AwsLimitError } from './errors';
import { type ProgramProcess, runProgram } from './run-program';

/** Runs a program and keeps what it says. */
async function run(program: () => unknown) {
  const written: string[] = [];
  const ends: ProgramProcess = { stderr: { write: (text) => written.push(text) } };
  await runProgram(program, ends);
  return { text: written.join(''), exitCode: ends.exitCode };
}

/** These are mistakes of a program or of its build, which no settings mend. */
const programErrors = new Set(['NoStageError', 'PackageNotBuiltError']);

const infra = join(__dirname, '../../..');
const errorNames = readdirSync(infra, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('/errors.ts'))
  .flatMap((path) => [...readFileSync(join(infra, path), 'utf8').matchAll(/ readonly name = '(\w+)'/g)])
  .map(([, name = '']) => name);

const fail = (error: unknown) => () => {
  throw error;
};

describe('runProgram', () => {
  it('says nothing of a program that ends well', async () => {
    expect(await run(() => 'done')).toEqual({ text: '', exitCode: undefined });
  });

  it.each(
    ['InvalidReportError', ...errorNames.filter((name) => !programErrors.has(name))].map((name) =>
      Object.assign(new Error('catalogue/weekly.ts: write 24.'), { name }),
    ),
  )('says the message alone of what a person mends: $name', async (error) => {
    expect(await run(fail(error))).toEqual({ text: `${error.message}\n`, exitCode: 1 });
  });

  it('names the stages where there is none of that name', async () => {
    const { text } = await run(() => stageNameOf('nostage'));

    const names = Object.keys(knownStages).join(', ');
    expect(text).toMatch(new RegExp(`^There are no settings for the stage "nostage"\\. Known are ${names}; [^\n]+\n$`));
  });

  it('catches what is thrown while modules load', async () => {
    const error = new AwsLimitError('things', []);

    expect(await run(() => Promise.reject(error))).toEqual({ text: `${error.message}\n`, exitCode: 1 });
  });

  it('says where a mistake of the program was thrown', async () => {
    const { text, exitCode } = await run(fail(new TypeError('slip')));

    expect(text).toMatch(/^TypeError: slip\n\s+at /);
    expect(exitCode).toBe(1);
  });
});
