import { type ExpectedRun } from '../world/expected-run';
import { type World } from '../world/world';

/** Text of the bot's placeholder, as a person reads it. */
export const placeholderText = 'Preparing the report';

/** No placeholder for which a run was asked for says "preparing" for ever; others are strays of a process that died. */
export function checkPlaceholders(world: World, run: ExpectedRun): void {
  const { ledger, statistics, telegram } = world;
  const ids = new Set([...ledger.runs].flatMap(({ placeholderMessageIds }) => [...placeholderMessageIds]));
  for (const { place: chatId, kind, moveCount } of run.destinations) {
    // What was posted before a group moved can't be edited any more.
    if (kind === 'post' || moveCount > 0 || telegram.isGone(chatId)) continue;
    for (const { messageId, text } of telegram.messagesIn(chatId)) {
      if (!text.includes(placeholderText) || staysAsItIs(world, chatId, messageId)) continue;
      if (run.placeholderMessageIds.has(messageId)) {
        ledger.violate('placeholder-left', `Message ${messageId} of ${run.runId} still says "${text}"`);
      } else if (!ids.has(messageId)) statistics.strayPlaceholders += 1;
    }
  }
}

/** One that can't be edited, or of which an edit was refused. */
const staysAsItIs = (world: World, chatId: string, messageId: number): boolean =>
  world.telegram.isLocked(chatId, messageId) ||
  world.refusedIn(chatId).some((refused) => refused.method === 'editMessageText' && refused.messageId === messageId);
