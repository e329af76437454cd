import { type Html, html } from '@pulso/kit/telegram';
import { botTextsOf, languageOf } from '@pulso/kit/texts';

import { chatReports } from '../chat-reports';
import { argumentOfStart } from '../report/start-payload';
import { type MessageRequest, unknownCommand } from '../user-request';
import { type CommandList, isBuiltIn } from './command-list';
import { helpReply, privacyReply, startReply } from './compose-reply';
import { displayName } from './display-name';
import { type OwnInput } from './own-command';

/** What a request comes to that is answered with words alone. */
type SaidOutcome = 'answered' | 'not-understood' | 'refused';

export type ReplyDecision =
  | { readonly type: 'say'; readonly text: Html; readonly outcome: SaidOutcome }
  | { readonly type: 'start-report' | 'ask' }
  | { readonly type: 'forget' }
  | { readonly type: 'own-command'; readonly name: string; readonly input: OwnInput };

export interface ReplySettings {
  /** Who may ask for a report, in any chat. */
  readonly adminUserIds: ReadonlySet<number>;
  /** How long usage records are kept. */
  readonly logRetentionDays: number;
  readonly commands: CommandList;
}

const say = (text: Html, outcome: SaidOutcome = 'answered'): ReplyDecision => ({ type: 'say', text, outcome });

/**
 * Decides what a message that the bot answers gets, in the language of the person who asks. It names no person in groups.
 *
 * @param askedBy - The command that waits for the person's next text.
 */
export function decideReply(
  request: MessageRequest,
  askedBy: string | undefined,
  settings: ReplySettings,
): ReplyDecision {
  const { command, chatType, text, languageCode } = request;
  const isPrivate = chatType === 'private';
  const texts = botTextsOf(languageCode);
  if (!command && askedBy !== undefined && text !== undefined)
    return { type: 'own-command', name: askedBy, input: { type: 'answer', text } };
  if (!command) return say(html`${text === undefined ? texts.textOnly : texts.notUnderstood}`, 'not-understood');
  const { name, argument } = command;
  if (name === unknownCommand) return say(html`${texts.notUnderstood}`, 'not-understood');
  if (!isBuiltIn(name)) return { type: 'own-command', name, input: { type: 'command', argument } };

  const isAdmin = settings.adminUserIds.has(request.userId);
  const commands = settings.commands.listed(isPrivate ? 'private' : 'groups', isAdmin, languageOf(languageCode));
  switch (name) {
    case 'start':
      // By the button that an owner gets to whom the bot could not write.
      if (isAdmin && isPrivate && argumentOfStart(argument, chatReports) !== undefined) return { type: 'start-report' };
      return say(startReply(texts, commands, isPrivate ? displayName(request.firstName) : undefined));
    case 'cancel':
      return say(html`${askedBy === undefined ? texts.nothingToCancel : texts.cancelled}`);
    case 'help':
      return say(helpReply(texts, commands));
    case 'privacy':
      return say(
        privacyReply(texts, {
          logDays: settings.logRetentionDays,
          commandDays: settings.commands.keptDays,
          isOwner: isAdmin,
        }),
      );
    case 'forget':
      return { type: 'forget' };
    case 'ask':
      return isAdmin ? { type: 'ask' } : say(html`${texts.report.ownersOnly}`, 'refused');
    case 'report':
      return isAdmin ? { type: 'start-report' } : say(html`${texts.report.ownersOnly}`, 'refused');
    default:
      return name satisfies never;
  }
}
