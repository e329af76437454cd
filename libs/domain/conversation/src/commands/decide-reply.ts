import { type Html, html } from '@pulso/kit/telegram-html';
import { botTextsOf, languageOf } from '@pulso/kit/texts';

import { chatReports } from '../chat-reports';
import { argumentOfStart } from '../report/start-payload';
import { type MessageRequest } from '../user-request';
import { isBuiltIn, listCommands } from './commands';
import { helpReply, privacyReply, startReply } from './compose-reply';
import { displayName } from './display-name';

export type ReplyDecision =
  | { readonly type: 'say'; readonly text: Html; readonly outcome: 'answered' | 'refused' }
  | { readonly type: 'stay-silent' }
  | { readonly type: 'start-report' }
  | { readonly type: 'forget' }
  | { readonly type: 'own-command'; readonly name: string; readonly argument: string };

export interface ReplySettings {
  /** Who may ask for a report, in any chat. */
  readonly adminUserIds: ReadonlySet<number>;
  /** How long usage records are kept. */
  readonly logRetentionDays: number;
}

const staySilent: ReplyDecision = { type: 'stay-silent' };
const say = (text: Html): ReplyDecision => ({ type: 'say', text, outcome: 'answered' });

/**
 * Decides what a message to the bot gets, in the language of the person who asks.
 *
 * In groups the bot answers the commands that it has, and those that name it. To a mention or a reply without a command
 * it stays silent: people mention a bot when they talk about it, and answers to that are noise. It names no person there.
 */
export function decideReply(request: MessageRequest, settings: ReplySettings): ReplyDecision {
  const { command, chatType, hasText, languageCode } = request;
  const isPrivate = chatType === 'private';
  const texts = botTextsOf(languageCode);
  if (!command) return isPrivate ? say(html`${hasText ? texts.notUnderstood : texts.textOnly}`) : staySilent;
  const { name, addressee, argument } = command;
  if (name === 'unknown') return isPrivate || addressee === 'us' ? say(html`${texts.notUnderstood}`) : staySilent;
  if (!isBuiltIn(name)) return { type: 'own-command', name, argument };

  const isAdmin = settings.adminUserIds.has(request.userId);
  const commands = listCommands(isPrivate ? 'private' : 'groups', isAdmin, languageOf(languageCode));
  switch (name) {
    case 'start':
      // By the button that an owner gets to whom the bot could not write.
      if (isAdmin && isPrivate && argumentOfStart(argument, chatReports) !== undefined) return { type: 'start-report' };
      return say(startReply(texts, commands, isPrivate ? displayName(request.firstName) : undefined));
    case 'help':
      return say(helpReply(texts, commands));
    case 'privacy':
      return say(privacyReply(texts, { logDays: settings.logRetentionDays, isOwner: isAdmin }));
    case 'forget':
      return { type: 'forget' };
    case 'report':
      return isAdmin
        ? { type: 'start-report' }
        : { type: 'say', text: html`${texts.report.ownersOnly}`, outcome: 'refused' };
    default:
      return name satisfies never;
  }
}
