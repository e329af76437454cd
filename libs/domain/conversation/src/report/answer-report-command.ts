import { alarmedEvents } from '@pulso/contracts/envelope';
import { html } from '@pulso/kit/telegram';
import { botTextsOf } from '@pulso/kit/texts';

import { chatReports } from '../chat-reports';
import { type BotIdentity, type Buttons, type Replies } from '../ports';
import { type AnswerResult } from '../reply/answer-result';
import { sendFollowingMoves } from '../reply/send-following-moves';
import { settleFailure } from '../reply/settle-failure';
import { type MessageRequest, type RequestContext } from '../user-request';
import { type WantedReport, readReportCommand } from './report-command';
import { reportMenu } from './report-menu';
import { argumentOfStart, startPayloadOf } from './start-payload';
import { type StartReportDeps, startReport } from './start-report';

export interface ReportCommandDeps extends StartReportDeps {
  readonly bot: Pick<BotIdentity, 'username'>;
  /** How far back reports can be asked for. */
  readonly logRetentionDays: number;
}

/**
 * Answers an owner's `/report`: starts the report, or shows what can be asked for.
 *
 * The owners' numbers go to the private chat with the person who asks, wherever that was. In a group, one line says so;
 * or, where the bot may not write to the person yet, how to change that.
 */
export async function answerReportCommand(
  request: MessageRequest,
  context: RequestContext,
  replies: Replies,
  deps: ReportCommandDeps,
): Promise<AnswerResult> {
  const { updateId, userId, languageCode, dateSeconds, command } = request;
  const { logRetentionDays } = deps;
  const wanted = readReportCommand(argumentOf(command), chatReports, logRetentionDays);
  if (!wanted) {
    const { text, buttons } = reportMenu(languageCode, chatReports, logRetentionDays);
    const sending = await sendFollowingMoves(request, { text, buttons }, replies);
    return sending.status === 'sent'
      ? { type: 'settled', outcome: 'answered' }
      : settleFailure(sending, updateId, deps.log);
  }
  if (dateSeconds === undefined) {
    deps.log.error(alarmedEvents.updateGivenUp, { updateId, reason: 'no date' });
    return { type: 'settled', outcome: 'failed' };
  }
  const isPrivate = request.chatType === 'private';
  const topicId = isPrivate ? request.topicId : undefined;
  const report = { ...wanted, updateId, userId, languageCode, topicId, requestedAtMs: dateSeconds * 1000 };
  const result = await startReport(report, context, replies, deps);
  // Only once all is settled: another attempt would repeat the line, and one that runs out of time all that was sent.
  if (result.type === 'settled' && !isPrivate && !result.hasWaited)
    await pointToPrivateChat(request, wanted, result, replies, deps);
  return result;
}

/** A line that does not arrive is not tried again: that would repeat the report. */
async function pointToPrivateChat(
  request: MessageRequest,
  wanted: WantedReport,
  { outcome }: Extract<AnswerResult, { type: 'settled' }>,
  replies: Replies,
  { bot, log }: ReportCommandDeps,
): Promise<void> {
  // It is not known whether anything stands there.
  if (outcome === 'reply-unknown') return;
  const texts = botTextsOf(request.languageCode).report;
  const stands = outcome === 'answered' || outcome === 'failed';
  const buttons: Buttons = [
    [{ text: texts.openChat, url: `https://t.me/${bot.username}?start=${startPayloadOf(wanted, chatReports)}` }],
  ];
  const sending = stands
    ? await sendFollowingMoves(request, { text: html`${texts.answeredInPrivate}` }, replies)
    : await sendFollowingMoves(request, { text: html`${texts.pressStart}`, buttons }, replies);
  if (sending.status !== 'sent') settleFailure(sending, request.updateId, log);
}

const argumentOf = (command: MessageRequest['command']): string =>
  command?.name === 'start' ? (argumentOfStart(command.argument, chatReports) ?? '') : (command?.argument ?? '');
