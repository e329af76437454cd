import * as z from 'zod/mini';

/** The type of a field's values in Logs Insights. */
export type FieldType = 'number' | 'string';

const number = <Schema extends z.ZodMiniType<number | undefined>>(schema: Schema) => ({
  type: 'number' as const,
  schema,
});
const string = <Schema extends z.ZodMiniType<string | undefined>>(schema: Schema) => ({
  type: 'string' as const,
  schema,
});

/** Insights keeps a JSON boolean as 1 or 0; a number avoids confusion with `"true"`. */
const flag = z.literal([0, 1]);

/** 16 hexadecimal digits: the only trace of a person or chat. */
const code = z.string().check(z.regex(/^[0-9a-f]{16}$/));

const chatType = z.enum(['private', 'group', 'supergroup', 'channel']);

/** The maximum age: people first seen earlier have this age. */
export const maxUserAgeDays = 400;

/**
 * Every field that a usage record may have and a query may search, with its type and values. All values are bounded,
 * since every person who writes to the bot adds to the log.
 */
export const usageFields = {
  /**
   * Distinguishes usage records from the function's other lines, which an unfiltered `count(*)` counts, too. A request is
   * an update that the bot answers; talk in a group, even about the bot, leaves no record.
   */
  event: string(z.literal('request')),
  schemaVersion: number(z.literal(1)),
  /** 1 in groups and supergroups, 0 everywhere else. */
  is_group: number(flag),
  /** 1 on a person's first request ever. */
  is_new_user: number(flag),
  /** `callback_query` for a pressed button of a command. Buttons below reports leave no record. */
  update_type: string(z.enum(['message', 'callback_query'])),
  /**
   * The name of a command that the bot knows, also for its buttons and for answers to its question; `unknown` for other
   * commands; absent if the text is not a command.
   */
  command: string(z.optional(z.string().check(z.regex(/^[a-z0-9_]{1,32}$/)))),
  /** Absent for a kind of chat that Telegram adds later. */
  chat_type: string(z.optional(chatType)),
  /** The language of the person's app, lower case; absent if the app gives none or it is not a language tag. */
  language_code: string(z.optional(z.string().check(z.regex(/^[a-z]{2,3}(-[a-z0-9]{1,5})?$/)))),
  /**
   * Where a person comes from: the payload of the link that started the bot, lower case. A longer one, or one that could
   * name a person (five digits or more, or a part that is not a word), is written as `other`. Absent on every other
   * request.
   */
  source: string(z.optional(z.string().check(z.regex(/^[a-z0-9_-]{1,32}$/)))),
  /**
   * The person's alias: random, kept until they ask to be forgotten, and then replaced. People who ask to be forgotten
   * while the bot does not know them share one alias.
   */
  user: string(code),
  /** UTC days since the day of the person's first request; 0 on the first day. Absent if unknown. */
  user_age_days: number(z.optional(z.int().check(z.gte(0), z.lte(maxUserAgeDays)))),
  /**
   * How many people the bot knows at this request: all it has met, minus forgotten ones. A forgotten person who comes
   * again counts again. Absent in records of programs that do not count people.
   */
  people_in_all: number(z.optional(z.int().check(z.gte(0)))),
  /** The chat's pseudonym, a keyed HMAC-SHA-256 of its id; in a private chat the person's alias. */
  chat: string(z.optional(code)),
  /** The chat, if it is a group or supergroup: distinct values are the groups that used the bot. Absent elsewhere. */
  group: string(z.optional(code)),
  /**
   * - `answered`: the person got the answer;
   * - `not-understood`: plain words in a private chat, an unknown command, or a message without text, and the bot said
   *   so;
   * - `refused`: only owners may do that;
   * - `unreachable`: the person has blocked the bot meanwhile, or the chat takes no message from it;
   * - `reply-failed`: Telegram did not take the reply; `reply-unknown`: it is unknown whether it arrived;
   * - `failed`: the request could not be carried out, or only without an API that its command calls.
   */
  outcome: string(
    z.enum(['answered', 'not-understood', 'refused', 'unreachable', 'reply-failed', 'reply-unknown', 'failed']),
  ),
  /**
   * Why a command of the team has failed: the code of a call outward (`TimeoutError`, `ECONNRESET`, `http-503`) or the
   * name of what it threw. Absent elsewhere.
   */
  failure: string(z.optional(z.string().check(z.regex(/^[\w-]{1,32}$/)))),
  /** 1 if a person answers a command's question; `command` is that command. Absent elsewhere. */
  is_step: number(z.optional(flag)),
  update_id: number(z.int()),
} as const;

/**
 * Every field of a membership record: the bot was added or removed, stopped or started again. It is not a request, so it
 * has none of the flags that count requests.
 *
 * A group that becomes a supergroup joins again: Telegram tells the bot that it is in the new chat, but not that it left
 * the old one; if such a group is deleted, the bot leaves both. So joined minus left is not the number of the bot's
 * chats.
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
  /** The chat's pseudonym. Absent for a private chat: it would be the person's, who may ask to be forgotten. */
  chat: string(z.optional(code)),
  update_id: number(z.int()),
} as const;

/**
 * The metrics that CloudWatch extracts from a usage record, with their units, and the dimension sets.
 *
 * Every combination of dimension values is a separate, billed metric, so there are few sets. Everything else that a
 * question needs is a searchable field, which costs nothing extra.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const usageMetrics = {
  dimensionSets: [[], ['update_type']],
  metrics: {
    /** Always 1: its sum is the number of requests. */
    Requests: 'Count',
    /**
     * The time in which the function handled the update; of several deliveries, the last one. It does not include a cold
     * start or the time between deliveries, so a person may have waited longer.
     */
    HandlerDuration: 'Milliseconds',
  },
} as const satisfies {
  readonly dimensionSets: readonly (readonly (keyof typeof usageFields)[])[];
  readonly metrics: Readonly<Record<string, 'Count' | 'Milliseconds'>>;
};

/** Every field and metric that a query may use, with the type of its values. */
export const searchableFields: Readonly<Record<string, FieldType>> = {
  ...Object.fromEntries(
    Object.entries({ ...membershipFields, ...usageFields }).map(([name, { type }]) => [name, type]),
  ),
  ...Object.fromEntries(Object.keys(usageMetrics.metrics).map((name) => [name, 'number' as const])),
};
