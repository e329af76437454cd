import { AlertSettingsError, NoAlarmRecipientError } from './errors';
import { alertSettings } from './index';
import { requireRecipients } from './require-recipients';

describe('requireRecipients', () => {
  it('refuses production as it comes, and says which file needs which line', () => {
    const check = () => requireRecipients('prod', alertSettings.prod);

    expect(check).toThrow(NoAlarmRecipientError);
    expect(check).toThrow(/infra\/stages\/alerts\/src\/prod\.ts: emails: \['on-call@your-company\.example'\]/);
  });

  it.each([
    ['no address', { emails: ['on-call'] }, /emails\.0 is no e-mail address/],
    ['two in one', { emails: ['a@example.com, b@example.com'] }, /emails\.0 is no e-mail address/],
    ['one twice', { emails: ['a@example.com', 'a@example.com'] }, /has an address twice/],
    ['no money', { emails: ['a@example.com'], monthlyBudgetUsd: 0 }, /monthlyBudgetUsd is 0/],
    [
      'more people than a budget mails',
      { emails: Array.from({ length: 11 }, (_, index) => `a${index}@example.com`), monthlyBudgetUsd: 5 },
      /10 addresses at most, and emails has 11/,
    ],
  ])('refuses %s', (_case, settings, message) => {
    expect(() => requireRecipients('test', settings)).toThrow(AlertSettingsError);
    expect(() => requireRecipients('test', settings)).toThrow(message);
  });

  it('takes an address and a budget', () => {
    expect(() => requireRecipients('test', { emails: ['a+b@example.com'], monthlyBudgetUsd: 5 })).not.toThrow();
  });
});
