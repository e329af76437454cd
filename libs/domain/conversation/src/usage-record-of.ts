import { type UsageRecord, maxUserAgeDays } from '@pulso/contracts/usage-metrics';
import { defined } from '@pulso/kit/telegram';

import { type CountedRequest } from './intake/user-request';
import { type AnswerResult, type HmacSha256Hex } from './ports';

/**
 * Replaces the id of a person in tables and queues, and of a group or channel in records. Without the key it cannot be
 * traced back, and an id has the same pseudonym as long as the key stays.
 *
 * @param id - Or an unguessable token, for an alias: once the token is gone, not even the key leads from the person to
 *   their records.
 * @returns The first 16 hexadecimal digits of the HMAC: 64 bits, so a million people collide with a chance of about 1 in
 *   40 million.
 */
export const pseudonymOf = (id: number | string, key: string, hmacSha256Hex: HmacSha256Hex): string =>
  hmacSha256Hex(key, String(id)).slice(0, 16);

interface RequestFacts extends Omit<Extract<AnswerResult, { type: 'settled' }>, 'type'> {
  /** The person's alias. */
  readonly user: string;
  /** In a private chat the alias, too; elsewhere the chat's pseudonym. */
  readonly chat: string | undefined;
  readonly isNewUser: boolean;
  /** How many people the bot remembers. This and the next are undefined where they are not known. */
  readonly peopleCount: number | undefined;
  readonly userAgeDays: number | undefined;
  readonly durationMs: number;
}

/** Describes a handled request in the words of the metric schema: no raw id, no name, no text of a person. */
export const usageRecordOf = (request: CountedRequest, facts: RequestFacts): UsageRecord => ({
  event: 'request',
  schemaVersion: 1,
  is_group: request.isGroup ? 1 : 0,
  is_new_user: facts.isNewUser ? 1 : 0,
  update_type: request.updateType,
  ...defined({
    command: facts.askedBy ?? commandOf(request),
    is_step: facts.askedBy === undefined ? undefined : (1 as const),
    chat_type: request.chatType,
    language_code: request.languageCode,
    source: request.updateType === 'message' ? request.source : undefined,
  }),
  user: facts.user,
  ...(facts.userAgeDays === undefined ? {} : { user_age_days: boundedAge(facts.userAgeDays) }),
  ...defined({ people_in_all: facts.peopleCount, chat: facts.chat, group: request.isGroup ? facts.chat : undefined }),
  outcome: facts.outcome,
  ...defined({ failure: facts.failure?.replaceAll(/[^\w-]+/g, '-').slice(0, 32) }),
  update_id: request.updateId,
  Requests: 1,
  HandlerDuration: Math.max(facts.durationMs, 0),
});

const commandOf = (request: CountedRequest): string | undefined =>
  request.updateType === 'message' ? request.command?.name : request.ownPress.command;

/** Clocks differ: a person may seem to come from tomorrow. */
const boundedAge = (days: number): number => Math.min(Math.max(days, 0), maxUserAgeDays);
