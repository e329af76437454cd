import { type JsonObject, asInteger, asObject, asString } from './telegram-types';

/** Fields of a message that hold what it is; those that come together with a more general one stand before it. */
const contentFields = [
  ...'animation photo sticker video video_note voice audio document story contact dice game poll venue'.split(' '),
  ...'location invoice new_chat_members left_chat_member new_chat_title new_chat_photo delete_chat_photo'.split(' '),
  ...'group_chat_created supergroup_chat_created channel_chat_created pinned_message successful_payment'.split(' '),
];

/**
 * Describes a message without text in words, for people who cannot see it.
 *
 * @returns undefined for a message with text, and for an unknown kind.
 * @see https://core.telegram.org/bots/api#message
 */
export function contentInWords(message: JsonObject): string | undefined {
  const { migrate_to_chat_id: to, migrate_from_chat_id: from } = message;
  if (asInteger(to) !== undefined) return `moved to the supergroup ${asInteger(to)}`;
  if (asInteger(from) !== undefined) return `moved here from the group ${asInteger(from)}`;
  const topic = asString(asObject(message['forum_topic_created'])['name']);
  if (topic !== undefined) return `topic ${topic} created`;
  return contentFields.find((field) => message[field] !== undefined)?.replaceAll('_', ' ');
}
