import { errorFields } from '@pulso/kit/runtime';
import { type Html, html } from '@pulso/kit/telegram';
import { botTextsOf } from '@pulso/kit/texts';

import { type AskDeps, answerAsk, isAskButton, pressAsk } from '../ask/answer-ask';
import { type Replies } from '../ports';
import { type AnswerResult, type Outcome } from '../reply/answer-result';
import { sendMessages } from '../reply/send-messages';
import { settleFailure } from '../reply/settle-failure';
import { type ReportCommandDeps, answerReportCommand } from '../report/answer-report-command';
import { pressButton } from '../report/press-button';
import { type FoundStates } from '../states/kept-states';
import { endQuestion, findNothing, readStates } from '../states/take-turn';
import { type MessageRequest, type RequestContext, type UserRequest } from '../user-request';
import { type OwnAnswerDeps, answerOwnCommand } from './answer-own-command';
import { type CommandList } from './command-list';
import { forgottenReply } from './compose-reply';
import { type ReplySettings, decideReply } from './decide-reply';

export interface AnswerDeps extends ReportCommandDeps, ReplySettings, OwnAnswerDeps, AskDeps {
  readonly commands: CommandList;
}

/**
 * Gives a person what they asked for: what a command answers; or one placeholder, one run, and one line where they asked.
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
  const { ownPress, chatId, data } = request;
  if (isAskButton(data)) return pressAsk({ ...request, data }, context, replies, deps);
  const command = ownPress && deps.commands.own(ownPress.command);
  if (!command || chatId === undefined) return pressButton(request, context, replies, deps);
  const mayChange = command.keepsState || command.takesAnswers;
  const found = mayChange ? await readStates(context, deps) : findNothing(context, deps);
  const input = { type: 'press' as const, data: ownPress.data };
  const named = { name: ownPress.command, command };
  const pressed = await answerOwnCommand(named, input, { ...request, chatId }, context, found, replies, deps);
  // A press is no answer to a question.
  return pressed === 'not-asked' ? { type: 'settled', outcome: 'failed' } : pressed;
}

async function answerMessage(
  request: MessageRequest,
  context: RequestContext,
  replies: Replies,
  deps: AnswerDeps,
): Promise<AnswerResult> {
  const { commands } = deps;
  const found = await statesFor(request, context, deps);
  const decision = decideReply(request, askingCommand(found, commands), deps);
  if (decision.type === 'own-command') {
    const { name, input } = decision;
    const command = commands.own(name);
    if (!command) return { type: 'settled', outcome: 'failed' };
    const result = await answerOwnCommand({ name, command }, input, request, context, found, replies, deps);
    if (result === 'not-asked') return say(html`${botTextsOf(request.languageCode).notUnderstood}`, 'not-understood');
    return result.type === 'settled' && input.type === 'answer' ? { ...result, askedBy: name } : result;
  }
  // `/ask` ends it with what it keeps itself: an update changes what is kept once.
  if (request.command && decision.type !== 'ask')
    await endQuestion(found, request.command.name === 'cancel', context, deps);
  switch (decision.type) {
    case 'start-report':
      return answerReportCommand(request, context, replies, deps);
    case 'ask':
      return answerAsk(request, context, found, replies, deps);
    case 'say':
      return say(decision.text, decision.outcome);
    case 'forget': {
      const about = { logDays: deps.logRetentionDays, isOwner: deps.adminUserIds.has(request.userId) };
      return say(forgottenReply(botTextsOf(request.languageCode), about));
    }
    default:
      return decision satisfies never;
  }

  async function say(text: Html, outcome: Outcome = 'answered'): Promise<AnswerResult> {
    const failure = await sendMessages(request, [{ text }], context, replies);
    return failure ? settleFailure(failure, request.updateId, deps.log) : { type: 'settled', outcome };
  }
}

/** @returns The command that waits for an answer, unless the bot does not have it any more. */
const askingCommand = ({ question }: FoundStates, commands: CommandList): string | undefined =>
  question && commands.own(question.command)?.takesAnswers ? question.command : undefined;

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
  deps: AnswerDeps,
): Promise<FoundStates> {
  const { commands, log } = deps;
  const mayBeAsked = commands.takesAnswers && chatType === 'private';
  const own = command && commands.own(command.name);
  if (command?.name === 'forget' || !(mayBeAsked || own?.keepsState)) return findNothing(context, deps);
  const dependsOnIt = !command || command.name === 'cancel' || own?.keepsState || own?.takesAnswers;
  if (dependsOnIt) return readStates(context, deps);
  return readStates(context, deps).catch((error: unknown) => {
    log.warn('question-not-ended', { updateId, ...errorFields(error) });
    return findNothing(context, deps);
  });
}
