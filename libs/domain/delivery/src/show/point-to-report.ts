import { type TelegramDestination } from '@pulso/contracts/report-plan';
import { renderNotice } from '@pulso/domain/report-rendering';

import { deliveryKeyOf, destinationKindOf } from '../lease/delivery-key';
import { type DeliverOutcome, done } from '../lease/delivery-outcome';
import { type DeliverDeps } from '../ports/deliver-deps';
import { type Delivery } from '../ports/delivery-store';
import { callTelegram } from './call-telegram';

/** Until the next look for a first message of the run, or the next edit, milliseconds. Later pauses grow by themselves. */
const lookAgainMs = 10_000;

/**
 * Edits a superfluous placeholder so that it points to the message with the report and doesn't say "preparing" for ever.
 *
 * Needs no lease: every edit of this message says the same, and it waits until another message is the one that shows the
 * run. Until then this one may still become it, by a notice to the request that has posted it, and an edit that arrives
 * late would cover the report. The message that shows the report is never edited here, even if the destination names it
 * as its placeholder.
 *
 * @returns `later` where no message shows anything of the run yet, and after an edit without an answer.
 * @throws As `deliver` does.
 */
export async function pointToReport(
  runId: string,
  destination: TelegramDestination,
  deps: DeliverDeps,
): Promise<DeliverOutcome> {
  const { chatId, placeholderMessageId: messageId } = destination;
  const fields = { runId, destination: destinationKindOf(destination) };
  const stored = await deps.store.read(deliveryKeyOf(runId, destination));
  if (messageId === undefined || stored?.delivery.messageId === messageId) {
    deps.log.warn('placeholder-kept', { ...fields, cause: messageId === undefined ? 'none-given' : 'shows-report' });
    return done;
  }
  if (!isSettled(stored?.delivery)) return laterTidied(lookAgainMs);
  const html = renderNotice('shown-elsewhere', destination.language);
  const outcome = await callTelegram(chatId, () => deps.botApi.editMessageText({ chatId, messageId, html }), deps);
  switch (outcome.status) {
    case 'unknown':
      return laterTidied(lookAgainMs);
    case 'failed':
      throw outcome.error;
    case 'postponed':
      return laterTidied(outcome.delayMs);
    default:
      deps.log.info('placeholder-superseded', { ...fields, outcome: outcome.status });
      return done;
  }
}

const laterTidied = (delayMs: number): DeliverOutcome => ({ status: 'later', delayMs, isTidying: true });

/** Whether it is known which message shows the run here, or that no more is tried to show it in this chat. */
const isSettled = ({ messageId, movedToChatId, endedReason, unanswered }: Delivery = {}): boolean =>
  messageId !== undefined || movedToChatId !== undefined || endedReason !== undefined || unanswered?.isGivenUp === true;
