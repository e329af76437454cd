import { type LogFields } from '@pulso/kit/runtime';
import { minuteMs } from '@pulso/kit/time';

import { ownerUserId } from '../services/names';
import { readReport, type ReadReport } from '../destinations/read-report';
import { type ExpectedDestination, type ExpectedRun } from '../world/expected-run';
import { ownerPseudonym, type Press } from '../world/presses';
import { type World } from '../world/world';
import { mostOfRevision, mostOfRun } from './check-arrivals';
import { isDeliveryGivenUp, isToldOfPlace } from './is-told';
import { latestAllowedMs, promisedMs } from './latest-allowed';
import { readDeliveries, type StoredRun } from './stored-run';

/** The latest time for an alarm after the second unanswered send, ms. */
const alarmWithinMs = 15 * minuteMs;

/** At the end: the newest known report is shown in one place, came in time, and no more often than needed. */
export function checkDestination(
  world: World,
  run: ExpectedRun,
  destination: ExpectedDestination,
  stored: StoredRun,
): void {
  const { ledger, statistics } = world;
  const { place, kind, isAsker, firstClosedAtMs, copies } = destination;
  const where = `${run.runId} in ${place}`;
  statistics.markedRepeats += copies.filter(({ marker }) => marker === 'repeated').length;
  if (world.isGone(destination)) {
    // Or the sends stayed unanswered before the place was found gone.
    const isTold = ['notifier-delivery-ended', 'notifier-delivery-unanswered'].some((baseName) =>
      isToldOfPlace(world, baseName, run, destination),
    );
    if (!isAsker && firstClosedAtMs === undefined && !isTold) {
      ledger.violate('silent', `${where} takes nothing any more, and no operator was told`);
    }
    return;
  }
  if (kind === 'post') statistics.posts += copies.length;
  if (world.refusedCount() > 0 && isEndedAndTold(world, run, destination, [0])) return;
  checkAlarmOnCopies(world, run, destination);
  if (isSentInVain(world, run, destination)) return;
  const isExcused = isDeliveryGivenUp(world, run, place);
  if (firstClosedAtMs === undefined) {
    if (!isExcused) ledger.violate('lost', `${where} was never shown`);
    return;
  }
  checkTime(world, run, destination, firstClosedAtMs);
  if (!isExcused && !reportsIn(world, run, destination).some((report) => isNewest(world, kind, stored, report))) {
    ledger.violate('stale', `${where} does not show what is known: ${[...stored.successes.keys()].join(' ')}`);
  }
}

/** Whether a place refused a report or its picture for good. An operator was told, unless a person had asked. */
function isEndedAndTold(
  world: World,
  run: ExpectedRun,
  destination: ExpectedDestination,
  parts: readonly number[],
): boolean {
  const { place, isAsker } = destination;
  const hasEnded = parts.some(
    (part) => readDeliveries(world.tables.deliveries, run.runId, part).get(place)?.revision === Infinity,
  );
  return hasEnded && (isAsker || isToldOfPlace(world, 'notifier-delivery-ended', run, destination));
}

/** The closed reports of a run as readers see them; of uneditable ones the last. */
function reportsIn(
  { ledger, telegram }: World,
  run: ExpectedRun,
  { place, kind, copies }: ExpectedDestination,
): ReadReport[] {
  if (kind === 'post') return copies.slice(-1).flatMap(({ post }) => post ?? []);
  return telegram
    .messagesIn(place)
    .filter(({ text }) => ledger.destinationOf(place, text)?.run === run)
    .flatMap(({ text }) => readReport(text) ?? [])
    .filter(({ state }) => state !== 'progress');
}

function isNewest(
  { queryCount }: World,
  kind: ExpectedDestination['kind'],
  { successes, values }: StoredRun,
  { state, isCut, values: shown }: ReadReport,
): boolean {
  if (state !== (successes.size >= queryCount ? 'complete' : 'partial')) return false;
  return (
    isCut ||
    [...successes.keys()].every((title) => {
      const { value, first } = values.get(title) ?? {};
      const said = shown.get(title);
      // A message that can't be edited may say what was counted first: for a backfill alone there is none.
      return said === value || (kind === 'post' && said === first);
    })
  );
}

function checkTime(world: World, run: ExpectedRun, destination: ExpectedDestination, closedAtMs: number): void {
  const { ledger, statistics } = world;
  const { reportDueAtMs, faultTimesMs, absences } = run;
  if (reportDueAtMs === undefined) return;
  const missedSweepCount = statistics.faults['schedule-never'] ?? 0;
  const lateMs = closedAtMs - reportDueAtMs;
  if (lateMs > promisedMs) statistics.late += 1;
  // Two dead processes leave no trace of sends that they may have made.
  const mayHaveDied = (statistics.faults['kill'] ?? 0) >= 2;
  const hasPaused = mayHaveDied || isToldOfPlace(world, 'notifier-delivery-unanswered', run, destination);
  const allowedMs = latestAllowedMs(reportDueAtMs, { faultTimesMs, absences, missedSweepCount, hasPaused });
  if (lateMs > allowedMs) {
    const where = `${run.runId} in ${destination.place}`;
    ledger.violate('late', `${where} came ${lateMs} ms after it was due, ${allowedMs} ms are explained by faults`);
  }
}

