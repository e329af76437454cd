import { webhookFormats } from '@pulso/contracts/destinations';
import { settingsFile } from '@pulso/infra/stages/base';
import { isMailAddress, languageProblems } from '@pulso/infra/stages/posts';

import { type ReportingSettings, type StageDestination } from './reporting-settings';
import { shapeProblems } from './shape-problems';

/**
 * Finds what the dispatcher would refuse at its cold start, or ignore, and what would end a delivery for good:
 * destinations of an unknown kind or with fields that no reader knows, time zones that there are not, languages in which
 * no report is written, and addresses that SES does not take.
 *
 * @returns One sentence per problem: the file, what is wrong, what to write instead. Without addresses.
 */
export function destinationProblems({ stage, destinations, timeZone }: ReportingSettings): string[] {
  const places = Object.entries(destinations).flatMap(([name, list]) =>
    list.map((destination, index) => ({ field: fieldOf(stage, name, list, index), destination })),
  );
  return [
    ...timeZoneProblems(`${settingsFile('chats', stage)}: timeZone`, timeZone),
    ...places.flatMap(({ field, destination }) => [
      ...shapeProblems(field, destination),
      ...timeZoneProblems(`${field}.timeZone`, destination.timeZone),
      ...languageProblems(`${field}.language`, destination.language),
      ...addressProblems(field, destination),
      ...formatProblems(field, destination),
    ]),
  ];
}

/** Where a destination is written: chats have a file of their own, and are counted there without the others. */
function fieldOf(stage: string, name: string, list: readonly StageDestination[], index: number): string {
  const isOneOfChats = isChat(list[index]);
  const before = list.slice(0, index).filter((other) => isChat(other) === isOneOfChats).length;
  return `${settingsFile(isOneOfChats ? 'chats' : 'posts', stage)}: destinations.${name}.${before}`;
}

/** Also where its type is misspelt. */
const isChat = (destination: StageDestination | undefined): boolean =>
  destination !== undefined && (destination.type === 'telegram' || 'chatId' in destination);

function timeZoneProblems(field: string, timeZone: string | undefined): string[] {
  if (timeZone === undefined) return [];
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return [];
  } catch {
    return [
      `${field} is "${timeZone}", which is no time zone: write a name such as Europe/Madrid, or leave it out for UTC`,
    ];
  }
}

function addressProblems(field: string, destination: StageDestination): string[] {
  if (destination.type !== 'email' || !Array.isArray(destination.addresses)) return [];
  const wrong = destination.addresses.flatMap((text, index) => (isMailAddress(text) ? [] : [String(index)]));
  return wrong.map((index) => `${field}.addresses.${index} is no e-mail address: write one, as in name@example.com`);
}

/** The contract leaves formats open, for those of a later version; here it is a mistake. */
function formatProblems(field: string, destination: StageDestination): string[] {
  if (destination.type !== 'webhook' || webhookFormats.some((known) => known === destination.format)) return [];
  return [`${field}.format is none of ${webhookFormats.join(', ')}: write one of these`];
}
