import { type Html } from '@pulso/telegram-html';

import { helpText, notAllowedText, shortHelpText, startText } from './reply-texts';
import { type MessageRequest } from './user-request';

export type ReplyDecision =
  | { readonly type: 'say'; readonly text: Html; readonly outcome: 'answered' | 'refused' }
  | { readonly type: 'stay-silent' }
  | { readonly type: 'start-report' };

const staySilent: ReplyDecision = { type: 'stay-silent' };
const say = (text: Html): ReplyDecision => ({ type: 'say', text, outcome: 'answered' });

/**
 * Decides what a message to the bot gets.
 *
 * In groups the bot answers the commands that it has, and those that name it. To a mention or a reply without a command
 * it stays silent: people mention a bot when they talk about it, and answers to that are noise.
 *
 * @param adminUserIds - Who may ask for a report, in any chat.
 */
export function decideReply(request: MessageRequest, adminUserIds: ReadonlySet<number>): ReplyDecision {
  const { command, chatType, hasText } = request;
  const isPrivate = chatType === 'private';
  if (!command) return isPrivate && hasText ? say(shortHelpText) : staySilent;
  switch (command.name) {
    case 'start':
      return say(startText(request.firstName));
    case 'help':
      return say(helpText);
    case 'report':
      return adminUserIds.has(request.userId)
        ? { type: 'start-report' }
        : { type: 'say', text: notAllowedText, outcome: 'refused' };
    case 'unknown':
      return isPrivate || command.addressee === 'us' ? say(shortHelpText) : staySilent;
    default:
      return command.name satisfies never;
  }
}