/** Whether a report was given up after unanswered sends, and an operator was told (I16). */
function isSentInVain(world: World, run: ExpectedRun, destination: ExpectedDestination, part = 0): boolean {
  const { ledger, tables } = world;
  const { place } = destination;
  const { unanswered } = readDeliveries(tables.deliveries, run.runId, part).get(place) ?? {};
  if (!unanswered?.isGivenUp) return false;
  const { count, runCount } = unanswered;
  if (count < mostOfRevision && runCount < mostOfRun) {
    ledger.violate('given-up-early', `${run.runId} was given up in ${place} after ${count} sends`);
  }
  if (!isToldOfPlace(world, 'notifier-delivery-unanswered', run, destination)) {
    ledger.violate('silent', `${run.runId} was given up in ${place}, and no operator was told`);
  }
  return true;
}

/** If a third copy came, an operator was told soon after the second (I16). */
function checkAlarmOnCopies(world: World, run: ExpectedRun, destination: ExpectedDestination): void {
  const { place, copies, moveCount } = destination;
  const [first, second, third] = copies;
  const isOfOneRevision = copies.every(({ content }) => content === first?.content);
  // The supergroup of a group has its own count.
  if (!second || !third || !isOfOneRevision || moveCount > 0) return;
  const untilMs = second.atMs + alarmWithinMs;
  if (isToldOfPlace(world, 'notifier-delivery-unanswered', run, destination, untilMs)) return;
  // A process that dies right after its send writes no line; its death is counted.
  if (world.alarms.hasRung('notifier-errors', second.atMs, untilMs)) return;
  world.ledger.violate('silent', `${run.runId} came to ${place} three times, and no operator was told in time`);
}

/** At the end: each drawable picture was sent, or an alarm rang (I15). */
export function checkPictures(world: World): void {
  const { ledger, telegram, history } = world;
  for (const [place, runIds] of history.drawable) {
    if (telegram.isGone(place)) continue;
    const count = telegram.photosIn(place).length;
    const due = [...runIds].filter((runId) => !isPictureExcused(world, runId, place));
    if (count < due.length) ledger.violate('chart-lost', `${place} has ${count} of ${due.length} pictures`);
  }
}

function isPictureExcused(world: World, runId: string, place: string): boolean {
  const { run, destination } = world.ledger.destinationOfRun(runId, place) ?? {};
  if (!run || !destination) return false;
  const isRefused = world.refusedIn(place).some(({ method }) => method === 'sendPhoto');
  return (
    isToldOfPlace(world, 'notifier-chart-not-drawn', run, destination) ||
    (isRefused && isEndedAndTold(world, run, destination, [0, 1])) ||
    isDeliveryGivenUp(world, run, place) ||
    [0, 1].some((part) => isSentInVain(world, run, destination, part))
  );
}

/** Alarms for requests that may never begin; their lines name the update. */
const startAlarms = ['bot-run-start-unknown', 'bot-update-given-up'] as const;

/** At the end: each allowed press got an answer, or a message that none may come (I16). */
export function checkPresses(world: World): void {
  const { alarms, ledger, presses, telegram } = world;
  const chatId = String(ownerUserId);
  if (presses.all.length === 0 || telegram.isGone(chatId)) return;
  const shows = (told: RegExp): boolean => telegram.messagesIn(chatId).some(({ text }) => told.test(text));
  for (const { updateId, action, wasStarted, isOwner, isAccepted } of presses.all) {
    if (!isOwner || !isAccepted) continue;
    const isNamed = (fields: LogFields): boolean => fields['updateId'] === updateId;
    if (wasStarted || startAlarms.some((baseName) => alarms.hasRungFor(baseName, isNamed))) continue;
    // The message was deleted.
    if (telegram.lostMessageCount(chatId) > 0) continue;
    // The placeholder of a report shows its result.
    if (!shows(action === 'run' ? /could not be|ask for it again/ : /press(?:ed)? the button again/)) {
      ledger.violate('silent', `The press ${updateId} has started nothing, and its chat was not told`);
    }
  }
  const asked = presses.all.filter(
    (press) => press.action !== 'run' && press.wasStarted && !press.wasGivenUp && !isAnswerGivenUp(world, press),
  );
  // A chart is a message of its own. Charts of runs in this chat count, too.
  const answerCount = presses.shown.length + telegram.photosIn(chatId).length;
  // A private chat that refuses messages is its person's decision.
  const excusedCount = presses.purgedCount + world.refusedCount('telegram.sendMessage');
  if (answerCount + excusedCount < asked.length) {
    ledger.violate('lost', `${asked.length} presses are answered ${answerCount} times`);
  }
}

/** Whether all allowed sends of the answer stayed unanswered, and an operator was told. */
const isAnswerGivenUp = ({ alarms }: World, { updateId }: Press): boolean =>
  alarms.hasRungFor(
    'notifier-delivery-unanswered',
    ({ runId, isGivenUp }) => isGivenUp === true && String(runId).endsWith(`/history/${ownerPseudonym()}-${updateId}`),
  );
