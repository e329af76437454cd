import { type MessageEntity } from '../telegram-types';

/** @see https://core.telegram.org/bots/api#date-time-entity-formatting */
export const isDateFormat = (format: string): boolean => /^([rR]|[tTdDwW]*)$/.test(format);

/** @param unixTime - Epoch seconds. */
export const dateTime = (unixTime: number, format: string): Omit<MessageEntity, 'offset' | 'length'> => ({
  type: 'date_time',
  unix_time: unixTime,
  ...(format !== '' && { date_time_format: format }),
});
