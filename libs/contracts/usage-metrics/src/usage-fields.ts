import * as z from 'zod/mini';

/** How Logs Insights sees a field's values. */
export type FieldType = 'number' | 'string';

const number = <Schema extends z.ZodMiniType<number | undefined>>(schema: Schema) => ({
  type: 'number' as const,
  schema,
});
const string = <Schema extends z.ZodMiniType<string | undefined>>(schema: Schema) => ({
  type: 'string' as const,
  schema,
});

/** Insights keeps a JSON boolean as 1 or 0; writing the number leaves no room for `true` and `"true"`. */
const flag = z.literal([0, 1]);

/** 16 hexadecimal digits: the only trace of a person or chat. */
const code = z.string().check(z.regex(/^[0-9a-f]{16}$/));

const chatType = z.enum(['private', 'group', 'supergroup', 'channel']);

/** People who were first seen longer ago than this count as so old. */
export const maxUserAgeDays = 400;

/**
 * Every field that a usage record may have and a query may search, with its type and the values it can take. Every value
 * is bounded here, since every person who writes to the bot adds to the log that holds the records.
 */
export const usageFields = {
  /**
   * Tells usage records from the function's other lines: an unfiltered `count(*)` counts those too. A request is what the
   * bot answers; what people in a group say to each other, or about the bot, leaves no record.
   */
  event: string(z.literal('request')),
  schemaVersion: number(z.literal(1)),
  /** 1 in groups and supergroups, 0 everywhere else. */
  is_group: number(flag),
  /** 1 on the first request ever of the person who made it. */
  is_new_user: number(flag),
  /** `callback_query` for a pressed button of a command. A press of a button below a report leaves no record. */
  update_type: string(z.enum(['message', 'callback_query'])),
  /**
   * A command that the bot knows, by its name, also where a button of it is pressed or its question answered; any other as
   * `unknown`; absent when the text is no command.
   */
  command: string(z.optional(z.string().check(z.regex(/^[a-z0-9_]{1,32}$/)))),
  /** Absent where Telegram tells a kind of chat that it does not have today. */
  chat_type: string(z.optional(chatType)),
  /** What the person's app says it speaks, lower case; absent when it says nothing or nothing like a language. */
  language_code: string(z.optional(z.string().check(z.regex(/^[a-z]{2,3}(-[a-z0-9]{1,5})?$/)))),
  /**
   * Where a person comes from: the payload of the link that they started the bot with, lower case. One that could name a
   * person (five digits or more, or a part that is no word) or is longer is written as `other`. Absent on every other
   * request.
   */
  source: string(z.optional(z.string().check(z.regex(/^[a-z0-9_-]{1,32}$/)))),
  /**
   * The person's alias: by chance, kept until they ask to be forgotten, and another one after that. All who ask for it
   * while the bot knows nothing of them have the same.
   */
  user: string(code),
  /** UTC days since that of the person's first request; 0 on the first day. Absent where that is not known. */
  user_age_days: number(z.optional(z.int().check(z.gte(0), z.lte(maxUserAgeDays)))),
  /**
   * How many people the bot knows at this request: those whom it has ever met, less those who were forgotten. One who was
   * forgotten and comes again is met again. Absent in records of programs that do not count them.
   */
  people_in_all: number(z.optional(z.int().check(z.gte(0)))),
  /** The chat's pseudonym, a keyed HMAC-SHA-256 of its id; in a private chat the person's alias. */
  chat: string(z.optional(code)),
  /** The chat, where it is a group or supergroup: distinct ones are the groups that used the bot. Absent elsewhere. */
  group: string(z.optional(code)),
  /**
   * - `answered`: the person got what was asked for;
   * - `not-understood`: plain words in a private chat, a command that the bot does not have, or what is no text, and it
   *   said so;
   * - `refused`: the person may not do that, as it is for owners only;
   * - `unreachable`: the person has blocked the bot meanwhile, or the chat takes no message from it;
   * - `reply-failed`: the bot could not have its reply taken; `reply-unknown`: it is not known whether it arrived;
   * - `failed`: the request could not be carried out.
   */
  outcome: string(
    z.enum(['answered', 'not-understood', 'refused', 'unreachable', 'reply-failed', 'reply-unknown', 'failed']),
  ),
  /** 1 where a person answers what a command has asked; `command` is that command. Absent elsewhere. */
  is_step: number(z.optional(flag)),
  update_id: number(z.int()),
} as const;

/**
 * Every field of a membership record: the bot was added or removed, stopped or started again. It is no request, so it has
 * none of the flags by which requests are counted.
 *
 * A group that becomes a supergroup has joined once more: Telegram tells the bot that it is in the new chat, and not that
 * it has left the old one; when such a group is deleted, it has left both. So those that joined less those that left are
 * not the chats in which the bot is.
 *
 * @see https://core.telegram.org/bots/api#chatmemberupdated
 * @see https://github.com/tdlib/telegram-bot-api/issues/266
 */
export const membershipFields = {
  event: string(z.literal('membership')),
  schemaVersion: number(z.literal(1)),
  /** `joined` and `left`: a group or channel; `blocked` and `unblocked`: a private chat. */
  change: string(z.enum(['joined', 'left', 'blocked', 'unblocked'])),
  chat_type: string(chatType),
  /** The chat's pseudonym. Absent of a private chat: it would be the person's, who may ask to be forgotten. */
  chat: string(z.optional(code)),
  update_id: number(z.int()),
} as const;

/**
 * What CloudWatch extracts from a usage record: the metrics with their units, and the dimension sets.
 *
 * Every combination of dimension values is a metric of its own and is billed, so there are two sets with one combination
 * each. Everything else that a question needs is a searchable field, which costs nothing extra.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const usageMetrics = {
  dimensionSets: [[], ['update_type']],
  metrics: {
    /** Always 1: its sum is the number of requests. */
    Requests: 'Count',
    /**
     * From the moment at which the function began to handle the update to the end: of several deliveries the last one. A
     * cold start and the time between deliveries are not in it, so that a person may have waited longer.
     */
    HandlerDuration: 'Milliseconds',
  },
} as const satisfies {
  readonly dimensionSets: readonly (readonly (keyof typeof usageFields)[])[];
  readonly metrics: Readonly<Record<string, 'Count' | 'Milliseconds'>>;
};

/** Every name that a query may use, with the type of its values: the fields and the metrics. */
export const searchableFields: Readonly<Record<string, FieldType>> = {
  ...Object.fromEntries(
    Object.entries({ ...membershipFields, ...usageFields }).map(([name, { type }]) => [name, type]),
  ),
  ...Object.fromEntries(Object.keys(usageMetrics.metrics).map((name) => [name, 'number' as const])),
};
