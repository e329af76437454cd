import { reportButtonData } from '@pulso/contracts/run-requests';
import { html, joinHtml } from '@pulso/kit/telegram';
import { botTextsOf, languageOf } from '@pulso/kit/texts';

import { chatReports, wordOf } from '../chat-reports';
import { type MessageRequest } from '../intake/user-request';
import { type AnswerResult, type InlineButton, type Outcome } from '../ports';
import { type ReplyMessage, reply } from '../reply/send-messages';
import { type RequestContext, type WebhookDeps } from '../webhook-deps';
import {
  type WantedReport,
  argumentOfStart,
  maxWindowsAgoOf,
  readReportCommand,
  startPayloadOf,
} from './report-command';
import { startReport } from './start-report';

/**
 * Answers an owner's `/report`: starts the report, or shows what can be asked for.
 *
 * The report goes to the private chat with the person who asks. In a group, one line says so; or, if the bot may not
 * write to the person yet, how to change that.
 */
export async function answerReportCommand(
  request: MessageRequest,
  context: RequestContext,
  deps: WebhookDeps,
): Promise<AnswerResult> {
  const { command, languageCode, requestedAtMs } = request;
  const { logRetentionDays } = deps;
  const written = command?.argument ?? '';
  const argument = command?.name === 'start' ? (argumentOfStart(written) ?? '') : written;
  const wanted = readReportCommand(argument, chatReports, logRetentionDays);
  if (!wanted) return reply(request, [reportMenu(languageCode, logRetentionDays)], context, deps);
  const isPrivate = request.chatType === 'private';
  const topicId = isPrivate ? request.topicId : undefined;
  const result = await startReport({ ...request, ...wanted, topicId, requestedAtMs }, context, deps);
  // Only once all is settled: a retry would repeat the line, and a timeout everything that was sent.
  if (result.type === 'settled' && !isPrivate && !result.hasWaited)
    await pointToPrivateChat(request, wanted, result.outcome, context, deps);
  return result;
}

/** A line that does not arrive is not tried again: that would repeat the report. */
async function pointToPrivateChat(
  request: MessageRequest,
  wanted: WantedReport,
  outcome: Outcome,
  context: RequestContext,
  deps: WebhookDeps,
): Promise<void> {
  // The placeholder may or may not be there.
  if (outcome === 'reply-unknown') return;
  const texts = botTextsOf(request.languageCode).report;
  const stands = outcome === 'answered' || outcome === 'failed';
  const url = `https://t.me/${deps.bot.username}?start=${startPayloadOf(wanted)}`;
  const line = stands
    ? { text: html`${texts.answeredInPrivate}` }
    : { text: html`${texts.pressStart}`, buttons: [[{ text: texts.openChat, url }]] };
  await reply(request, [line], context, deps);
}

/** Lists the reports and how far back they go, with a button for each and for the usual one's previous window. */
function reportMenu(languageCode: string | undefined, logRetentionDays: number): ReplyMessage {
  const texts = botTextsOf(languageCode).report;
  const language = languageOf(languageCode);
  const [usual] = chatReports;
  const earliest = chatReports.flatMap((report) => {
    const windowsAgo = maxWindowsAgoOf(report, logRetentionDays);
    return windowsAgo > 0 ? [html`<code>/report ${wordOf(report)} ${windowsAgo}</code>`] : [];
  });
  const text = joinHtml([
    html`<b>${texts.menuTitle}</b>`,
    ...chatReports.map((report) => html`<code>/report ${wordOf(report)}</code> - ${report.label[language]}`),
    ...(earliest.length > 0 ? [html`${texts.menuEarlierHint} ${joinHtml(earliest, ', ')}`] : []),
  ]);
  const buttons = [
    ...chatReports.map(({ reportId, label }) => runButton(label[language], { reportId })),
    ...(maxWindowsAgoOf(usual, logRetentionDays) > 0
      ? [runButton(texts.menuDayBefore, { reportId: usual.reportId, windowsAgo: 1 })]
      : []),
  ];
  return { text, buttons: [buttons.filter((button) => button !== undefined)] };
}

function runButton(
  text: string,
  button: { readonly reportId: string; readonly windowsAgo?: number },
): InlineButton | undefined {
  const data = reportButtonData({ action: 'run', ...button });
  return data === undefined ? undefined : { text, data };
}
