import { type Item } from '@pulso/world/dynamodb';

import { deliveredReportsMetric } from '../alarms/stage-alarms';
import { checkChartsAtEnd } from './check-chart';
import { checkCopiesAtEnd, isSentInVain } from './check-copies';
import { checkCosts } from './check-costs';
import { checkEffort } from './check-effort';
import { checkEndings, checkPlaceholders } from './check-endings';
import { checkNewsDecided, isWithheld } from './check-news';
import { checkPresses } from './check-presses';
import { isDeliveryGivenUp, isGivenUp, isRecordGivenUp, isToldOfPlace, isToldOfRun } from './is-told';
import { latestAllowedMs, promisedMs } from './latest-allowed';
import { readDelivered, readStoredRun, type StoredRun } from './stored-run';
import { names } from '../services/names';
import { readReport, type ReadReport } from '../telegram/read-report';
import { reportId } from '../world/catalogue';
import { type ExpectedDestination, type ExpectedRun } from '../world/expected-run';
import { countIn } from '../world/statistics';
import { type World } from '../world/world';

/** When nothing moves any more: every promise is kept, and every message is accounted for (I2, I3, I5, I7). */
export function checkAtEnd(world: World): void {
  for (const queue of world.queues) {
    const { put, deleted, visible, delayed, inFlight, deadLettered } = queue.counts();
    if (put !== deleted + visible + delayed + inFlight + deadLettered) {
      world.ledger.violate('message-lost', `${queue.name}: ${JSON.stringify(queue.counts())}`);
    }
    if (visible + delayed + inFlight + deadLettered > 0) {
      world.ledger.violate('not-at-rest', `${queue.name}: ${JSON.stringify(queue.counts())}`);
    }
  }
  checkAbandoned(world);
  for (const run of world.ledger.runs) checkRun(world, run);
  checkPresses(world);
  checkChartsAtEnd(world);
  checkCosts(world);
  checkAlarms(world);
}

/** A worker stops what it gives up, unless it did not know the query or came back too late (I5). */
function checkAbandoned(world: World): void {
  const { insights, ledger, statistics } = world;
  const abandonedCount = Math.max(insights.abandonedCount(), insights.runningCount());
  const { delay = 0, duplicate = 0 } = statistics.faults;
  const excusedCount = world.struckCount('query-worker') + delay + duplicate;
  if (abandonedCount > excusedCount) {
    ledger.violate(
      'query-left-running',
      `${abandonedCount} queries run that nobody awaits, ${excusedCount} are explained`,
    );
  }
}

/** Faults by which no message comes to a dead-letter queue again and again. */
const painless: ReadonlySet<string> = new Set([
  ...['duplicate', 'reorder', 'delay', 'stale-read', 'schedule-late', 'schedule-twice'],
  'late-records',
]);

function checkRun(world: World, run: ExpectedRun): void {
  const { ledger, statistics, tables } = world;
  statistics.runs += 1;
  const isWithoutEvents = isGivenUp(world, run, names.runEventsQueue);
  const isPutAside = isWithoutEvents || isGivenUp(world, run, names.reportUpdatesQueue);
  if (isPutAside) {
    statistics.givenUp += 1;
    if (world.faults.every(({ kind }) => painless.has(kind))) {
      ledger.violate('lost', `${run.runId} was given up, and no fault puts a message aside for ever`);
    }
  }
  const stored = readStoredRun(tables.runs, run.runId);
  // Without its plan a run has nothing to say. What else was purged is an answer, and the run ends without it.
  if (isWithoutEvents && !stored?.isOpened) return;
  if (run.acceptedAtMs === undefined) {
    if (!isRecordGivenUp(world, run)) checkEndings(world, run);
    return;
  }
  if (!stored?.isClosed) return ledger.violate('never-closed', `${run.runId} is not closed`);
  if (stored.sentRevision < stored.revision) {
    ledger.violate('owed', `${run.runId} has sent revision ${stored.sentRevision} of ${stored.revision}`);
  }
  if (stored.successes.size >= world.queryCount) statistics.complete += 1;
  else statistics.partial += 1;
  const isWithoutAnswers = stored.successes.size === 0 && world.queryCount > 0;
  if (isWithoutAnswers && !isToldOfRun(world, 'aggregator-report-without-answers', run)) {
    ledger.violate('silent', `${run.runId} has closed without an answer, and no operator was told`);
  }
  checkEffort(world, run, stored);
  for (const [title, found] of world.recounts.foundOf(run.runId)) {
    const { value = 0 } = stored.values.get(title) ?? {};
    if (value < found)
      ledger.violate('late-lost', `${run.runId} has ${value} for ${title}, and ${found} were found later`);
  }
  checkNewsDecided(world, run, stored);
  if (isWithheld(world, run, stored)) statistics.withheld += 1;
  else for (const destination of run.destinations) checkDestination(world, run, destination, stored);
  checkPlaceholders(world, run);
  checkRecords(world, run, stored);
  if (world.faults.length === 0 && world.queryCount > 0) checkProgress(world, run);
}

