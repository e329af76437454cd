import { local } from '../local';
import { type AlertSettings } from '../stage-settings';
import { alertProblems } from './alert-problems';

const problemsOf = (alerts: AlertSettings) => alertProblems({ stage: 'prod', alerts });

const many = Array.from({ length: 11 }, (_, index) => `a${index}@example.com`);

describe('alertProblems', () => {
  it('stops at a stage until it says who gets the alarms, with the file and what to write', () => {
    expect(problemsOf({ emails: [] })).toEqual([
      'infra/stages/src/prod.ts: alerts.emails is empty, and no person gets the alarms: write at least one address, as ' +
        "in ['me@example.com'].",
    ]);
  });

  it.each([
    ['what is no address', { emails: ['on-call'] }, /emails\.0 is no e-mail address/],
    ['two addresses in one', { emails: ['a@example.com,b@example.com'] }, /emails\.0 is no e-mail address/],
    ['an address that stands twice', { emails: ['a@example.com', 'a@example.com'] }, /has an address twice/],
    ['a budget of nothing', { emails: ['a@example.com'], monthlyBudgetUsd: 0 }, /monthlyBudgetUsd is 0/],
    [
      'a slip in a field',
      { emails: ['a@example.com'], monthlyBudget: 5 },
      /monthlyBudget is a field that nothing reads/,
    ],
    ['more addresses than a budget mails', { emails: many, monthlyBudgetUsd: 5 }, /has 11 addresses, .* 10 at most/],
  ])('stops at %s', (_case, settings, problem) => {
    expect(problemsOf(settings)).toEqual([expect.stringMatching(problem)]);
  });

  it.each([[local.alerts], [{ emails: ['a+b@example.com'], monthlyBudgetUsd: 5 }], [{ emails: many }]])(
    'takes %j',
    (settings) => {
      expect(problemsOf(settings)).toEqual([]);
    },
  );
});
