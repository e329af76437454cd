import { alarmedEvents } from '@pulso/contracts/envelope';
import { askButtonPrefix, askedReportId } from '@pulso/contracts/run-requests';
import { defined, html } from '@pulso/kit/telegram';
import { botTextsOf } from '@pulso/kit/texts';

import { type CommandList } from '../commands/command-list';
import { type LoadAskTools, type OpenedQuestion, type Replies } from '../ports';
import { type AnswerResult } from '../reply/answer-result';
import { sendMessages } from '../reply/send-messages';
import { settleFailure, settlePrivateFailure } from '../reply/settle-failure';
import { type StartReportDeps, startReport } from '../report/start-report';
import { type FoundStates } from '../states/kept-states';
import { type StatesDeps, changeKept, endQuestion, readStates } from '../states/take-turn';
import { type CallbackRequest, type MessageRequest, type RequestContext } from '../user-request';

export interface AskDeps extends StartReportDeps, StatesDeps {
  readonly loadAskTools: LoadAskTools;
  readonly commands: CommandList;
  readonly adminUserIds: ReadonlySet<number>;
  readonly logRetentionDays: number;
}

export const isAskButton = (data: string | undefined): data is string => data?.startsWith(askButtonPrefix) === true;

/** So many questions an owner may ask within so many minutes: each is a scan of the logs. */
const limit = { count: 10, minutes: 10 };

const surroundingsOf = (
  { languageCode }: Pick<MessageRequest, 'languageCode'>,
  { commands, logRetentionDays }: AskDeps,
) => ({ languageCode, commands: commands.names, logRetentionDays });

/** Answers an owner's `/ask`: starts the run that answers the question, or says what can be asked. */
export async function answerAsk(
  request: MessageRequest,
  context: RequestContext,
  found: FoundStates,
  replies: Replies,
  deps: AskDeps,
): Promise<AnswerResult> {
  const { updateId, dateSeconds, languageCode } = request;
  const tools = await deps.loadAskTools();
  const opened: OpenedQuestion =
    request.chatType === 'private'
      ? tools.open(request.command?.argument ?? '', surroundingsOf(request, deps))
      : { type: 'say', text: html`${tools.onlyInPrivate(languageCode)}`, buttons: [] };
  if (opened.type === 'say') {
    await endQuestion(found, false, context, deps);
    const failure = await sendMessages(request, [opened], context, replies);
    return failure ? settleFailure(failure, updateId, deps.log) : { type: 'settled', outcome: 'answered' };
  }
  if (dateSeconds === undefined) {
    deps.log.error(alarmedEvents.updateGivenUp, { updateId, reason: 'no date' });
    return { type: 'settled', outcome: 'failed' };
  }
  return ask(opened, { ...request, requestedAtMs: dateSeconds * 1000 }, context, replies, deps);
}

/**
 * Does what a button of `/ask` says: changes the question that is being put together, or asks one. As with buttons below
 * reports, who presses is checked here, data may be made up, and answers go to the private chat with that person: a question
 * also stands below what the owners' chat is told.
 */
export async function pressAsk(
  request: CallbackRequest & { readonly data: string },
  context: RequestContext,
  replies: Replies,
  deps: AskDeps,
): Promise<AnswerResult> {
  const { updateId, callbackQueryId, chatId, messageId, languageCode, data } = request;
  const texts = botTextsOf(languageCode);
  const isOwner = deps.adminUserIds.has(request.userId);
  const isPrivate = request.chatType === 'private';
  const tools = isOwner ? await deps.loadAskTools() : undefined;
  const opened = tools?.press(data.slice(askButtonPrefix.length), surroundingsOf(request, deps));
  const isAsked = opened?.type === 'ask';
  const place = isPrivate && chatId !== undefined && messageId !== undefined ? { chatId, messageId } : undefined;
  const elsewhere = isAsked && !isPrivate ? texts.report.answeringInPrivate : undefined;
  const refusal = isOwner ? texts.deadButton : texts.report.ownersOnly;
  const text = opened && (isAsked || place) ? elsewhere : refusal;
  const answered = await replies.answerCallbackQuery({ callbackQueryId, ...defined({ text }) });
  if (answered.status !== 'answered') settleFailure(answered, updateId, deps.log);
  if (isAsked) {
    const topicId = isPrivate ? request.topicId : undefined;
    const asker = { ...request, chatId: request.userId, topicId, requestedAtMs: context.firstClaimedAtMs };
    return ask(opened, { ...asker, isPressed: true }, context, replies, deps);
  }
  if (!opened || !place) return { type: 'settled', outcome: isOwner ? 'answered' : 'refused' };
  const edited = await replies.editMessage({ ...place, text: opened.text, buttons: opened.buttons });
  const isDone = edited.status === 'edited' || edited.status === 'message-lost' || edited.status === 'not-editable';
  return isDone ? { type: 'settled', outcome: 'answered' } : settleFailure(edited, updateId, deps.log);
}

type Asker = Pick<MessageRequest, 'updateId' | 'userId' | 'chatId' | 'languageCode' | 'topicId' | 'isGroup'> & {
  readonly requestedAtMs: number;
  readonly isPressed?: true;
};

async function ask(
  { question, sentence }: Extract<OpenedQuestion, { type: 'ask' }>,
  asker: Asker,
  context: RequestContext,
  replies: Replies,
  deps: AskDeps,
): Promise<AnswerResult> {
  const isAllowed = await mayAsk(asker.isPressed ? 'kept' : 'ended', context, deps);
  if (!isAllowed) {
    const { limited } = await deps.loadAskTools();
    const text = html`${limited(limit.count, limit.minutes, asker.languageCode)}`;
    const failure = await sendMessages({ ...asker, messageId: undefined }, [{ text }], context, replies);
    if (!failure) return { type: 'settled', outcome: 'answered' };
    // A press elsewhere is answered in private, where the person may not have started the bot.
    return settlePrivateFailure(failure, asker.updateId, deps.log);
  }
  return startReport(
    { ...asker, reportId: askedReportId, windowsAgo: 0, asked: { question, sentence } },
    context,
    replies,
    deps,
  );
}

/** Counts the owner's questions of the last minutes beside what commands keep of them, each once. */
const mayAsk = async (question: 'kept' | 'ended', context: RequestContext, deps: AskDeps): Promise<boolean> =>
  (await changeKept(await readStates(context, deps), context, deps, async (found) => {
    const nowMs = deps.clock.nowMs();
    const asked = timesIn(found.stateOf('ask')?.value).filter((atMs) => atMs > nowMs - limit.minutes * 60_000);
    const result = asked.length < limit.count;
    const state = { value: [...asked, nowMs].slice(-limit.count), untilMs: nowMs + limit.minutes * 60_000 };
    return { result, effect: { command: 'ask', question, ...(result ? { kept: { state } } : {}) } };
  })) ?? true;

const timesIn = (value: unknown): readonly number[] =>
  Array.isArray(value) ? value.filter((item): item is number => typeof item === 'number') : [];
