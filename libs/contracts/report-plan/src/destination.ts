import { nonEmpty } from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

/** The languages of the texts. Listed here, too, since a stack that imported the texts would change with each text. */
export const reportLanguages = ['en', 'es', 'pt', 'de', 'ru'] as const;

/** The language and time zone of a destination's reports. */
const reader = {
  /** A language tag, open like `format`. Absent or not one of {@link reportLanguages}: English. */
  language: z.optional(z.string()),
  /** An IANA name. Absent: UTC. */
  timeZone: z.optional(nonEmpty),
};

const telegramSchema = z.object({
  type: z.literal('telegram'),
  /** Chat id in decimal, or `@channel`. Text, because ids need 52 bits. */
  chatId: nonEmpty,
  /** The forum topic. Absent: the chat itself, or its topic "General". */
  messageThreadId: z.optional(z.int()),
  /**
   * The topic in which a person asked. The answer goes there, or to the chat itself if Telegram does not find the topic.
   * Unlike `messageThreadId` it does not make another destination.
   */
  askedInThreadId: z.optional(z.int()),
  /** The message to edit, if a person already waits at one. */
  placeholderMessageId: z.optional(z.int()),
  /** That message shows the report of this run, which is replaced here. Absent: it is a placeholder. */
  replacesRunId: z.optional(nonEmpty),
  /** True: shows the run's progress. False: shows only the closed report. */
  showsProgress: z.boolean(),
  /** Whether reports have buttons, which answer only owners. Absent: only in private chats. */
  buttons: z.optional(z.boolean()),
  ...reader,
});

const emailSchema = z.object({
  type: z.literal('email'),
  /** Names the list in keys and logs, which must not contain its addresses. Unique in a stage. */
  name: nonEmpty,
  /** 1 to 50, all in one message. */
  addresses: z.array(nonEmpty).check(z.minLength(1), z.maxLength(50)),
  ...reader,
});

/** The formats that this version of the notifier writes; see docs/webhooks.md. */
export const webhookFormats = ['pulso', 'slack', 'mattermost', 'discord'] as const;

const webhookSchema = z.object({
  type: z.literal('webhook'),
  /** Names the secret parameter that holds its URL. Unique in a stage. */
  name: nonEmpty,
  /** The format of its body. Open, so that a later one breaks no reader: only the delivery with an unknown one fails. */
  format: nonEmpty,
  ...reader,
});

/** The kinds of destination that this version knows. */
export const knownDestinationSchema = z.discriminatedUnion('type', [telegramSchema, emailSchema, webhookSchema]);

export type TelegramDestination = z.infer<typeof telegramSchema>;
export type EmailDestination = z.infer<typeof emailSchema>;
export type WebhookDestination = z.infer<typeof webhookSchema>;
export type KnownDestination = z.infer<typeof knownDestinationSchema>;
/** A destination whose messages can't be edited. */
export type PostedDestination = Exclude<KnownDestination, TelegramDestination>;

/** A destination of a kind that only a later version knows, with all its fields unchanged. */
export interface UnknownDestination {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Where a report goes. */
export type Destination = KnownDestination | UnknownDestination;

const knownTypes: ReadonlySet<string> = new Set(
  knownDestinationSchema.def.options.map(({ shape }) => String(shape.type.def.values[0])),
);

/** Valid only for results of {@link destinationSchema}: it checks only the type. */
export const isKnownDestination = (destination: Destination): destination is KnownDestination =>
  knownTypes.has(destination.type);

/** Valid only for results of {@link destinationSchema}. */
export const isTelegramDestination = (destination: Destination): destination is TelegramDestination =>
  destination.type === 'telegram';

/** Whether reports have buttons there. A private chat has the person's id: a positive number. */
export const showsButtons = ({ chatId, buttons }: TelegramDestination): boolean => buttons ?? /^\d+$/.test(chatId);

/** Whether a destination sees a run's progress. Posted and unknown destinations see only closed reports. */
export const showsProgress = (destination: Destination): boolean =>
  'showsProgress' in destination && destination.showsProgress === true;

/**
 * Reads a destination, and keeps one of an unknown kind unchanged: services are deployed one at a time, and a new kind
 * must not keep a report from destinations that an older service knows.
 */
export const destinationSchema: z.ZodMiniType<Destination> = z.pipe(
  z.unknown(),
  z.transform((value, context): Destination => {
    const any = z.safeParse(z.looseObject({ type: nonEmpty }), value);
    const schema = any.success && !knownTypes.has(any.data.type) ? undefined : knownDestinationSchema;
    const result = schema ? z.safeParse(schema, value) : any;
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues) {
      // The value may be an address or a chat's id.
      context.issues.push({ code: 'custom', path: [...path], message, input: undefined });
    }
    return z.NEVER;
  }),
);
