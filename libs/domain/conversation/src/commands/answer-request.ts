import { type Html } from '@pulso/kit/telegram-html';
import { botTextsOf } from '@pulso/kit/texts';

import { type Replies } from '../ports';
import { type AnswerResult, type Outcome } from '../reply/answer-result';
import { sendFollowingMoves } from '../reply/send-following-moves';
import { settleFailure } from '../reply/settle-failure';
import { type ReportCommandDeps, answerReportCommand } from '../report/answer-report-command';
import { pressButton } from '../report/press-button';
import { type MessageRequest, type RequestContext, type UserRequest } from '../user-request';
import { ownCommandNamed } from './commands';
import { forgottenReply } from './compose-reply';
import { type ReplySettings, decideReply } from './decide-reply';
import { type OwnCommandDeps } from './own-command';

export interface AnswerDeps extends ReportCommandDeps, ReplySettings, OwnCommandDeps {}

/**
 * Gives a person what they asked for: at most one message; or one placeholder, one run, and one line where they asked.
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
  const decision = decideReply(request, deps);
  switch (decision.type) {
    case 'start-report':
      return answerReportCommand(request, context, replies, deps);
    case 'say':
      return say(decision.text, decision.outcome);
    case 'forget': {
      const about = { logDays: deps.logRetentionDays, isOwner: deps.adminUserIds.has(request.userId) };
      return say(forgottenReply(botTextsOf(request.languageCode), about));
    }
    case 'own-command': {
      const { name, argument } = decision;
      const text = await ownCommandNamed(name)?.answer({ ...request, argument }, deps);
      return text === undefined ? { type: 'settled', outcome: 'failed' } : say(text);
    }
    default:
      return decision satisfies never;
  }

  async function say(text: Html, outcome: Outcome = 'answered'): Promise<AnswerResult> {
    const sending = await sendFollowingMoves(request, text, replies);
    return sending.status === 'sent'
      ? { type: 'settled', outcome }
      : settleFailure(sending, request.updateId, deps.log);
  }
}
