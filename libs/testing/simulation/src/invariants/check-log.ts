import { type LogFields } from '@pulso/kit/runtime';

import { isAlarmed, type LogLine } from '../alarms/stage-alarms';
import { readDelivered } from './stored-run';
import {
  mailAddress,
  ownerUserId,
  pseudonymKey,
  strangerUserId,
  webhookSecret,
  webhookSigningSecret,
  webhookUrl,
} from '../services/names';
import { strangeQueryId } from '../world/catalogue';
import { type World } from '../world/world';

const taints = [
  ...[ownerUserId, strangerUserId].map(String),
  ...[pseudonymKey, webhookSecret, 'token-1', 'token-2'],
  ...[mailAddress, webhookUrl, webhookSigningSecret],
];

/** No log line holds a secret, an address or the id of a person (invariant I10). */
export function checkLog({ ledger }: World, event: string, fields: LogFields): void {
  const text = JSON.stringify(fields);
  for (const taint of taints) {
    if (text.includes(taint)) ledger.violate('leak', `The log event ${event} holds "${taint}"`);
  }
}

const minuteMs = 60_000;

/** What was stored so long ago, every process knows: a read may be slow, and clocks differ by two minutes. */
const knownAfterMs = 5 * minuteMs;

/** How long after its time a scheduled run is missed, and after its first answer a run without a plan, ms. */
const scheduleGraceMs = 15 * minuteMs;
const planGraceMs = 10 * minuteMs;

/** @returns Why a line is wrong about a run; undefined where it may be right. */
type Doubt = (world: World, fields: LogFields, writtenAtMs: number) => string | undefined;

/** By event. What is wrong where others ring, no table of the world tells. */
const doubts: Readonly<Record<string, Doubt>> = {
  'scheduled-run-missing': (world, { runId, scheduledAt }, writtenAtMs) => {
    if (isKnownToBeOpen(world, runId)) return 'which has begun';
    return writtenAtMs < Date.parse(String(scheduledAt)) + scheduleGraceMs ? 'which is not late yet' : undefined;
  },
  'run-without-plan': (world, { runId }, writtenAtMs) => {
    if (isKnownToBeOpen(world, runId)) return 'which has its plan';
    const firstSeenAtMs = storedIn(world, runId, 'firstSeenAtMs') ?? 0;
    return writtenAtMs < firstSeenAtMs + planGraceMs ? 'whose plan may still come' : undefined;
  },
  'report-without-answers': (world, { runId }) => (hasAnswer(world, runId) ? 'which has an answer' : undefined),
  'delivery-delayed': ({ tables }, { runId, revision, destination }) => {
    // A picture is a part of its own, which may wait although the text is there.
    const delivered = [0, 1].flatMap((part) => [...readDelivered(tables.deliveries, String(runId), part)]);
    const revisions = delivered.flatMap(([place, shown]) => (isOfKind(place, destination) ? [shown] : []));
    const isThere = revisions.length > 0 && revisions.every((shown) => shown >= Number(revision));
    return isThere ? 'which is there' : undefined;
  },
  'delivery-ended': ({ faults }) =>
    faults.some(({ kind }) => endings.has(kind)) ? undefined : 'which every place would take',
  'run-not-started': ({ ledger }, { runId }) =>
    ledger.runOf(String(runId))?.wasGivenUp === false ? 'on which Lambda has not given up' : undefined,
  'chart-not-drawn': ({ features }) => (features.chartFailure > 0 ? undefined : 'whose picture can be drawn'),
  'report-text-rejected': ({ faults }) =>
    faults.some(({ kind }) => kind === 'reject') ? undefined : 'whose text is accepted',
  'usage-not-recorded': () => 'although each record can be written',
};

/** After these a place takes nothing any more. */
const endings: ReadonlySet<string> = new Set(['chat-gone', 'reject']);

/**
 * Checks a line at which an alarm rings: what it says of its run is so, whatever else is wrong in the world. An operator who
 * is woken for nothing looks less closely the next time.
 */
export function checkCause(world: World, line: LogLine): void {
  if (!isAlarmed(line)) return;
  const { event, fields, writtenAtMs } = line;
  const doubt = doubts[event]?.(world, fields, writtenAtMs);
  if (doubt === undefined) return;
  world.ledger.violate('false-alarm', `${event} rings for ${String(fields['runId'])}, ${doubt}`);
}

function isKnownToBeOpen(world: World, runId: unknown): boolean {
  const openedAtMs = storedIn(world, runId, 'openedAtMs') ?? Infinity;
  return openedAtMs < world.kernel.nowMs - knownAfterMs;
}

function storedIn({ tables }: World, runId: unknown, name: 'openedAtMs' | 'firstSeenAtMs'): number | undefined {
  let found: string | undefined;
  tables.runs.forEachItem((item) => {
    if (item['pk']?.S === `run#${String(runId)}` && item['sk']?.S === 'run') found = item[name]?.N;
  });
  return found === undefined ? undefined : Number(found);
}

function hasAnswer({ tables, kernel }: World, runId: unknown): boolean {
  let isFound = false;
  tables.runs.forEachItem(({ pk, status, queryId, storedAtMs }) => {
    if (pk?.S !== `run#${String(runId)}` || status?.S !== 'success' || queryId?.S === strangeQueryId) return;
    isFound ||= Number(storedAtMs?.N) < kernel.nowMs - knownAfterMs;
  });
  return isFound;
}

/** Chats are not named in logs, so all of them are meant. */
const isOfKind = (place: string, destination: unknown): boolean =>
  String(destination).startsWith('telegram') ? /^[-@\d]/.test(place) : place === destination;

/** After this attempt the bot does not try again to start a run whose placeholder is there. */
const lastStartAttempt = 3;

/** Whether a line at another level is no failure of which an operator should hear: people leave, attempts come again. */
function isFine({ event, fields }: LogLine): boolean {
  if (event === 'run-start-unknown') {
    return Number(fields['attempt']) < lastStartAttempt || fields['hasPlaceholder'] === false;
  }
  return event === 'delivery-ended';
}

/** Checks a line that no metric filter has counted: an alarm that is meant to ring at its event does not hear of it. */
export function checkLevel({ ledger }: World, line: LogLine): void {
  if (!isAlarmed(line) || isFine(line)) return;
  const { service, event, level } = line;
  ledger.violate('silent', `The ${service} writes ${event} at the level ${level}, at which no alarm rings`);
}
