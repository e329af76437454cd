import { buildErrors } from '../build-errors';

const outputOf = (project: string) => `
> nx run ${project}:build

✘ [ERROR] Expected identifier but found "="

    libs/kit/texts/src/bot-texts-en.ts:56:6:
      56 │ const = 1;
         ╵       ^

 NX   Build failed with 1 error:

libs/kit/texts/src/bot-texts-en.ts:56:6: ERROR: Expected identifier but found "="
Pass --verbose to see the stacktrace.
`;

describe('buildErrors', () => {
  it('names an error once, with its file and line, however many projects have it', () => {
    const errors = buildErrors(outputOf('bot') + outputOf('notifier'));

    expect(errors).toBe('libs/kit/texts/src/bot-texts-en.ts:56:6: Expected identifier but found "="\n');
  });

  it('names a setting that must be changed once, however many stacks are checked', () => {
    const problem = 'infra/stages/src/prod.ts: accountId is still 000000000000: write the 12 digits of the account.\n';

    expect(buildErrors(`> nx run infra-bot:check:prod\n\n${problem}\n${problem}`)).toBe(problem);
  });

  it('finds none in the output of what failed otherwise', () => {
    expect(buildErrors('PackageNotBuiltError: dist/apps/bot')).toBeUndefined();
  });
});
