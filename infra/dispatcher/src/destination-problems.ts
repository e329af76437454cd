import { knownDestinationSchema, webhookFormats } from '@pulso/contracts/destinations';
import { languageProblems } from '@pulso/infra/stages/base';
import { type MailSettings } from '@pulso/infra/stages/posts';
import * as z from 'zod/mini';

import { type ReportingSettings, type StageDestination } from './reporting-settings';

/**
 * Finds what the dispatcher would refuse at its cold start, or ignore, and what would end a delivery for good:
 * destinations of an unknown kind or with fields that no reader knows, time zones and languages that there are not, and
 * addresses that SES does not take.
 *
 * @returns One sentence per problem, without addresses.
 */
export function destinationProblems({ destinations, timeZone, mail }: ReportingSettings): string[] {
  const places = Object.entries(destinations).flatMap(([name, list]) =>
    list.map((destination, index) => ({ place: `${name}.${index}`, destination })),
  );
  return [
    ...timeZoneProblems('the stage', timeZone),
    ...senderProblems(mail),
    ...places.flatMap(({ place, destination }) => [
      ...shapeProblems(place, destination),
      ...timeZoneProblems(`destination ${place}`, destination.timeZone),
      ...languageProblems(`destination ${place}.language`, destination.language),
      ...addressProblems(place, destination),
      ...formatProblems(place, destination),
    ]),
  ];
}

function shapeProblems(place: string, destination: object): string[] {
  const result = z.safeParse(knownDestinationSchema, destination);
  if (!result.success) {
    const wrong = result.error.issues.map(({ path }) => [place, ...path].join('.'));
    return [`${[...new Set(wrong)].join(', ')} is not as destinations must be`];
  }
  const ignored = Object.keys(destination).filter((field) => !Object.hasOwn(result.data, field));
  return ignored.map((field) => `destination ${place} has a field "${field}", which no reader knows`);
}

function timeZoneProblems(whose: string, timeZone: string | undefined): string[] {
  if (timeZone === undefined) return [];
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return [];
  } catch {
    return [`${whose} is in a time zone "${timeZone}", which there is not`];
  }
}

/**
 * One address, in ASCII: SES takes no other before the `@`, and Punycode behind it.
 *
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html
 */
const address = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;

/** `Name <address>`, with a name of one line. */
const namedSender = /^[^<>\r\n]*<([^<>]+)>$/;

function addressProblems(place: string, destination: StageDestination): string[] {
  if (destination.type !== 'email' || !Array.isArray(destination.addresses)) return [];
  const wrong = destination.addresses.flatMap((text, index) => (address.test(text) ? [] : [String(index)]));
  return wrong.map((index) => `${place}.addresses.${index} is no e-mail address`);
}

/** The contract leaves formats open, for those of a later version; here it would be a slip of the pen. */
function formatProblems(place: string, destination: StageDestination): string[] {
  if (destination.type !== 'webhook' || webhookFormats.some((known) => known === destination.format)) return [];
  return [`${place}.format is none of ${webhookFormats.join(', ')}`];
}

function senderProblems(mail: MailSettings | undefined): string[] {
  if (!mail) return [];
  const sender = namedSender.exec(mail.from)?.[1] ?? mail.from;
  return address.test(sender) ? [] : ['the sender of mails is neither an address nor "Name <address>"'];
}
