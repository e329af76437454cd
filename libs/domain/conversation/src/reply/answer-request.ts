import { errorFields } from '@pulso/kit/runtime';
import { type Html, html } from '@pulso/kit/telegram';
import { botTextsOf, languageOf } from '@pulso/kit/texts';

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
 * Gives a person what they asked for: what a command answers; or one placeholder, one run, and one line where they asked.
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
  // A press is no answer to a question.
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
  const found = await statesFor(request, context, deps);
  // Unless the bot does not have the command any more.
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
  // It ends the question with what it keeps itself: an update changes what is kept once.
  if (name === 'ask' && isOwner) return answerAsk(request, context, found, deps);
  await endQuestion(found, name === 'cancel', context, deps);
  if (!isBuiltIn(name)) return say(texts.notUnderstood, 'not-understood');

  const isPrivate = request.chatType === 'private';
  const listed = commands.listed(isPrivate ? 'private' : 'groups', isOwner, languageOf(languageCode));
  switch (name) {
    case 'start':
      // By the button that an owner gets to whom the bot could not write.
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
      return say(forgottenReply(texts, logDays, isOwner));
    case 'report':
      return isOwner ? answerReportCommand(request, context, deps) : say(texts.report.ownersOnly, 'refused');
    case 'ask':
      return say(texts.report.ownersOnly, 'refused');
    default:
      return name satisfies never;
  }

  function say(what: Html | string, outcome?: Outcome): Promise<AnswerResult> {
    const message = { text: typeof what === 'string' ? html`${what}` : what };
    return reply(request, [message], context, deps, outcome);
  }
}

/**
 * Reads what is kept of the person where the request may have to do with it: it may be an answer, or end a question; or it
 * is for a command that keeps something. A person who is forgotten has nothing kept any more.
 *
 * A command that only ends a question is answered also where that can't be read: then the question waits on.
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
