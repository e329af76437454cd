import { type Item } from '@pulso/world/dynamodb';

import { deliveredReportsMetric } from '../alarms/stage-alarms';
import { names } from '../services/names';
import { reportId } from '../world/catalogue';
import { type ExpectedRun } from '../world/expected-run';
import { countIn } from '../world/statistics';
import { type World } from '../world/world';
import { checkCosts } from './check-costs';
import { checkDestination, checkPictures, checkPresses } from './check-deliveries';
import { checkEffort, checkEndings, checkPlaceholders } from './check-endings';
import { isNotification, isGivenUp, isRecordGivenUp, isToldOfRun, isWithheld } from './is-told';
import { readStoredRun, type StoredRun } from './stored-run';

/** Checks a world at rest: every promise is kept and every message is accounted for (I2, I3, I5, I7). */
export function checkAtEnd(world: World): void {
  for (const queue of world.queues) {
    const counts = queue.counts();
    const { put, deleted, visible, delayed, inFlight, deadLettered } = counts;
    const left = visible + delayed + inFlight + deadLettered;
    if (put !== deleted + left) world.ledger.violate('message-lost', `${queue.name}: ${JSON.stringify(counts)}`);
    if (left > 0) world.ledger.violate('not-at-rest', `${queue.name}: ${JSON.stringify(counts)}`);
  }
  checkAbandoned(world);
  for (const run of world.ledger.runs) checkRun(world, run);
  checkPresses(world);
  checkPictures(world);
  checkCosts(world);
  checkAlarms(world);
}

/** A worker stops the queries that it gives up, unless it did not know them or came back too late (I5). */
function checkAbandoned(world: World): void {
  const { insights, ledger, statistics } = world;
  const leftCount = insights.abandonedCount();
  const excusedCount = world.struckCount('query-worker') + (statistics.faults['duplicate'] ?? 0);
  if (leftCount > excusedCount) {
    ledger.violate('query-left-running', `${leftCount} queries run that nobody awaits, ${excusedCount} are explained`);
  }
}

/** Faults that do not bring messages to a dead-letter queue repeatedly. */
const painless: ReadonlySet<string> = new Set([
  ...['duplicate', 'reorder', 'delay', 'stale-read', 'schedule-late', 'schedule-twice'],
  'late-records',
]);

function checkRun(world: World, run: ExpectedRun): void {
  const { ledger, statistics, tables, queryCount, faults } = world;
  const { runId } = run;
  statistics.runs += 1;
  const isWithoutEvents = isGivenUp(world, run, names.runEventsQueue);
  if (isWithoutEvents || isGivenUp(world, run, names.reportUpdatesQueue)) {
    statistics.givenUp += 1;
    if (faults.every(({ kind }) => painless.has(kind))) {
      ledger.violate('lost', `${runId} was given up, and no fault puts a message aside for ever`);
    }
  }
  const stored = readStoredRun(tables.runs, runId);
  // Without its plan a run has no report. Any other purged message is an answer, and the run ends without it.
  if (isWithoutEvents && !stored?.isOpened) return;
  if (run.acceptedAtMs === undefined) {
    if (!isRecordGivenUp(world, run)) checkEndings(world, run);
    return;
  }
  if (!stored?.isClosed) return ledger.violate('never-closed', `${runId} is not closed`);
  const { revision, sentRevision, successes, values } = stored;
  if (sentRevision < revision) ledger.violate('owed', `${runId} has sent revision ${sentRevision} of ${revision}`);
  if (successes.size >= queryCount) statistics.complete += 1;
  else statistics.partial += 1;
  const isWithoutAnswers = successes.size === 0 && queryCount > 0;
  if (isWithoutAnswers && !isToldOfRun(world, 'aggregator-report-without-answers', run)) {
    ledger.violate('silent', `${runId} has closed without an answer, and no operator was told`);
  }
  checkEffort(world, run, stored);
  for (const [title, found] of world.lateRecords.foundOf(runId)) {
    const { value = 0 } = values.get(title) ?? {};
    if (value < found) ledger.violate('late-lost', `${runId} has ${value} for ${title}, and ${found} were found later`);
  }
  checkNotificationDecided(world, run, stored);
  if (isWithheld(world, run, stored)) statistics.withheld += 1;
  else for (const destination of run.destinations) checkDestination(world, run, destination, stored);
  checkPlaceholders(world, run);
  checkHistoryKept(world, run, stored);
  if (faults.length > 0 || queryCount === 0) return;
  // People who wait for a report see progress.
  for (const { place, isAsker, progressCount } of run.destinations) {
    if (isAsker && progressCount === 0) ledger.violate('no-progress', `${runId} never showed progress in ${place}`);
  }
}

/** Each hour with a known answer was decided, unless faults let a later one be decided first (I19). */
function checkNotificationDecided({ ledger, news, faults }: World, run: ExpectedRun, { successes }: StoredRun): void {
  if (!isNotification(run) || !successes.has('Q1')) return;
  const decided = news.wasDecided(run.windowEndMs);
  if (decided === true || (decided === 'late' && faults.length > 0)) return;
  ledger.violate('notification-lost', `${run.runId} has its answer, and nothing was decided of its hour`);
}

/** A scheduled run leaves its numbers in the history. */
function checkHistoryKept({ ledger, tables, history }: World, run: ExpectedRun, stored: StoredRun): void {
  const { request, runId, windowEndMs } = run;
  const { revision, successes, values } = stored;
  if (request.trigger.type !== 'schedule') return;
  let kept: Item | undefined;
  tables.runs.forEachItem((item) => {
    if (item['pk']?.S === `history#${request.reportId}` && item['windowEndMs']?.N === String(windowEndMs)) kept = item;
  });
  const keptRevision = kept?.['revision']?.N;
  if (kept?.['runId']?.S !== runId || keptRevision !== String(revision)) {
    ledger.violate('no-history', `${runId} has kept revision ${keptRevision ?? 'none'} of ${revision}`);
  }
  for (const title of successes.keys()) {
    const number = history.numberIn(windowEndMs, title.toLowerCase(), run.isChanged);
    if (number && number.value === values.get(title)?.value) continue;
    ledger.violate('no-history', `${runId} knows ${title}, and its history does not`);
  }
}

/** Counts the alarms that rang. None rings in a healthy world. */
function checkAlarms(world: World): void {
  const { alarms, ledger, statistics, faults, features, options } = world;
  const endMs = ledger.lastDayEndMs();
  if (endMs !== Infinity) alarms.await(deliveredReportsMetric(reportId), endMs);
  const isWrong = options.faults.rules.length > 0 || faults.length > 0;
  // Features may make a world unhealthy without faults.
  const isFine = !isWrong && features.chartFailure === 0;
  for (const { baseName, atMs } of alarms.rung) {
    if (atMs > endMs) continue;
    countIn(statistics.alarms, baseName);
    if (isFine) ledger.violate('false-alarm', `The alarm ${baseName} rings, and nothing is wrong`);
  }
}
