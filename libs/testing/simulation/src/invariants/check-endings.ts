import { minuteMs } from '@pulso/kit/time';
import { names } from '../services/names';
import { type ExpectedRun, triggeredAtMsOf } from '../world/expected-run';
import { type World } from '../world/world';
import { isDeliveryGivenUp, isGivenUp, isMissingAndTold, isPurged, isRecordGivenUp, isToldOfRun } from './is-told';
import { type StoredRun } from './stored-run';

/** Lambda's attempts at an asynchronous invocation. */
const attemptCount = 3;

/** How often an attempt sends what a queue keeps refusing. */
const sendCount = 3;

/** A run without a plan was stopped by a fault. It still ends in a message or in an alarm, never in silence. */
export function checkEndings(world: World, run: ExpectedRun): void {
  const { ledger, statistics } = world;
  const { request, runId, wasGivenUp, wasTriggered } = run;
  const { type } = request.trigger;
  if (type === 'schedule') statistics.missed += 1;
  else statistics.notStarted += 1;
  // Each attempt takes a fault to fail, or entries that are refused each time.
  const failedCount = world.struckCount('dispatcher') + world.refusedBatchCount / sendCount;
  if (wasTriggered && failedCount < attemptCount) {
    ledger.violate('needlessly-not-started', `${runId} was not planned, and nothing stood in its way three times`);
  }
  if (!wasTriggered && type !== 'chat' && statistics.faults['schedule-never'] === undefined) {
    ledger.violate('needlessly-not-started', `${runId} was never asked for`);
  }
  if (type === 'chat') return checkTold(world, run);
  const isTold =
    type === 'schedule'
      ? isMissingAndTold(world, run)
      : !wasGivenUp || isToldOfRun(world, 'notifier-run-not-started', run);
  if (!isTold) ledger.violate('silent', `${runId} did not come, and no operator was told`);
}

/** How long Telegram pushes an update, ms. */
const longestPushMs = 24 * 3_600_000;

/** The requesting chat was told, unless it is gone, or the bot could not know and an alarm rang. */
function checkTold(world: World, run: ExpectedRun): void {
  const { ledger, telegram, alarms } = world;
  const { destinations, runId, request, wasTriggered, updateIds } = run;
  const askedAtMs = triggeredAtMsOf(request.trigger);
  // An update that asks for the run was given up, or calls failed while it was delivered.
  const isAlarmed =
    isToldOfRun(world, 'bot-run-start-unknown', run) ||
    alarms.hasRungFor('bot-update-given-up', ({ updateId }) => updateIds.has(Number(updateId))) ||
    alarms.hasRung('bot-webhook-call-failed', askedAtMs, askedAtMs + longestPushMs);
  if (!wasTriggered && isAlarmed) return;
  // Deleted messages were read, too.
  const texts = destinations.flatMap(({ place }) => telegram.sentTo(place).map(({ text }) => text));
  // The reply was lost: a person who sees none asks again.
  if (!wasTriggered && texts.length === 0 && world.struckCount('bot') > 0) return;
  const isTold = texts.some((text) => /could not be|ask for it again/.test(text));
  if (!isTold && destinations.every(({ place }) => !telegram.isGone(place))) {
    ledger.violate('silent', `${runId} did not start, and its chat shows: ${texts.join(' / ')}`);
  }
}

/** Text of the bot's placeholder, as a person reads it. */
export const placeholderText = 'Preparing the report';

/** No placeholder of a requested run says "preparing" for ever; others were left by dead processes. */
export function checkPlaceholders(world: World, run: ExpectedRun): void {
  const { ledger, telegram } = world;
  for (const { place: chatId, kind, moveCount } of run.destinations) {
    // Messages from before a group's migration can't be edited.
    if (kind === 'post' || moveCount > 0 || telegram.isGone(chatId)) continue;
    if (isDeliveryGivenUp(world, run, chatId) || isRecordGivenUp(world, run)) continue;
    for (const { messageId, text, isLocked } of telegram.messagesIn(chatId)) {
      if (isLocked || !text.includes(placeholderText) || !run.placeholderMessageIds.has(messageId)) continue;
      if (staysAsItIs(world, run, chatId, messageId)) continue;
      ledger.violate('placeholder-left', `Message ${messageId} of ${run.runId} still says "${text}"`);
    }
  }
}

/** Its edit was refused, or the message that should make it point to the report was purged. */
const staysAsItIs = (world: World, run: ExpectedRun, chatId: string, messageId: number): boolean =>
  world.refusedIn(chatId).some((refused) => refused.method === 'editMessageText' && refused.messageId === messageId) ||
  isPurged(
    world,
    run,
    ({ type, placeholderMessageId }) => type === 'placeholder-superseded' && placeholderMessageId === messageId,
  );

/** Faults that cost no answer. */
const harmless: ReadonlySet<string> = new Set([
  ...['duplicate', 'reorder', 'delay', 'batch-entry-refused', 'stale-read', 'throttle'],
  ...['schedule-late', 'schedule-twice', 'schedule-never', 'chat-gone', 'chat-migrated', 'token-rotated'],
  'late-records',
]);

/** How long one fault may delay a run: a visibility timeout and its consequences, ms. */
const holdUpMs = 200_000;

/**
 * A run that could be complete is complete, is closed by its last answer instead of its deadline, and is shown in every
 * undisturbed chat: trouble in one chat does not delay another.
 */
export function checkEffort(world: World, run: ExpectedRun, { successes }: StoredRun): void {
  const { faults, ledger, queryCount } = world;
  const { runId, jobs, wasDispatched, wasGivenUp, lastCompleteAtMs, reportDueAtMs, destinations } = run;
  if (wasDispatched && jobs.size < queryCount) {
    ledger.violate(
      'job-lost',
      `${runId}: the dispatcher is done, and ${queryCount - jobs.size} jobs were not accepted`,
    );
  }
  const isComplete = successes.size >= queryCount;
  // A dispatcher that gave up halfway may have opened a run without sending all of its jobs.
  const isExcused =
    wasGivenUp || [names.queryJobsQueue, names.runEventsQueue].some((name) => isGivenUp(world, run, name));
  if (!isComplete && !isExcused && faults.every(({ kind }) => harmless.has(kind))) {
    ledger.violate('needlessly-partial', `${runId} lacks answers that nothing stood in the way of`);
  }
  if (lastCompleteAtMs === undefined || reportDueAtMs === undefined) return;
  const closedByMs = lastCompleteAtMs + minuteMs + faults.length * holdUpMs;
  // No promise covers the time in a dead-letter queue or in transit.
  const isTimed = faults.every(({ kind }) => kind !== 'dead-letter' && kind !== 'delay');
  // Two unanswered sends delay the next one by a quarter of an hour.
  const mayBeUnansweredTwice = world.struckCount('notifier') >= 2;
  const hadTime = isComplete && isTimed && !mayBeUnansweredTwice && closedByMs < reportDueAtMs;
  const isElsewhere = faults.some(({ kind, target }) => kind !== 'throttle' || !target?.startsWith('telegram.'));
  for (const destination of destinations) {
    const { place, firstClosedAtMs, troubleCount } = destination;
    if (world.isGone(destination) || firstClosedAtMs === undefined) continue;
    if (hadTime && firstClosedAtMs >= reportDueAtMs) {
      ledger.violate('waited-for-deadline', `${runId} was complete long before it was due, and ${place} had to wait`);
    }
    if (!isElsewhere && troubleCount === 0 && firstClosedAtMs > lastCompleteAtMs + minuteMs) {
      ledger.violate('held-up', `${runId} came late to ${place}, to which every call went well`);
    }
  }
}
