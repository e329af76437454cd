import { isMissingAndTold } from './is-at-rest';
import { isDeliveryGivenUp, isPurged, isRecordGivenUp, isToldOfRun } from './is-told';
import { type ExpectedRun, triggeredAtMsOf } from '../world/expected-run';
import { type World } from '../world/world';

/** Lambda's attempts at an asynchronous invocation. */
const attemptCount = 3;

/** A run without a plan was stopped by a fault. It still ends in a message or in an alarm, never in silence. */
export function checkEndings(world: World, run: ExpectedRun): void {
  const { ledger, statistics } = world;
  const { request, runId, wasGivenUp, wasTriggered } = run;
  const isScheduled = request.trigger.type === 'schedule';
  if (isScheduled) statistics.missed += 1;
  else statistics.notStarted += 1;
  // Each attempt takes a fault to fail.
  if (wasTriggered && world.struckCount('dispatcher') < attemptCount) {
    ledger.violate('needlessly-not-started', `${runId} was not planned, and nothing stood in its way three times`);
  }
  if (!wasTriggered && request.trigger.type !== 'chat' && statistics.faults['schedule-never'] === undefined) {
    ledger.violate('needlessly-not-started', `${runId} was never asked for`);
  }
  switch (request.trigger.type) {
    case 'schedule':
      if (!isMissingAndTold(world, run)) {
        ledger.violate('silent', `${runId} did not come, and nobody was told`);
      }
      return;
    case 'history':
    case 'manual':
      if (wasGivenUp && !isToldOfRun(world, 'notifier-run-not-started', run)) {
        ledger.violate('silent', `${runId} was given up, and nobody was told`);
      }
      return;
    case 'chat':
      return checkTold(world, run);
    default:
      return request.trigger satisfies never;
  }
}

/** The chat that asked was told, unless it is gone, or the bot itself could not know and an alarm says so. */
function checkTold(world: World, run: ExpectedRun): void {
  const { ledger, telegram } = world;
  const { destinations, runId, wasTriggered } = run;
  const isAlarmed = isToldOfRun(world, 'bot-run-start-unknown', run) || isToldOfUpdates(world, run);
  if (!wasTriggered && isAlarmed) return;
  // People delete what they have read, too.
  const texts = destinations.flatMap(({ place }) => telegram.sentTo(place).map(({ text }) => text));
  // The reply was lost on its way: a person who sees none asks again.
  if (!wasTriggered && texts.length === 0 && world.struckCount('bot') > 0) return;
  const isTold = texts.some((text) => text.includes('could not be') || text.includes('ask for it again'));
  if (!isTold && destinations.every(({ place }) => !telegram.isGone(place))) {
    ledger.violate('silent', `${runId} did not start, and its chat shows: ${texts.join(' / ')}`);
  }
}

/** How long Telegram pushes an update, ms. */
const longestPushMs = 24 * 3_600_000;

/** Whether an alarm says that an update which asks for the run was given up, or that calls fail while it is pushed. */
function isToldOfUpdates({ alarms }: World, { request, updateIds }: ExpectedRun): boolean {
  const askedAtMs = triggeredAtMsOf(request.trigger);
  return (
    alarms.hasRungFor('bot-update-given-up', ({ updateId }) => updateIds.has(Number(updateId))) ||
    alarms.hasRung('bot-webhook-call-failed', askedAtMs, askedAtMs + longestPushMs)
  );
}

/** Text of the bot's placeholder, as a person reads it. */
export const placeholderText = 'Preparing the report';

/** No placeholder for which a run was asked for says "preparing" for ever; others are strays of a process that died. */
export function checkPlaceholders(world: World, run: ExpectedRun): void {
  const { ledger, telegram } = world;
  for (const { place: chatId, kind, moveCount } of run.destinations) {
    // What was posted before a group moved can't be edited any more.
    if (kind === 'post' || moveCount > 0 || telegram.isGone(chatId)) continue;
    if (isDeliveryGivenUp(world, run, chatId) || isRecordGivenUp(world, run)) continue;
    for (const { messageId, text, isLocked } of telegram.messagesIn(chatId)) {
      if (!text.includes(placeholderText) || isLocked || isEditRefused(world, chatId, messageId)) continue;
      if (isPointerGivenUp(world, run, messageId)) continue;
      if (run.placeholderMessageIds.has(messageId)) {
        ledger.violate('placeholder-left', `Message ${messageId} of ${run.runId} still says "${text}"`);
      }
    }
  }
}

const isEditRefused = (world: World, chatId: string, messageId: number): boolean =>
  world.refusedIn(chatId).some((refused) => refused.method === 'editMessageText' && refused.messageId === messageId);

/** Whether the message was purged that would have made this placeholder point to the report. */
const isPointerGivenUp = (world: World, run: ExpectedRun, messageId: number): boolean =>
  isPurged(
    world,
    run,
    ({ type, placeholderMessageId }) => type === 'placeholder-superseded' && placeholderMessageId === messageId,
  );