function checkDestination(
  world: World,
  run: ExpectedRun,
  destination: ExpectedDestination,
  { successes, values }: StoredRun,
): void {
  const { ledger, statistics } = world;
  const { place, kind, isAsker, firstClosedAtMs } = destination;
  const where = `${run.runId} in ${place}`;
  statistics.markedRepeats += destination.repeatedPostCount;
  if (world.isGone(destination)) {
    // Or that no answer told what became of it, before the place was found gone.
    const isTold = ['notifier-delivery-ended', 'notifier-delivery-unanswered'].some((baseName) =>
      isToldOfPlace(world, baseName, run, destination),
    );
    if (!isAsker && firstClosedAtMs === undefined && !isTold) {
      ledger.violate('silent', `${where} takes nothing any more, and no operator was told`);
    }
    return;
  }
  if (kind === 'post') statistics.posts += destination.closedPostCount;
  if (isRefused(world, run, destination)) return;
  checkCopiesAtEnd(world, run, destination);
  if (isSentInVain(world, run, destination)) return;
  const isExcused = isDeliveryGivenUp(world, run, place);
  if (firstClosedAtMs === undefined) {
    if (!isExcused) ledger.violate('lost', `${where} was never shown`);
    return;
  }
  checkTime(world, run, destination, firstClosedAtMs);
  if (isExcused) return;

  const shown = reportsIn(world, run, destination);
  const known = [...successes];
  const state = known.length >= world.queryCount ? 'complete' : 'partial';
  // A message that can't be edited may say what was counted first: for a recount alone there is none.
  const isShown = (report: ReadReport, title: string): boolean => {
    const { value, first } = values.get(title) ?? {};
    const said = report.values.get(title);
    return said === value || (kind === 'post' && said === first);
  };
  const isNewest = shown.some(
    (report) => report.state === state && (report.isCut || known.every((title) => isShown(report, title))),
  );
  if (!isNewest) ledger.violate('stale', `${where} does not show what is known: ${state}, ${known.join(' ')}`);
}

/** Whether a destination has refused a report for good, of which an operator was told unless a person had asked for it. */
function isRefused(world: World, run: ExpectedRun, destination: ExpectedDestination): boolean {
  if (world.refusedCount() === 0) return false;
  const hasEnded = readDelivered(world.tables.deliveries, run.runId).get(destination.place) === Infinity;
  return hasEnded && (destination.isAsker || isToldOfPlace(world, 'notifier-delivery-ended', run, destination));
}

/** The closed reports of a run as its readers have them; what can't be edited, only as it came last. */
function reportsIn(
  { ledger, telegram }: World,
  run: ExpectedRun,
  { place, kind, lastPost }: ExpectedDestination,
): ReadReport[] {
  if (kind === 'post') return lastPost ? [lastPost.post] : [];
  return telegram
    .messagesIn(place)
    .filter(({ text }) => ledger.destinationOf(place, text)?.run === run)
    .map(({ text }) => readReport(text))
    .filter((report) => report !== undefined)
    .filter(({ state }) => state !== 'progress');
}

