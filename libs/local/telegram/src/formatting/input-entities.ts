import { type BotApiError, badRequest } from '../bot-api-error';
import { type JsonObject, type MessageEntity, isJsonObject } from '../telegram-types';
import { checkLink } from './checked-link';
import { cleanPlainText } from './clean-text';
import { dateTime, isDateFormat } from './date-time';
import { optionalText, requiredInteger, requiredText } from './json-fields';
import { type FormattedText } from './parse-html';
import { sortEntities } from './sort-entities';
import { textLink } from './text-link';

const plain = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'code',
  'blockquote',
  'expandable_blockquote',
];

/** Types that Telegram finds by itself: it skips them where they are given. */
const found = ['mention', 'hashtag', 'cashtag', 'bot_command', 'url', 'email', 'phone_number', 'bank_card_number'];

/** The last offset and length that are looked at at all. */
const maxOffset = 1_000_000;

/**
 * Reads formatting that is given as a list of entities. What is no JSON list counts as none, as in Telegram.
 *
 * @param json - The parameter `entities` or `caption_entities`.
 * @throws {BotApiError} 400.
 * @see https://core.telegram.org/bots/api#messageentity
 */
export function inputEntities(text: string, json: string): FormattedText {
  const given = parseList(json).flatMap((entry) => readEntity(entry) ?? []);
  const entities = sortEntities(given.filter(({ length }) => length !== 0));
  for (const entity of entities) checkRange(text, entity);
  return { text, entities };
}

function parseList(json: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(json);
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

function readEntity(entry: unknown): MessageEntity | undefined {
  if (!isJsonObject(entry)) throw cannotParse('expected an Object');
  const range = { offset: integerField(entry, 'offset'), length: integerField(entry, 'length') };
  const type = field(entry, 'type');
  if (type === '') throw cannotParse('Type is not specified');
  if (found.includes(type)) return undefined;
  if (plain.includes(type)) return { type, ...range };
  switch (type) {
    case 'pre': {
      const language = cleanPlainText(optionalText(entry, 'language', cannotParse));
      return { type, ...range, ...(language !== '' && { language }) };
    }
    case 'text_link':
      return { ...range, ...linkOf(cleanPlainText(field(entry, 'url'))) };
    case 'custom_emoji':
      requiredInteger(entry, 'custom_emoji_id', { bits: 64, refuse: cannotParse });
      return { type, ...range, custom_emoji_id: field(entry, 'custom_emoji_id') };
    case 'text_mention': {
      const user = entry['user'];
      if (user === undefined) throw cannotParse('Can\'t find field "user"');
      if (!isJsonObject(user)) throw cannotParse('Field "user" must be of type Object');
      return { type, ...range, user: { id: requiredInteger(user, 'id', { bits: 64, refuse: cannotParse }) } };
    }
    case 'date_time': {
      const unixTime = integerField(entry, 'unix_time');
      const format = optionalText(entry, 'date_time_format', cannotParse);
      if (!isDateFormat(format)) throw cannotParse('Invalid date-time format specified');
      if (unixTime <= 0) throw badRequest('Invalid date specified');
      return { ...range, ...dateTime(unixTime, format) };
    }
    default:
      throw cannotParse('Unsupported type specified');
  }
}

function checkRange(text: string, { offset, length }: MessageEntity): void {
  if (offset < 0 || offset > maxOffset) throw badRequest(`Receive an entity with incorrect offset ${offset}`);
  if (length < 0 || length > maxOffset) throw badRequest(`Receive an entity with incorrect length ${length}`);
  const end = offset + length;
  if (offset > text.length) {
    throw badRequest(`Entity begins after the end of the text at UTF-16 offset ${offset}`);
  }
  if (end > text.length) {
    throw badRequest(
      `Entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`,
    );
  }
  if (isInsidePair(text, offset)) {
    throw badRequest(`Entity begins in a middle of a UTF-16 symbol at byte offset ${bytesAfterPair(text, offset)}`);
  }
  if (isInsidePair(text, end)) {
    throw badRequest(
      `Entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${bytesAfterPair(text, end)}`,
    );
  }
}

const isInsidePair = (text: string, at: number): boolean => /[\ud800-\udbff]/.test(text.charAt(at - 1));

const bytesAfterPair = (text: string, at: number): number => Buffer.byteLength(text.slice(0, at + 1), 'utf8');

/** An invalid link is refused here; in markup it becomes plain text. */
function linkOf(url: string): Pick<MessageEntity, 'type' | 'url' | 'user'> {
  const link = textLink(url);
  if (link) return link;
  const checked = checkLink(url);
  throw badRequest(`Entity URL '${url}' is invalid: ${'problem' in checked ? checked.problem : ''}`);
}

function integerField(entry: JsonObject, name: string): number {
  return requiredInteger(entry, name, { bits: 32, refuse: cannotParse });
}

const field = (entry: JsonObject, name: string): string => requiredText(entry, name, cannotParse);

const cannotParse = (problem: string): BotApiError => badRequest(`Can't parse MessageEntity: ${problem}`);
