import { isUnsubscribeAddress, mailboxOf } from '@pulso/contracts/destinations';
import { fieldProblems, settingsFile } from '@pulso/infra/stages/base';

import { isMailAddress } from './is-mail-address';
import { languageProblems } from './language-problems';
import { type MailSettings, type PostSettings } from './post-settings';

/**
 * Finds languages in which no report is written, a sender that SES does not take, and an address to unsubscribe at with which the
 * notifier would not start. What else can be wrong with lists of addresses and webhooks stops the synth.
 *
 * @returns One sentence per problem: the file, what is wrong, what to write instead. Without addresses.
 */
export function postProblems(stage: string, settings: PostSettings): string[] {
  const { destinations, mail } = settings;
  const problems = [
    ...fieldProblems('', settings, ['destinations', 'mail']),
    ...(mail ? mailProblems(mail) : []),
    ...Object.entries(destinations).flatMap(([name, list]) =>
      list.flatMap(({ language }, index) => languageProblems(`destinations.${name}.${index}.language`, language)),
    ),
  ];
  return problems.map((problem) => `${settingsFile('posts', stage)}: ${problem}.`);
}

function mailProblems(mail: MailSettings): string[] {
  const { from, unsubscribe } = mail;
  const isOneLine = !/[\r\n]/.test(from);
  return [
    ...fieldProblems('mail.', mail, ['from', 'configurationSetName', 'unsubscribe']),
    ...(isOneLine && isMailAddress(mailboxOf(from).address)
      ? []
      : ['mail.from is neither an address nor "Name <address>": write one of the two, in one line']),
    ...(unsubscribe === undefined || isUnsubscribeAddress(unsubscribe)
      ? []
      : ['mail.unsubscribe is no https or mailto address: write one, as in mailto:name@example.com']),
  ];
}
