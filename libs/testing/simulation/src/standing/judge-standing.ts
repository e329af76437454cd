import { names } from '../services/names';
import { type Violation } from '../world/ledger';
import { type World } from '../world/world';
import { type ObservedEnding, hasLeft } from './observe-ending';

/** Promises that a fault which stays may break if an alarm says so: something does not come, or comes to no end. */
const excusedByAlarm: ReadonlySet<string> = new Set([
  ...['lost', 'silent', 'stale', 'owed', 'never-closed', 'placeholder-left', 'chart-lost', 'not-at-rest'],
  ...['no-history', 'nothing-expected', 'usage-lost', 'job-lost', 'query-left-running', 'needlessly-not-started'],
]);

/** What readers see by themselves: a report that is late or partial. How late without an alarm, see below. */
const seenByReaders: ReadonlySet<string> = new Set([
  ...['late', 'needlessly-partial', 'waited-for-deadline', 'held-up', 'no-progress', 'too-costly'],
]);

/** What is not answered to one person: a command, a pressed button. */
const saidOfPeople = [/^silent .*\/chat\//, /^silent The press /, /^lost \d+ presses /];

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
  // The version before sends nothing that a picture could be drawn from.
  const isWithoutHistory = world.mix.plannedChanceOf('older-messages', names.reportUpdatesQueue) === 1;
  const isClockWrong = world.mix.plannedChanceOf('clock-skew', 'aggregator') === 1;
  const hasRung = Object.keys(ending.rangAfterMs).length > 0;
  const left = violations.filter(
    ({ rule, message }) =>
      !seenByReaders.has(rule) &&
      !(hasRung && excusedByAlarm.has(rule)) &&
      !(hasLeft(world) && saidOfPeople.some((sign) => sign.test(`${rule} ${message}`))) &&
      !(isWithoutHistory && rule === 'chart-lost') &&
      // By its own clock it is due.
      !(isClockWrong && rule === 'closed-early'),
  );
  const isSilent = !hasRung && (ending.sight === 'nothing' || ending.latestMs > longestSilenceMs);
  if (isSilent && left.length === 0) {
    const message = `Readers have ${ending.sight === 'nothing' ? 'nothing' : `a report ${Math.round(ending.latestMs / 60_000)} minutes late`}, and no alarm rang`;
    return [{ rule: 'silent', message, atMs: 0 }];
  }
  return left;
}
