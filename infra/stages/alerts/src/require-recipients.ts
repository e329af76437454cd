import { type AlertSettings } from './alert-settings';
import { AlertSettingsError, NoAlarmRecipientError } from './errors';

/** A budget takes ten. @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_NotificationWithSubscribers.html */
const maxBudgetRecipients = 10;

const address = /^[^\s@]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;

/**
 * Checks that the alarms of a stage reach somebody.
 *
 * @throws {NoAlarmRecipientError} There is no address. Not retryable.
 * @throws {AlertSettingsError} Names everything that is wrong, without addresses. Not retryable.
 */
export function requireRecipients(stage: string, { emails, monthlyBudgetUsd }: AlertSettings): void {
  if (emails.length === 0) throw new NoAlarmRecipientError(stage);
  const problems = emails.flatMap((text, index) =>
    address.test(text) ? [] : [`emails.${index} is no e-mail address`],
  );
  if (new Set(emails).size < emails.length) problems.push('emails has an address twice');
  if (monthlyBudgetUsd !== undefined) {
    if (!(monthlyBudgetUsd > 0)) problems.push(`monthlyBudgetUsd is ${monthlyBudgetUsd}, and must be more than 0`);
    if (emails.length > maxBudgetRecipients) {
      problems.push(`a budget mails ${maxBudgetRecipients} addresses at most, and emails has ${emails.length}`);
    }
  }
  if (problems.length > 0) throw new AlertSettingsError(stage, problems);
}
