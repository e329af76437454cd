import { type LogFields } from '@pulso/kit/runtime';
import { minuteMs } from '@pulso/kit/time';

import { isAlarmed, type LogLine } from '../alarms/stage-alarms';
import {
  guestUserId,
  mailAddress,
  ownerUserId,
  pseudonymKey,
  strangerUserId,
  webhookSecret,
  webhookSigningSecret,
  webhookUrl,
} from '../services/names';
import { type World } from '../world/world';
import { readDeliveries, readStoredRun, type StoredRun } from './stored-run';

const taints = [
  ...[guestUserId, ownerUserId, strangerUserId].map(String),
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

/** Every process knows what was stored this long ago: reads may be slow, and clocks differ by two minutes. */
const knownAfterMs = 5 * minuteMs;

/** How long after its time a scheduled run counts as missed, or a run without a plan after its first answer, ms. */
const scheduleGraceMs = 15 * minuteMs;
const planGraceMs = 10 * minuteMs;

/** The stored run of a line, and what every process knows of it by now. */
interface Known {
  readonly stored: StoredRun | undefined;
  readonly isOpen: boolean;
  readonly hasAnswer: boolean;
}

/** @returns Why a line is wrong about a run; undefined if it may be right. */
type Doubt = (world: World, line: LogLine, known: Known) => string | undefined;

/** After these a place accepts nothing more. */
const endings: ReadonlySet<string> = new Set(['chat-gone', 'reject']);

/** By event. No table shows whether the lines of other alarms are right. */
const doubts: Readonly<Record<string, Doubt>> = {
  'scheduled-run-missing': (_world, { fields, writtenAtMs }, { isOpen }) => {
    if (isOpen) return 'which has begun';
    return writtenAtMs < Date.parse(String(fields['scheduledAt'])) + scheduleGraceMs
      ? 'which is not late yet'
      : undefined;
  },
  'run-without-plan': (_world, { writtenAtMs }, { isOpen, stored }) => {
    if (isOpen) return 'which has its plan';
    return writtenAtMs < (stored?.firstSeenAtMs ?? 0) + planGraceMs ? 'whose plan may still come' : undefined;
  },
  'report-without-answers': (_world, _line, { hasAnswer }) => (hasAnswer ? 'which has an answer' : undefined),
  'delivery-delayed': ({ tables }, { fields: { runId, revision, destination } }) => {
    // A picture is a separate part, which may be pending after the text.
    const delivered = [0, 1].flatMap((part) => [...readDeliveries(tables.deliveries, String(runId), part)]);
    const shown = delivered.filter(([place]) => isOfKind(place, destination)).map(([, stored]) => stored.revision);
    return shown.length > 0 && shown.every((one) => one >= Number(revision)) ? 'which is there' : undefined;
  },
  'delivery-ended': ({ faults }) =>
    faults.some(({ kind }) => endings.has(kind)) ? undefined : 'which every place would take',
  'run-not-started': ({ ledger }, { fields: { runId } }) =>
    ledger.runOf(String(runId))?.wasGivenUp === false ? 'on which Lambda has not given up' : undefined,
  'chart-not-drawn': ({ features }) => (features.chartFailure > 0 ? undefined : 'whose picture can be drawn'),
  'report-text-rejected': ({ faults }) =>
    faults.some(({ kind }) => kind === 'reject') ? undefined : 'whose text is accepted',
  'usage-not-recorded': () => 'although each record can be written',
};

/** Logs do not name chats, so all match. */
const isOfKind = (place: string, destination: unknown): boolean =>
  String(destination).startsWith('telegram') ? /^[-@\d]/.test(place) : place === destination;

/**
 * Checks a line at which an alarm rings: what it says of its run is true, whatever else is wrong. False alarms make
 * operators careless.
 */
export function checkCause(world: World, line: LogLine): void {
  const doubtOf = doubts[line.event];
  if (!doubtOf || !isAlarmed(line)) return;
  const runId = String(line.fields['runId']);
  const stored = readStoredRun(world.tables.runs, runId);
  const knownMs = world.kernel.nowMs - knownAfterMs;
  const isOpen = (stored?.openedAtMs ?? Infinity) < knownMs;
  const hasAnswer = [...(stored?.successes.values() ?? [])].some((storedAtMs) => storedAtMs < knownMs);
  const doubt = doubtOf(world, line, { stored, isOpen, hasAnswer });
  if (doubt !== undefined) world.ledger.violate('false-alarm', `${line.event} rings for ${runId}, ${doubt}`);
}

/** The last attempt of the bot to start a run with a placeholder. */
const lastStartAttempt = 3;

/** Whether a line at another level needs no operator: people leave, attempts are repeated. */
function isFine({ event, fields }: LogLine): boolean {
  if (event === 'run-start-unknown') {
    return Number(fields['attempt']) < lastStartAttempt || fields['hasPlaceholder'] === false;
  }
  return event === 'delivery-ended';
}

/** Checks a line that no metric filter has counted, although an alarm watches its event. */
export function checkLevel({ ledger }: World, line: LogLine): void {
  if (!isAlarmed(line) || isFine(line)) return;
  const { service, event, level } = line;
  ledger.violate('silent', `The ${service} writes ${event} at the level ${level}, at which no alarm rings`);
}
