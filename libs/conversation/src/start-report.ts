import { errorFields } from '@pulso/logging';

import { type AnswerContext, type AnswerDeps } from './answer-request';
import { type AnswerResult, settleFailure } from './answer-result';
import { type Replies } from './replies';
import { notStartedText, placeholderText } from './reply-texts';
import { sendFollowingMoves } from './send-following-moves';
import { type MessageRequest } from './user-request';

/** The report that `/report` asks for. The catalogue must have it. */
export const chatReportId = 'daily-usage';

/**
 * Posts a placeholder and starts the run whose updates edit it.
 *
 * The run's identity and window come from the command's own message, so that however often the update is handled, it is
 * one run over one window. A placeholder that may have been posted is tried once more: without the id of a placeholder
 * there is no run, and a stub in the chat is the lesser evil.
 */
export async function startReport(
  request: MessageRequest,
  { chatPseudonym, attempt }: AnswerContext,
  replies: Replies,
  { startRun, log }: AnswerDeps,
): Promise<AnswerResult> {
  const { updateId, messageId, dateSeconds, languageCode } = request;
  if (dateSeconds === undefined || chatPseudonym === undefined) {
    log.error('report-command-without-date', { updateId });
    return { type: 'settled', outcome: 'failed' };
  }

  const placeholder = await sendFollowingMoves(request, placeholderText, replies);
  if (placeholder.type !== 'sent') {
    const settled = settleFailure(placeholder, updateId, log);
    return placeholder.type === 'unknown' && attempt === 1 ? { type: 'try-again' } : settled;
  }

  try {
    await startRun({
      schemaVersion: 1,
      reportId: chatReportId,
      trigger: {
        type: 'chat',
        requestId: `${chatPseudonym}-${messageId}`,
        requestedAtMs: dateSeconds * 1000,
        chatId: String(placeholder.chatId),
        messageId: placeholder.messageId,
        ...(languageCode === undefined ? {} : { language: languageCode }),
      },
    });
    return { type: 'settled', outcome: 'answered' };
  } catch (error) {
    log.error('run-not-started', { updateId, ...errorFields(error) });
    await admitFailure(placeholder, replies);
    return { type: 'settled', outcome: 'failed' };
  }
}

/** An edit may be repeated freely, so a lost or unsent one gets a second try; nothing else would ever replace the stub. */
async function admitFailure(
  { chatId, messageId }: { readonly chatId: number; readonly messageId: number },
  replies: Replies,
): Promise<void> {
  const edit = { chatId, messageId, text: notStartedText };
  const first = await replies.editMessage(edit);
  if (first.type === 'unknown' || first.type === 'not-sent') await replies.editMessage(edit);
}
