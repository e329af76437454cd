import { settingsFile } from '../settings-file';
import { type StageSettings } from '../stage-settings';
import { fieldProblems } from './field-problems';

/** @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_NotificationWithSubscribers.html */
const maxBudgetRecipients = 10;

const address = /^[^\s@,]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;

/**
 * Finds alarms of a stage that would ring where no person hears them, and a budget that AWS would refuse.
 *
 * @returns One sentence per problem: the file, what is wrong, what to write instead.
 */
export function alertProblems({ stage, alerts }: Pick<StageSettings, 'stage' | 'alerts'>): string[] {
  const { emails, monthlyBudgetUsd } = alerts;
  const problems = emails.flatMap((text, index) =>
    address.test(text) ? [] : [`emails.${index} is no e-mail address: write one, as in name@example.com`],
  );
  if (emails.length === 0) {
    problems.push(
      "emails is empty, and no person gets the alarms: write at least one address, as in ['me@example.com']",
    );
  }
  if (new Set(emails).size < emails.length) problems.push('emails has an address twice: write it once');
  if (monthlyBudgetUsd !== undefined && !(monthlyBudgetUsd > 0)) {
    problems.push(`monthlyBudgetUsd is ${monthlyBudgetUsd}: write more than 0, or leave it out for no budget`);
  }
  if (monthlyBudgetUsd !== undefined && emails.length > maxBudgetRecipients) {
    problems.push(
      `emails has ${emails.length} addresses, and a budget mails ${maxBudgetRecipients} at most: write a list's address, ` +
        'or leave monthlyBudgetUsd out',
    );
  }
  problems.push(...fieldProblems('', alerts, ['emails', 'monthlyBudgetUsd']));
  return problems.map((problem) => `${settingsFile(stage)}: alerts.${problem}.`);
}
