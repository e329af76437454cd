import { type ReportCommandDeps, answerReportCommand } from './answer-report-command';
import { type AnswerResult } from './answer-result';
import { decideReply } from './decide-reply';
import { type Replies } from './ports';
import { pressButton } from './press-button';
import { sendFollowingMoves } from './send-following-moves';
import { settleFailure } from './settle-failure';
import { type MessageRequest, type RequestContext, type UserRequest } from './user-request';

export interface AnswerDeps extends ReportCommandDeps {
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
  return pressButton(request, context, replies, deps);
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
      return answerReportCommand(request, context, replies, deps);
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
