import { type UsageRecord, usageMetrics } from '@pulso/contracts/usage-metrics';

import { type Draw } from './draw';

/** As many people as make some of them regulars in a day of hundreds of thousands of requests. */
const peopleCount = 20_000;

const commands = ['start', 'help', 'help', 'help', 'report', 'report', 'unknown'] as const;
const languages = ['en', 'en', 'de', 'de', 'es', 'pt-br', 'ru', 'fa', 'uk'] as const;
const failures = ['not-understood', 'refused', 'reply-failed', 'reply-unknown', 'failed'] as const;

/** Draws what the bot records about one request. */
export function drawUsageRecord(draw: Draw, updateId: number): UsageRecord {
  const isGroup = draw.chance(0.3);
  const isMessage = draw.chance(0.85);
  return {
    update_type: isMessage ? 'message' : 'callback_query',
    event: 'request',
    schemaVersion: 1,
    is_group: isGroup ? 1 : 0,
    is_new_user: draw.chance(0.04) ? 1 : 0,
    ...(isMessage && draw.chance(0.8) ? { command: draw.pick(commands) } : {}),
    chat_type: isGroup ? draw.pick(['group', 'supergroup']) : 'private',
    ...(draw.chance(0.9) ? { language_code: draw.pick(languages) } : {}),
    user: pseudonymOf(draw.between(1, peopleCount)),
    chat: pseudonymOf(draw.between(1, peopleCount) + peopleCount),
    outcome: draw.chance(0.93) ? 'answered' : draw.pick(failures),
    update_id: updateId,
    Requests: 1,
    HandlerDuration: draw.durationMs(40),
  };
}

/** The same 16 hexadecimal digits for the same number, and nothing that looks like the number. */
function pseudonymOf(id: number): string {
  const half = (factor: number): string => (Math.imul(id ^ 0x9e3779b9, factor) >>> 0).toString(16).padStart(8, '0');
  return half(0x85ebca6b) + half(0xc2b2ae35);
}

const directive = {
  Dimensions: usageMetrics.dimensionSets,
  Metrics: Object.entries(usageMetrics.metrics).map(([Name, Unit]) => ({ Name, Unit })),
  Namespace: 'Pulso/bench',
};

/**
 * Writes a usage record as the bot does: an EMF document on one line.
 *
 * The bot's adapter can't be used for a million of them: it is slow and takes no times but those of today.
 *
 * @param record - Its members in the order in which they shall stand there.
 */
export function usageMessage(record: UsageRecord, atMs: number): string {
  const { Requests, HandlerDuration, ...fields } = record;
  return JSON.stringify({
    ...fields,
    _aws: { Timestamp: atMs, CloudWatchMetrics: [directive] },
    Requests,
    HandlerDuration,
  });
}
