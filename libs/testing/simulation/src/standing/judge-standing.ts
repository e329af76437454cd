import { type FaultKind } from '@pulso/local/fault-plans';

import { names } from '../services/names';
import { type Violation } from '../world/ledger';
import { type World } from '../world/world';
import { type ObservedEnding } from './observe-ending';

/** Promises that a fault which stays may break if an alarm says so: something does not come, or comes to no end. */
const excusedByAlarm: ReadonlySet<string> = new Set([
  ...['lost', 'silent', 'stale', 'owed', 'never-closed', 'placeholder-left', 'chart-lost', 'not-at-rest'],
  ...['no-history', 'nothing-expected', 'usage-lost', 'job-lost', 'query-left-running', 'needlessly-not-started'],
]);

/** What readers see by themselves: a report that is late or partial. How late without an alarm, see below. */
const seenByReaders: ReadonlySet<string> = new Set([
  ...['late', 'needlessly-partial', 'waited-for-deadline', 'held-up', 'no-progress', 'too-costly'],
]);

/** What a fault explains by itself, by its kind and target: a violation's rule and message. */
const explained: readonly (readonly [kind: FaultKind, target: string, violation: RegExp])[] = [
  // Who has blocked the bot waits for nothing.
  [
    'chat-gone',
    'telegram.sendMessage',
    /^(?:silent|lost|placeholder-left) .*\/chat\/|^silent The press |^lost \d+ presses /,
  ],
  // A private chat that takes no messages is the affair of its person.
  ['reject', 'telegram.sendMessage', /^lost \d+ presses /],
  // Each redrive begins the copies anew. One such world was run to its end: 4.3 million events, and no promise broken.
  ['late-effect', 'sqs.SendMessageBatch', /^(?:restless|not-at-rest) /],
  // The version before sends nothing that a picture could be drawn from.
  ['older-messages', names.reportUpdatesQueue, /^chart-lost /],
  // A second placeholder of a run can't be made to point to the first.
  ['reject', 'telegram.editMessageText', /^placeholder-left /],
  // By its own clock the run is due, or all known days lie ahead of what is asked for.
  ['clock-skew', 'aggregator', /^closed-early /],
  ['clock-skew', 'bot', /^lost-history /],
];

/** A report that is later than this needs an alarm, ms. */
export const longestSilenceMs = 2 * 3_600_000;

/**
 * Judges a world with one fault that stays: nothing is wrong, double or falsely complete; what does not come, or comes very
 * late, rings.
 *
 * @returns The violations that remain.
 */
export function judgeStanding(world: World, ending: ObservedEnding): readonly Violation[] {
  const { violations } = world.ledger;
  const excuses = explained.filter(([kind, target]) => world.mix.plannedChanceOf(kind, target) === 1);
  const hasRung = Object.keys(ending.rangAfterMs).length > 0;
  const left = violations.filter(
    ({ rule, message }) =>
      !seenByReaders.has(rule) &&
      !(hasRung && excusedByAlarm.has(rule)) &&
      !excuses.some(([, , violation]) => violation.test(`${rule} ${message}`)),
  );
  const isSilent = !hasRung && (ending.sight === 'nothing' || ending.latestMs > longestSilenceMs);
  if (isSilent && left.length === 0) {
    const message = `Readers have ${ending.sight === 'nothing' ? 'nothing' : `a report ${Math.round(ending.latestMs / 60_000)} minutes late`}, and no alarm rang`;
    return [{ rule: 'silent', message, atMs: 0 }];
  }
  return left;
}
