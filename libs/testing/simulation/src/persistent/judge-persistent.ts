import { type FaultKind } from '@pulso/world/faults';

import { type ExpectedRun, triggeredAtMsOf } from '../world/expected-run';
import { type Violation } from '../world/ledger';
import { type World } from '../world/world';

/** Promises that a persistent fault may break if an alarm rings: something does not come or does not end. */
const excusedByAlarm: ReadonlySet<string> = new Set([
  ...['lost', 'silent', 'stale', 'owed', 'never-closed', 'placeholder-left', 'chart-lost', 'not-at-rest'],
  ...['no-history', 'nothing-expected', 'usage-lost', 'job-lost', 'query-left-running', 'needlessly-not-started'],
]);

/** What readers notice: a late or partial report. Below: how late without an alarm. */
const seenByReaders: ReadonlySet<string> = new Set([
  ...['late', 'needlessly-partial', 'waited-for-deadline', 'held-up', 'no-progress', 'too-costly'],
]);

/** Violations that a fault explains: its kind and target, and the violation's rule and message. */
const explained: readonly (readonly [kind: FaultKind, target: string, violation: RegExp])[] = [
  // A person who has blocked the bot waits for nothing.
  [
    'chat-gone',
    'telegram.sendMessage',
    /^(?:silent|lost|placeholder-left) .*\/chat\/|^silent The press |^lost \d+ presses /,
  ],
  // A private chat that refuses messages is its person's decision.
  ['reject', 'telegram.sendMessage', /^lost \d+ presses /],
  // Each redrive starts new copies. One such world was run to its end: 4.3 million events, no promise broken.
  ['late-effect', 'sqs.SendMessageBatch', /^(?:restless|not-at-rest) /],
  // A second placeholder of a run can't be made to point to the first.
  ['reject', 'telegram.editMessageText', /^placeholder-left /],
  // By its own clock the run is due, or all known days lie ahead of what is asked for.
  ['clock-skew', 'aggregator', /^closed-early /],
  ['clock-skew', 'bot', /^lost-history /],
];

/** A report that is later than this needs an alarm, ms. */
const longestSilenceMs = 2 * 3_600_000;

/** A report is due ten minutes after it was asked for, and a schedule fires within a minute, ms. */
const dueAfterMs = 11 * 60_000;

/**
 * Judges a world with one persistent fault: nothing is wrong, double or falsely complete; missing or very late reports
 * ring.
 *
 * @returns The violations that remain.
 */
export function judgePersistent(world: World): readonly Violation[] {
  const { ledger, mix, alarms, faultPeriod } = world;
  const excuses = explained.filter(([kind, target]) => mix.plannedChanceOf(kind, target) === 1);
  const endMs = ledger.lastDayEndMs();
  const hasRung = alarms.rung.some(({ atMs }) => atMs >= faultPeriod.fromMs && atMs <= endMs);
  const left = ledger.violations.filter(
    ({ rule, message }) =>
      !seenByReaders.has(rule) &&
      !(hasRung && excusedByAlarm.has(rule)) &&
      !excuses.some(([, , violation]) => violation.test(`${rule} ${message}`)),
  );
  const latestMs = Math.max(0, ...[...ledger.runs].map((run) => latenessOf(world, run)));
  if (hasRung || latestMs <= longestSilenceMs || left.length > 0) return left;
  const message = `Readers have a report ${Math.round(latestMs / 60_000)} minutes late, and no alarm rang`;
  return [{ rule: 'silent', message, atMs: 0 }];
}

/** @returns How late a run's last report came by true time, ms; the bot's clock may be wrong. */
function latenessOf({ mix }: World, { request: { trigger }, acceptedAtMs, destinations }: ExpectedRun): number {
  const namedAtMs = triggeredAtMsOf(trigger);
  const isClockWrong = trigger.type !== 'schedule' && mix.plannedChanceOf('clock-skew', 'bot') === 1;
  const askedAtMs = isClockWrong ? (acceptedAtMs ?? namedAtMs) : namedAtMs;
  return Math.max(0, ...destinations.map(({ firstClosedAtMs = 0 }) => firstClosedAtMs - askedAtMs - dueAfterMs));
}
