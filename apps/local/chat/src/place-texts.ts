import { type Happened } from '@pulso/console-api';

import { type Place } from './people-client';

/** Says that a person has let the bot in or out. */
export function membershipText({ person, group }: Place, isMember: boolean): string {
  if (group === undefined) return `${person} has ${isMember ? 'unblocked' : 'blocked'} the bot.`;
  return `${person} has ${isMember ? 'added the bot to' : 'removed the bot from'} the group "${group}".`;
}

const unseenReasons = {
  privacy: 'in groups, privacy mode shows it commands and replies to it only',
  'not-member': 'it is no member of the group; /unblock adds it again',
} as const;

/** Says why the bot does not hear something. */
export const unseenText = (unseen: NonNullable<Happened['unseen']>): string =>
  `(The bot does not see it: ${unseenReasons[unseen]}.)`;
