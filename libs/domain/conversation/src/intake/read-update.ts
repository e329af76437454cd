import { tolerant } from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

import { type DecodeBase64 } from '../ports';
import { type WebhookCall } from './webhook-call';

const id = z.int();

/**
 * Epoch seconds of this century. Telegram sends 32-bit dates; anything else can't be the time of a message, and a report
 * over the day before it would be refused only after its placeholder was posted.
 */
const dateSeconds = z.int().check(z.gte(946_684_800), z.lt(2 ** 32));

const userSchema = z.object({
  id,
  is_bot: tolerant(z.boolean()),
  first_name: tolerant(z.string()),
  language_code: tolerant(z.string()),
});

const chatSchema = z.object({ id, type: z.string(), is_direct_messages: tolerant(z.boolean()) });

/** Loose, because the mere presence of some fields makes a message a service message. */
const messageSchema = z.looseObject({
  message_id: id,
  date: tolerant(dateSeconds),
  edit_date: tolerant(dateSeconds),
  chat: chatSchema,
  from: z.nullish(userSchema),
  sender_chat: z.optional(z.unknown()),
  text: tolerant(z.string()),
  caption: tolerant(z.string()),
  message_thread_id: tolerant(id),
  is_topic_message: tolerant(z.boolean()),
  media_group_id: tolerant(z.string().check(z.minLength(1), z.maxLength(64))),
});

const callbackQuerySchema = z.object({
  id: z.string().check(z.minLength(1)),
  from: userSchema,
  /** What the button carries, as the person's app says; absent where the button starts a game. */
  data: tolerant(z.string()),
  /** Absent below inline messages; old messages come with little more than their chat. */
  message: z.nullish(
    z.object({
      message_id: id,
      chat: chatSchema,
      message_thread_id: tolerant(id),
      is_topic_message: tolerant(z.boolean()),
    }),
  ),
});

/** @see https://core.telegram.org/bots/api#chatmember */
const chatMemberSchema = z.object({ status: z.string(), is_member: tolerant(z.boolean()) });

/** @see https://core.telegram.org/bots/api#chatmemberupdated */
const membershipSchema = z.object({
  chat: chatSchema,
  from: userSchema,
  old_chat_member: chatMemberSchema,
  new_chat_member: chatMemberSchema,
});

const updateSchema = z.looseObject({
  update_id: id,
  message: z.nullish(messageSchema),
  callback_query: z.nullish(callbackQuerySchema),
  /** No person waits for an answer to these. */
  edited_message: tolerant(messageSchema),
  my_chat_member: tolerant(membershipSchema),
});

/**
 * An update as far as the bot needs it. Unknown kinds of update and unknown fields are part of it, unchecked. `null`
 * counts as absent: Telegram leaves fields out, but a proxy may not.
 *
 * @see https://core.telegram.org/bots/api#update
 */
export type Update = z.infer<typeof updateSchema>;
export type Message = z.infer<typeof messageSchema>;
export type CallbackQuery = z.infer<typeof callbackQuerySchema>;
export type ChatMember = z.infer<typeof chatMemberSchema>;
export type MembershipUpdate = z.infer<typeof membershipSchema>;
export type User = z.infer<typeof userSchema>;

/** An update has a few kilobytes; a larger body than this does not come from a chat. Bytes, after decoding. */
export const maxBodyBytes = 256 * 1024;

export type ReadUpdate =
  | { readonly type: 'update'; readonly update: Update }
  /** Not an update, now or ever. `problem` names places, never values. */
  | { readonly type: 'malformed'; readonly problem: string };

/** Reads the body of a webhook call, which may be anything, also hostile. */
export function readUpdate({ headers, body = '', isBase64Encoded }: WebhookCall, decode: DecodeBase64): ReadUpdate {
  const isJson = /^application\/json\b/i.test(headers['content-type'] ?? 'application/json');
  if (!isJson) return { type: 'malformed', problem: 'not JSON by its content type' };
  const byteCount = isBase64Encoded ? decodedByteCount(body) : new TextEncoder().encode(body).byteLength;
  if (byteCount > maxBodyBytes) return { type: 'malformed', problem: 'too large' };
  let value: unknown;
  try {
    value = JSON.parse(isBase64Encoded ? decode(body) : body);
  } catch {
    return { type: 'malformed', problem: 'not valid JSON' };
  }
  const result = z.safeParse(updateSchema, value);
  if (result.success) return { type: 'update', update: result.data };
  const places = result.error.issues.slice(0, 5).map(({ path }) => path.join('.') || 'update');
  return { type: 'malformed', problem: `wrong shape at ${places.join(', ')}` };
}

/** At most two characters are padding. `/=+$/` would take quadratic time on many `=`. */
const decodedByteCount = (base64: string): number => Math.floor((base64.replace(/={1,2}$/, '').length * 3) / 4);
