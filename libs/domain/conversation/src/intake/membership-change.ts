import { type MembershipRecord } from '@pulso/contracts/usage-metrics';

import { type ChatType, chatTypeOf } from '../user-request';
import { languageCodeOf } from './language-code';
import { type ChatMember, type MembershipUpdate } from './read-update';

/** The bot was added somewhere or removed, stopped by a person or started again. */
export interface MembershipChange {
  readonly updateId: number;
  readonly change: MembershipRecord['change'];
  readonly chatType: ChatType;
  readonly chatId: number;
  /** Of who did it. */
  readonly languageCode: string | undefined;
}

/**
 * Tells what an update about the bot's own membership means.
 *
 * @returns undefined where the bot stays what it was: it got or lost rights.
 */
export function membershipChangeOf(
  updateId: number,
  { chat, from, old_chat_member: before, new_chat_member: after }: MembershipUpdate,
): MembershipChange | undefined {
  const chatType = chatTypeOf(chat.type);
  if (!chatType || isIn(before) === isIn(after)) return undefined;
  const [came, went] = chatType === 'private' ? (['unblocked', 'blocked'] as const) : (['joined', 'left'] as const);
  return {
    updateId,
    change: isIn(after) ? came : went,
    chatType,
    chatId: chat.id,
    languageCode: languageCodeOf(from.language_code),
  };
}

/** A restricted member may have left; the others are in or out by their status. A person who stops a bot kicks it. */
const isIn = ({ status, is_member: isMember }: ChatMember): boolean =>
  status === 'restricted' ? isMember === true : ['creator', 'administrator', 'member'].includes(status);
