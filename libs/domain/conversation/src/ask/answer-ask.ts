import { askButtonPrefix, askedReportId } from '@pulso/contracts/run-requests';
import { html } from '@pulso/kit/telegram';
import { botTextsOf } from '@pulso/kit/texts';
import { minuteMs } from '@pulso/kit/time';

import { changeKept, endQuestion, readStates } from '../commands/change-kept';
import { type FoundStates } from '../commands/kept-states';
import { type CallbackRequest, type MessageRequest } from '../intake/user-request';
import { type AnswerResult } from '../ports';
import { answerPress, reply, sendMessages } from '../reply/send-messages';
import { settleFailure } from '../reply/settle-failure';
import { startReport } from '../report/start-report';
import { type RequestContext, type WebhookDeps } from '../webhook-deps';
import { type OpenedQuestion } from './ask-tools';

export const isAskButton = (data: string | undefined): data is string => data?.startsWith(askButtonPrefix) === true;

/** An owner may ask `count` questions within `minutes`: each one scans the logs. */
const limit = { count: 10, minutes: 10 };

/** Answers an owner's `/ask`: starts the run that answers the question, or says what can be asked. */
export async function answerAsk(
  request: MessageRequest,
  context: RequestContext,
  found: FoundStates,
  deps: WebhookDeps,
): Promise<AnswerResult> {
  const { languageCode, requestedAtMs: askedAtMs = context.firstClaimedAtMs } = request;
  const tools = await deps.loadAskTools();
  const opened: OpenedQuestion =
    request.chatType === 'private'
      ? tools.open(request.command?.argument ?? '', { ...deps, languageCode, askedAtMs })
      : { type: 'say', text: html`${tools.onlyInPrivate(languageCode)}`, buttons: [] };
  if (opened.type === 'ask') return ask(opened, request, context, deps);
  await endQuestion(found, false, context, deps);
  return reply(request, [opened], context, deps);
}

/**
 * Handles a button of `/ask`: changes the draft question or asks it. As with buttons below reports, the sender is
 * checked here, since data may be made up. Answers go to the private chat with that person: messages to the owners'
 * chat have such buttons, too.
 */
export async function pressAsk(
  request: CallbackRequest & { readonly data: string },
  context: RequestContext,
  deps: WebhookDeps,
): Promise<AnswerResult> {
  const { updateId, userId, chatId, messageId, languageCode, data } = request;
  const texts = botTextsOf(languageCode);
  const isOwner = deps.adminUserIds.has(userId);
  const isPrivate = request.chatType === 'private';
  const tools = isOwner ? await deps.loadAskTools() : undefined;
  const { firstClaimedAtMs: requestedAtMs } = context;
  const opened = tools?.press(data.slice(askButtonPrefix.length), { ...deps, languageCode, askedAtMs: requestedAtMs });
  const isAsked = opened?.type === 'ask';
  const place = isPrivate && chatId !== undefined && messageId !== undefined ? { chatId, messageId } : undefined;
  const elsewhere = isAsked && !isPrivate ? texts.report.answeringInPrivate : undefined;
  const refusal = isOwner ? texts.deadButton : texts.report.ownersOnly;
  await answerPress(request, opened && (isAsked || place) ? elsewhere : refusal, context, deps);
  if (isAsked) {
    const topicId = isPrivate ? request.topicId : undefined;
    return ask(opened, { ...request, chatId: userId, topicId, requestedAtMs, isPressed: true }, context, deps);
  }
  if (!opened || !place) return { type: 'settled', outcome: isOwner ? 'answered' : 'refused' };
  const edited = await context.replies.editMessage({ ...place, text: opened.text, buttons: opened.buttons });
  const isDone = edited.status === 'edited' || edited.status === 'message-lost' || edited.status === 'not-editable';
  return isDone ? { type: 'settled', outcome: 'answered' } : settleFailure(edited, updateId, deps.log);
}

type Asker = Pick<
  MessageRequest,
  'updateId' | 'userId' | 'chatId' | 'languageCode' | 'topicId' | 'isGroup' | 'requestedAtMs'
> & { readonly isPressed?: true };

async function ask(
  { question, sentence }: Extract<OpenedQuestion, { type: 'ask' }>,
  asker: Asker,
  context: RequestContext,
  deps: WebhookDeps,
): Promise<AnswerResult> {
  if (await mayAsk(asker.isPressed ? 'kept' : 'ended', context, deps)) {
    const asked = { question, sentence };
    return startReport({ ...asker, reportId: askedReportId, windowsAgo: 0, asked }, context, deps);
  }
  const { limited } = await deps.loadAskTools();
  const text = html`${limited(limit.count, limit.minutes, asker.languageCode)}`;
  const failure = await sendMessages({ ...asker, messageId: undefined }, [{ text }], context);
  // A press elsewhere is answered in private, where the person may not have started the bot.
  return failure ? settleFailure(failure, asker.updateId, deps.log, true) : { type: 'settled', outcome: 'answered' };
}

/** Counts the owner's recent questions, each once. Their times are kept with the state of commands. */
const mayAsk = async (question: 'kept' | 'ended', context: RequestContext, deps: WebhookDeps): Promise<boolean> =>
  (await changeKept(await readStates(context, deps), context, deps, async (found) => {
    const nowMs = deps.clock.nowMs();
    const asked = timesIn(found.stateOf('ask')?.value).filter((atMs) => atMs > nowMs - limit.minutes * minuteMs);
    const result = asked.length < limit.count;
    const state = { value: [...asked, nowMs].slice(-limit.count), untilMs: nowMs + limit.minutes * minuteMs };
    return { result, effect: { command: 'ask', question, ...(result ? { kept: { state } } : {}) } };
  })) ?? true;

const timesIn = (value: unknown): readonly number[] =>
  Array.isArray(value) ? value.filter((item): item is number => typeof item === 'number') : [];
