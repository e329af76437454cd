import { baseProblems } from './base-problems';
import { local } from './local';
import { prod } from './prod';

describe('baseProblems', () => {
  it('stops at the placeholder of prod, with the file and what to write', () => {
    expect(baseProblems(prod, ['local', 'prod'])).toEqual([
      'infra/stages/base/src/prod.ts: accountId is still 000000000000: write the 12 digits of the account to deploy to, ' +
        'which "aws sts get-caller-identity" tells.',
    ]);
  });

  it.each([
    ['no account', { ...local, stage: 'test' }, /test\.ts: accountId is missing/],
    ['half an account', { ...prod, accountId: '12345' }, /accountId is "12345": write the 12 digits/],
    ['an account with hyphens', { ...prod, accountId: '1234-5678-9012' }, /accountId is "1234-5678-9012"/],
  ])('stops at %s', (_case, settings, problem) => {
    expect(baseProblems(settings, ['local', 'prod'])).toEqual([expect.stringMatching(problem)]);
  });

  it('takes twelve digits', () => {
    expect(baseProblems({ ...prod, accountId: '210987654321' }, ['local', 'prod'])).toEqual([]);
  });

  it('stops at a name that begins with that of another stage', () => {
    const settings = { ...prod, stage: 'prod-eu', accountId: '210987654321' };

    expect(baseProblems(settings, ['prod', 'prod-eu'])).toEqual([
      expect.stringMatching(/"prod-eu" begins with "prod-"/),
    ]);
  });
});
