import { type StoredUser } from '@pulso/adapters/dynamodb';
import { createRecordMembership, createRecordUsage } from '@pulso/adapters/emf';
import { decodeBase64, equalInConstantTime, hmacSha256Hex, randomToken } from '@pulso/adapters/node-runtime';
import { metricNamespace } from '@pulso/contracts/envelope';
import {
  type CommandStates,
  type Replies,
  type UpdateClaims,
  type WebhookDeps,
  askTools,
  commands,
  handleWebhook,
  nothingKept,
  pseudonymOf,
} from '@pulso/domain/conversation';
import { createJsonLog } from '@pulso/kit/runtime';
import { dayMs } from '@pulso/kit/time';
import { type StoredLogEvent } from '@pulso/world/logs';
import { type SeededRandom } from '@pulso/world/time';

import { type Person } from '../bundled-day/cast';
import { type PastDay } from '../bundled-day/create-bundled-past';

interface RecordUseOptions {
  readonly days: readonly PastDay[];
  /** Who was there before the first day. */
  readonly oldFriends: readonly Person[];
  readonly pseudonymKey: string;
  readonly bot: WebhookDeps['bot'];
  readonly random: SeededRandom;
}

/** How long the bot took for an update, ms. */
const shortestMs = 6;
const longestMs = 42;

/** How many days before the first day old friends came for the first time, at most. Most of them came in the last weeks. */
const oldestDays = 120;
const recency = 4;

/**
 * Lets the bot handle the updates of earlier days, by its own code with everything around it in memory: through the webhook
 * and a process a day takes seconds.
 *
 * @returns The events of the bot's log, in the order of time, and the people whom it has met, by pseudonym.
 */
export async function recordUse(options: RecordUseOptions) {
  const { days, oldFriends, pseudonymKey, random } = options;
  const events: Pick<StoredLogEvent, 'message' | 'timestamp'>[] = [];
  const users = new Map<string, StoredUser>();
  const digestOnce = createDigestOnce();
  const firstDay = Math.floor((days[0]?.updates[0]?.atMs ?? 0) / dayMs);
  for (const [index, { id }] of oldFriends.entries()) {
    const seen = {
      firstUpdateId: index + 1,
      firstSeenDay: firstDay - 1 - Math.floor(oldestDays * random.next() ** recency),
      alias: pseudonymOf(randomToken(), pseudonymKey, hmacSha256Hex),
    };
    users.set(pseudonymOf(id, pseudonymKey, digestOnce), seen);
  }
  let nowMs = 0;
  const writeLine = (message: string): void => void events.push({ timestamp: nowMs, message });
  const secret = randomToken();
  const deps: WebhookDeps = {
    bot: options.bot,
    commands,
    adminUserIds: new Set(),
    ...{ logRetentionDays: 1, timeZone: 'UTC' },
    readWebhookSecrets: async () => secret,
    readPseudonymKey: async () => pseudonymKey,
    claims: claimsOfUpdatesThatComeOnce,
    meetUser: async (user, { updateId, day, alias }) => {
      const known = users.get(user) ?? { firstUpdateId: updateId, firstSeenDay: day, alias };
      users.set(user, known);
      return { ...known, isNew: known.firstUpdateId === updateId, peopleCount: users.size };
    },
    forgetUser: async (user) => {
      const known = users.get(user);
      users.delete(user);
      return { ...(known && { alias: known.alias }), peopleCount: users.size };
    },
    loadAskTools: async () => askTools,
    commandStates: statesOfThePast,
    callOutward: async () => ({ type: 'failed', reason: 'the past calls nothing' }),
    readOwnSecret: async () => '',
    runUpdate: async (_update, answer) => {
      nowMs += shortestMs + random.below(longestMs - shortestMs);
      return await answer(repliesThatArrive);
    },
    startRun: async () => ({ type: 'accepted' }),
    recordUsage: createRecordUsage(metricNamespace('local'), writeLine),
    recordMembership: createRecordMembership(writeLine),
    equalInConstantTime,
    hmacSha256Hex: digestOnce,
    decodeBase64,
    randomToken,
    random: random.next,
    clock: { nowMs: () => nowMs },
    log: createJsonLog(() => undefined, { clock: { nowMs: () => nowMs } }),
  };
  const call = {
    requestContext: { http: { method: 'POST' } },
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
    isBase64Encoded: false,
  };
  for (const { atMs, update } of days.flatMap(({ updates }) => updates)) {
    nowMs = atMs;
    await handleWebhook({ ...call, body: JSON.stringify(update) }, deps);
  }
  return { events, users };
}

/** The same people come again and again. */
function createDigestOnce(): typeof hmacSha256Hex {
  const digests = new Map<string, string>();
  return (key, message) => {
    const digest = digests.get(message) ?? hmacSha256Hex(key, message);
    digests.set(message, digest);
    return digest;
  };
}

const claimsOfUpdatesThatComeOnce: UpdateClaims = {
  claim: async ({ nowMs }) => ({ type: 'claimed', attempt: 1, firstClaimedAtMs: nowMs, sentCount: 0 }),
  complete: async () => 'completed',
  noteSent: async () => undefined,
  release: async () => undefined,
};

/** What commands keep stays in the past. */
const statesOfThePast: CommandStates = { read: async () => nothingKept, write: async () => 'written' };

const repliesThatArrive: Replies = {
  sendMessage: async () => ({ status: 'sent', messageId: 1 }),
  editMessage: async () => ({ status: 'edited' }),
  answerCallbackQuery: async () => ({ status: 'answered' }),
};
