import { isUnsubscribeAddress, mailboxOf } from '@pulso/contracts/report-plan';

import { settingsFile } from '../settings-file';
import { type MailSettings, type StageSettings } from '../stage-settings';
import { fieldProblems } from './field-problems';
import { isMailAddress } from './is-mail-address';

/**
 * Finds a sender that SES does not take, and an address to unsubscribe at with which the notifier would not start. What
 * else can be wrong with lists of addresses and webhooks stops the synth.
 *
 * @returns One sentence per problem: the file, what is wrong, what to write instead. Without addresses.
 */
export function mailProblems({ stage, mail }: Pick<StageSettings, 'stage' | 'mail'>): string[] {
  return mail ? problemsOf(mail).map((problem) => `${settingsFile(stage)}: mail.${problem}.`) : [];
}

function problemsOf(mail: MailSettings): string[] {
  const { from, unsubscribe } = mail;
  const isOneLine = !/[\r\n]/.test(from);
  return [
    ...fieldProblems('', mail, ['from', 'configurationSetName', 'unsubscribe']),
    ...(isOneLine && isMailAddress(mailboxOf(from).address)
      ? []
      : ['from is neither an address nor "Name <address>": write one of the two, in one line']),
    ...(unsubscribe === undefined || isUnsubscribeAddress(unsubscribe)
      ? []
      : ['unsubscribe is no https or mailto address: write one, as in mailto:name@example.com']),
  ];
}
