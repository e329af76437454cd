import { type ExpectedRun } from '../world/expected-run';
import { type World } from '../world/world';
import { isDeliveryGivenUp, isPurged, isRecordGivenUp } from './is-given-up';

/** Text of the bot's placeholder, as a person reads it. */
export const placeholderText = 'Preparing the report';

/** No placeholder for which a run was asked for says "preparing" for ever; others are strays of a process that died. */
export function checkPlaceholders(world: World, run: ExpectedRun): void {
  const { ledger, telegram } = world;
  for (const { place: chatId, kind, moveCount } of run.destinations) {
    // What was posted before a group moved can't be edited any more.
    if (kind === 'post' || moveCount > 0 || telegram.isGone(chatId)) continue;
    if (isDeliveryGivenUp(world, run, chatId) || isRecordGivenUp(world, run)) continue;
    for (const { messageId, text } of telegram.messagesIn(chatId)) {
      if (!text.includes(placeholderText) || staysAsItIs(world, chatId, messageId)) continue;
      if (isPointerGivenUp(world, run, messageId)) continue;
      if (run.placeholderMessageIds.has(messageId)) {
        ledger.violate('placeholder-left', `Message ${messageId} of ${run.runId} still says "${text}"`);
      }
    }
  }
}

/** One that can't be edited, or of which an edit was refused. */
const staysAsItIs = (world: World, chatId: string, messageId: number): boolean =>
  world.telegram.isLocked(chatId, messageId) ||
  world.refusedIn(chatId).some((refused) => refused.method === 'editMessageText' && refused.messageId === messageId);

/** Whether the message was purged that would have made this placeholder point to the report. */
const isPointerGivenUp = (world: World, run: ExpectedRun, messageId: number): boolean =>
  isPurged(
    world,
    run,
    ({ type, placeholderMessageId }) => type === 'placeholder-superseded' && placeholderMessageId === messageId,
  );
