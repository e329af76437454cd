import { type ExpectedRun } from '../world/expected-run';
import { type World } from '../world/world';

/** Text of the bot's placeholder, as a person reads it. */
export const placeholderText = 'Preparing the report';

/** No placeholder for which a run was asked for says "preparing" for ever; others are strays of a process that died. */
export function checkPlaceholders(world: World, run: ExpectedRun): void {
  const { ledger, statistics, telegram } = world;
  // One that can't be edited stays as it is.
  if (world.refusedCount('telegram.editMessageText') > 0) return;
  const ids = new Set([...ledger.runs].flatMap(({ placeholderMessageIds }) => [...placeholderMessageIds]));
  for (const { place: chatId, kind, moveCount } of run.destinations) {
    // What was posted before a group moved can't be edited any more.
    if (kind === 'post' || moveCount > 0 || telegram.isGone(chatId)) continue;
    for (const { messageId, text } of telegram.messagesIn(chatId)) {
      if (!text.includes(placeholderText) || telegram.isLocked(chatId, messageId)) continue;
      if (run.placeholderMessageIds.has(messageId)) {
        ledger.violate('placeholder-left', `Message ${messageId} of ${run.runId} still says "${text}"`);
      } else if (!ids.has(messageId)) statistics.strayPlaceholders += 1;
    }
  }
}
