import { type MessageEntity } from '../telegram-types';
import { dateTime, isDateFormat } from './date-time';

/**
 * Reads the target of `![x](...)`: `tg://emoji?id=` or `tg://time?unix=`.
 *
 * @returns `undefined` when it is neither.
 * @see https://github.com/tdlib/td/blob/master/td/telegram/LinkManager.cpp get_link_custom_emoji_id, get_link_formatted_date
 */
export function entityOfTarget(url: string): Omit<MessageEntity, 'offset' | 'length'> | undefined {
  const [, host, query = ''] = /^tg:(?:\/\/)?(emoji|time)\/?\?([^#]*)/i.exec(url) ?? [];
  const fields = query.split('&').map((pair) => pair.split(/=(.*)/s, 2));
  const valueOf = (name: string): string => fields.find(([key]) => key === name)?.[1] ?? '';
  if (host?.toLowerCase() === 'emoji') {
    const id = valueOf('id');
    return /^[1-9]\d{0,18}$/.test(id) ? { type: 'custom_emoji', custom_emoji_id: id } : undefined;
  }
  const [unixTime, format] = [valueOf('unix'), valueOf('format')];
  const isKnown = host !== undefined && /^[1-9]\d{0,9}$/.test(unixTime) && isDateFormat(format);
  return isKnown ? dateTime(Number(unixTime), format) : undefined;
}
