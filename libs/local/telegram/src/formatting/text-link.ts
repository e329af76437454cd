import { type MessageEntity } from '../telegram-types';
import { checkLink } from './checked-link';

/**
 * Makes a link of formatted words, or a mention when it leads to a person (`tg://user?id=1`). What Telegram takes for no
 * link stays plain text; it is no error.
 */
export function textLink(url: string): Pick<MessageEntity, 'type' | 'url' | 'user'> | undefined {
  const [, userId] = /^tg:(?:\/\/)?user\/?\?(?:[^#]*&)?id=(\d{1,15})(?:[&#]|$)/i.exec(url) ?? [];
  if (userId !== undefined) return { type: 'text_mention', user: { id: Number(userId) } };
  const link = checkLink(url);
  return 'url' in link ? { type: 'text_link', url: link.url } : undefined;
}
