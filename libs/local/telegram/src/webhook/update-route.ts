import { type TelegramUpdate, asInteger, asObject } from '../telegram-types';

/** Where an update waits and how long. */
export interface UpdateRoute {
  readonly type: string;
  /** Updates of one queue go out one after the other, different queues side by side. */
  readonly queue: string;
  /** How long after its arrival the update is still pushed, ms. */
  readonly expiresAfterMs: number;
}

const secondMs = 1000;
const dayMs = 86_400 * secondMs;

const messageTypes = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'business_message',
  'edited_business_message',
];

/** Types that wait in a queue of the person who caused them, and how long they are worth pushing, ms. */
const personQueues: Readonly<Record<string, number>> = {
  callback_query: 150 * secondMs,
  inline_query: 30 * secondMs,
  chosen_inline_result: 600 * secondMs,
  shipping_query: 150 * secondMs,
  pre_checkout_query: 150 * secondMs,
  chat_member: dayMs,
  chat_join_request: dayMs,
};

/**
 * Decides in which queue an update waits and when it expires.
 *
 * Telegram counts the 24 hours of a message from its date. Here they count from the arrival on the local clock: it is
 * Telegram that dates messages, and a test's date may be anything.
 *
 * @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp add_update
 */
export function updateRoute(update: TelegramUpdate): UpdateRoute {
  const type = Object.keys(update).find((key) => key !== 'update_id') ?? 'unknown';
  const content = asObject(update[type]);
  const chatId = asInteger(asObject(content['chat'])['id']);
  const personId = asInteger(asObject(content['from'])['id']);

  const personExpiryMs = Object.hasOwn(personQueues, type) ? personQueues[type] : undefined;
  if (personExpiryMs !== undefined) {
    return { type, queue: queueOf(type, personId, update), expiresAfterMs: personExpiryMs };
  }
  const queueType = messageTypes.includes(type) ? 'message' : type;
  return { type, queue: queueOf(queueType, chatId ?? personId, update), expiresAfterMs: dayMs };
}

/** An update of no chat and no person has a queue of its own. */
const queueOf = (type: string, id: number | undefined, update: TelegramUpdate): string =>
  id === undefined ? `update ${update.update_id}` : `${type} ${id}`;
