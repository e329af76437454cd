import { type ExpectedDestination, type ExpectedRun } from '../world/expected-run';
import { type World } from '../world/world';
import { isToldOfPlace } from './is-told';
import { readUnanswered } from './stored-run';

/** What a reader has of one revision at the worst, and of a run beside one of each of its revisions. */
export const mostOfRevision = 4;
const mostOfRun = 6;

const minuteMs = 60_000;

/** How long after the second send without an answer an operator hears of it at the latest, ms. */
const alarmWithinMs = 15 * minuteMs;

/**
 * Checks that a reader gets a handful of copies of a report at the worst (invariant I16), whatever is lost on the way back.
 *
 * @param revision - What the new message or call brings.
 */
export function checkCopies(
  { ledger, kernel, telegram }: World,
  { runId }: ExpectedRun,
  { place, copies, copiedAtMs, moveCount }: ExpectedDestination,
  revision: number,
): void {
  const count = (copies.get(revision) ?? 0) + 1;
  copies.set(revision, count);
  copiedAtMs.push(kernel.nowMs);
  // A message that people have deleted, or that can't be edited any more, is answered for; another one follows it.
  const answeredCount = telegram.lostMessageCount(place);
  if (count > mostOfRevision * (1 + moveCount) + answeredCount) {
    ledger.violate('flood', `${runId} comes to ${place} ${count} times with revision ${revision}`);
  }
  const all = copiedAtMs.length;
  if (all > mostOfRun * (1 + moveCount) + copies.size + answeredCount) {
    ledger.violate('flood', `${runId} comes to ${place} ${all} times`);
  }
}

/** Whether a report was given up because no answer told whether it is there; an operator was told of it. */
export function isSentInVain(world: World, run: ExpectedRun, destination: ExpectedDestination, part = 0): boolean {
  const { runId } = run;
  const { place } = destination;
  const unanswered = readUnanswered(world.tables.deliveries, runId, part).get(place);
  if (!unanswered?.isGivenUp) return false;
  if (unanswered.count < mostOfRevision && unanswered.runCount < mostOfRun) {
    world.ledger.violate('given-up-early', `${runId} was given up in ${place} after ${unanswered.count} sends`);
  }
  if (!isToldOfPlace(world, 'notifier-delivery-unanswered', run, destination)) {
    world.ledger.violate('silent', `${runId} was given up in ${place}, and no operator was told`);
  }
  return true;
}

/** At the end: where a third copy came, an operator had heard of it soon after the second. */
export function checkCopiesAtEnd(world: World, run: ExpectedRun, destination: ExpectedDestination): void {
  const { place, copiedAtMs, copies, moveCount } = destination;
  const [, secondAtMs, thirdAtMs] = copiedAtMs;
  // The chat that a group has become has a count of its own.
  if (secondAtMs === undefined || thirdAtMs === undefined || copies.size > 1 || moveCount > 0) return;
  const untilMs = secondAtMs + alarmWithinMs;
  if (isToldOfPlace(world, 'notifier-delivery-unanswered', run, destination, untilMs)) return;
  // A process that dies right after its send writes no line; its death is counted.
  if (world.alarms.hasRung('notifier-errors', secondAtMs, untilMs)) return;
  world.ledger.violate('silent', `${run.runId} came to ${place} three times, and no operator was told in time`);
}