/** Who waits for a report sees that something happens. */
function checkProgress({ ledger }: World, { runId, destinations }: ExpectedRun): void {
  for (const { place, isAsker, progressCount } of destinations) {
    if (isAsker && progressCount === 0) ledger.violate('no-progress', `${runId} never showed progress in ${place}`);
  }
}

function checkTime(world: World, run: ExpectedRun, destination: ExpectedDestination, closedAtMs: number): void {
  const { ledger, statistics } = world;
  const { reportDueAtMs, faultTimesMs, deadLetters } = run;
  if (reportDueAtMs === undefined) return;
  const missedSweepCount = statistics.faults['schedule-never'] ?? 0;
  const lateMs = closedAtMs - reportDueAtMs;
  if (lateMs > promisedMs) statistics.late += 1;
  // Two processes that have died say nothing of the sends that they may have made.
  const mayHaveDied = (statistics.faults['kill'] ?? 0) >= 2;
  const hasPaused = mayHaveDied || isToldOfPlace(world, 'notifier-delivery-unanswered', run, destination);
  const allowedMs = latestAllowedMs(reportDueAtMs, { faultTimesMs, deadLetters, missedSweepCount, hasPaused });
  if (lateMs > allowedMs) {
    const where = `${run.runId} in ${destination.place}`;
    ledger.violate('late', `${where} came ${lateMs} ms after it was due, ${allowedMs} ms are explained by faults`);
  }
}

const dayMs = 24 * 3_600_000;

/** Counts the alarms that rang. None does where nothing was wrong. */
function checkAlarms(world: World): void {
  const { alarms, ledger, statistics } = world;
  const scheduledMs = [...ledger.runs].flatMap(({ request: { trigger } }) =>
    trigger.type === 'schedule' ? [Date.parse(trigger.scheduledTime)] : [],
  );
  // On the day after the last one no schedule fires.
  const endMs = scheduledMs.length > 0 ? Math.max(...scheduledMs) + dayMs : Infinity;
  if (scheduledMs.length > 0) alarms.await(deliveredReportsMetric(reportId), endMs);
  for (const { baseName, atMs } of alarms.rung) {
    if (atMs > endMs) continue;
    countIn(statistics.alarms, baseName);
    if (isFine(world)) ledger.violate('false-alarm', `The alarm ${baseName} rings, and nothing is wrong`);
  }
}

/** What is wrong by itself, a world has by its features. */
const isFine = ({ faults, features, options }: World): boolean =>
  options.faults.rules.length === 0 && faults.length === 0 && features.chartFailure === 0 && !features.hasUnknownKind;

/** What a scheduled run leaves for later: its numbers. */
function checkRecords(
  { ledger, tables, history }: World,
  run: ExpectedRun,
  { revision, successes, values }: StoredRun,
): void {
  const { request, runId, windowEndMs } = run;
  if (request.trigger.type !== 'schedule') return;
  let kept: Item | undefined;
  tables.runs.forEachItem((item) => {
    if (item['pk']?.S === `history#${request.reportId}` && item['windowEndMs']?.N === String(windowEndMs)) kept = item;
  });
  if (kept?.['runId']?.S !== runId || kept['revision']?.N !== String(revision)) {
    ledger.violate(
      'no-history',
      `${runId} has kept ${kept ? `revision ${kept['revision']?.N}` : 'nothing'} of ${revision}`,
    );
  }
  for (const title of successes) {
    const number = history.numberIn(windowEndMs, title.toLowerCase(), run.isChanged);
    if (number && number.value === values.get(title)?.value) continue;
    ledger.violate('no-history', `${runId} knows ${title}, and its history does not`);
  }
}
