import { type AnswerResult } from './answer-result';
import { decideReply } from './decide-reply';
import { type Replies } from './ports';
import { deadButtonNotice } from './reply-texts';
import { sendFollowingMoves } from './send-following-moves';
import { settleFailure } from './settle-failure';
import { type StartReportDeps, startReport } from './start-report';
import { type MessageRequest, type RequestContext, type UserRequest } from './user-request';

export interface AnswerDeps extends StartReportDeps {
  /** Who may ask for a report, in any chat. */
  readonly adminUserIds: ReadonlySet<number>;
}

/**
 * Gives a person what they asked for: at most one message, or one placeholder and one run.
 *
 * @throws An unforeseen failure, after which it is not known whether something was sent.
 */
export async function answerRequest(
  request: UserRequest,
  context: RequestContext,
  replies: Replies,
  deps: AnswerDeps,
): Promise<AnswerResult> {
  if (request.updateType === 'message') return answerMessage(request, context, replies, deps);
  const { callbackQueryId } = request;
  const outcome = await replies.answerCallbackQuery({ callbackQueryId, text: deadButtonNotice });
  return outcome.status === 'answered'
    ? { type: 'settled', outcome: 'answered' }
    : settleFailure(outcome, request.updateId, deps.log);
}

async function answerMessage(
  request: MessageRequest,
  context: RequestContext,
  replies: Replies,
  deps: AnswerDeps,
): Promise<AnswerResult> {
  const decision = decideReply(request, deps.adminUserIds);
  switch (decision.type) {
    case 'stay-silent':
      return { type: 'settled', outcome: 'ignored' };
    case 'start-report':
      return startReport(request, context, replies, deps);
    case 'say': {
      const sending = await sendFollowingMoves(request, decision.text, replies);
      return sending.status === 'sent'
        ? { type: 'settled', outcome: decision.outcome }
        : settleFailure(sending, request.updateId, deps.log);
    }
    default:
      return decision satisfies never;
  }
}
