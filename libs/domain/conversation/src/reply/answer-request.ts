import { errorFields } from '@pulso/kit/runtime';
import { type Html, html, joinHtml } from '@pulso/kit/telegram';
import { botTextsOf, languageOf, otherLanguageNote } from '@pulso/kit/texts';

import { answerAsk, isAskButton, pressAsk } from '../ask/answer-ask';
import { answerOwnCommand } from '../commands/answer-own-command';
import { endQuestion, findNothing, readStates } from '../commands/change-kept';
import { isBuiltIn } from '../commands/command-list';
import { type FoundStates } from '../commands/kept-states';
import { type OwnCall } from '../commands/own-command';
import { type CallbackRequest, type MessageRequest, type UserRequest, unknownCommand } from '../intake/user-request';
import { type AnswerResult, type Outcome } from '../ports';
import { answerReportCommand } from '../report/answer-report-command';
import { pressButton } from '../report/press-button';
import { argumentOfStart } from '../report/report-command';
import { type RequestContext, type WebhookDeps } from '../webhook-deps';
import { displayName, forgottenReply, helpReply, privacyReply, startReply } from './compose-reply';
import { reply } from './send-messages';

/**
 * Answers a request: with a command's answer, or with one placeholder, one run and one line where it was asked.
 *
 * @throws An unforeseen failure, after which it is not known whether something was sent.
 */
export const answerRequest = (
  request: UserRequest,
  context: RequestContext,
  deps: WebhookDeps,
): Promise<AnswerResult> =>
  request.updateType === 'message' ? answerMessage(request, context, deps) : answerButton(request, context, deps);

async function answerButton(
  request: CallbackRequest,
  context: RequestContext,
  deps: WebhookDeps,
): Promise<AnswerResult> {
  const { ownPress, chatId, data } = request;
  if (isAskButton(data)) return pressAsk({ ...request, data }, context, deps);
  const command = ownPress && deps.commands.own(ownPress.command);
  if (!command || chatId === undefined) return pressButton(request, context, deps);
  const mayChange = command.retentionDays !== undefined || command.takesAnswers;
  const found = mayChange ? await readStates(context, deps) : findNothing(context, deps);
  const call: OwnCall = { name: ownPress.command, command, input: { type: 'press', data: ownPress.data } };
  const pressed = await answerOwnCommand(call, { ...request, chatId }, context, found, deps);
  // A press does not answer a question.
  return pressed === 'not-asked' ? { type: 'settled', outcome: 'failed' } : pressed;
}

/** Answers in the language of the person who asks. In groups no person is named. */
async function answerMessage(
  request: MessageRequest,
  context: RequestContext,
  deps: WebhookDeps,
): Promise<AnswerResult> {
  const { command, text, languageCode } = request;
  const { commands, logRetentionDays: logDays } = deps;
  const texts = botTextsOf(languageCode);
  if (request.isEdited) return say(texts.editedCommand, 'not-understood');
  const found = await statesFor(request, context, deps);
  // undefined if the command was removed.
  const asking = found.question && commands.own(found.question.command);
  const isAsked = asking?.takesAnswers === true;
  if (!command) {
    if (text === undefined) return say(texts.textOnly, 'not-understood');
    if (!found.question || !isAsked) return say(texts.notUnderstood, 'not-understood');
    const { command: name } = found.question;
    const call: OwnCall = { name, command: asking, input: { type: 'answer', text } };
    const result = await answerOwnCommand(call, request, context, found, deps);
    if (result === 'not-asked') return say(texts.notUnderstood, 'not-understood');
    return result.type === 'settled' ? { ...result, askedBy: name } : result;
  }

  const { name, argument } = command;
  const own = name === unknownCommand ? undefined : commands.own(name);
  if (own) {
    const call: OwnCall = { name, command: own, input: { type: 'command', argument } };
    const result = await answerOwnCommand(call, request, context, found, deps);
    return result === 'not-asked' ? { type: 'settled', outcome: 'failed' } : result;
  }
  const isOwner = deps.adminUserIds.has(request.userId);
  // It ends the question in its own write: an update changes the kept state once.
  if (name === 'ask' && isOwner) return answerAsk(request, context, found, deps);
  await endQuestion(found, name === 'cancel', context, deps);
  if (!isBuiltIn(name)) return say(texts.notUnderstood, 'not-understood');

  const isPrivate = request.chatType === 'private';
  const listed = commands.listed(isPrivate ? 'private' : 'groups', isOwner, languageOf(languageCode));
  switch (name) {
    case 'start':
      // By the button for an owner whom the bot could not write to.
      if (isOwner && isPrivate && argumentOfStart(argument) !== undefined)
        return answerReportCommand(request, context, deps);
      return say(startReply(texts, listed, isPrivate ? displayName(request.firstName) : undefined));
    case 'cancel':
      return say(isAsked ? texts.cancelled : texts.nothingToCancel);
    case 'help':
      return say(helpReply(texts, listed));
    case 'privacy':
      return say(privacyReply(texts, logDays, commands.retentionDays, isOwner));
    case 'forget':
      return say(forgottenReply(texts, logDays, isOwner, context.person === 'known'));
    case 'report':
      return isOwner ? answerReportCommand(request, context, deps) : say(texts.report.ownersOnly, 'refused');
    case 'ask':
      return say(texts.report.ownersOnly, 'refused');
    default:
      return name satisfies never;
  }

  function say(what: Html | string, outcome?: Outcome): Promise<AnswerResult> {
    const text = typeof what === 'string' ? html`${what}` : what;
    const getsNote = context.person === 'new' && request.chatType === 'private' && isForeign(languageCode);
    const parts = getsNote ? [text, html`${otherLanguageNote}`] : [text];
    return reply(request, [{ text: joinHtml(parts, '\n\n') }], context, deps, outcome);
  }
}

const isForeign = (tag = 'en'): boolean => languageOf(tag) === 'en' && !/^en\b/.test(tag);

/**
 * Reads the person's kept state if the request may need it: it may be an answer, end a question, or go to a command
 * with state. A forgotten person has no state.
 *
 * A command that only ends a question is answered even if the read fails: then the question waits on.
 *
 * @throws The store fails, and the answer depends on it.
 */
async function statesFor(
  { command, chatType, updateId }: MessageRequest,
  context: RequestContext,
  deps: WebhookDeps,
): Promise<FoundStates> {
  const { commands, log } = deps;
  const mayBeAsked = commands.takesAnswers && chatType === 'private';
  const own = command && commands.own(command.name);
  const keepsState = own?.retentionDays !== undefined;
  if (command?.name === 'forget' || !(mayBeAsked || keepsState)) return findNothing(context, deps);
  const dependsOnIt = !command || command.name === 'cancel' || keepsState || own?.takesAnswers;
  if (dependsOnIt) return readStates(context, deps);
  return readStates(context, deps).catch((error: unknown) => {
    log.warn('question-not-ended', { updateId, ...errorFields(error) });
    return findNothing(context, deps);
  });
}
