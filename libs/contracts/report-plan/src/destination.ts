import { nonEmpty } from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

/** The languages of the texts. They stand here as well, since every stack that imported the texts would change with one. */
export const reportLanguages = ['en', 'es', 'pt', 'de', 'ru'] as const;

/** In which language and time zone a destination reads its reports. */
const reader = {
  /** A language tag, open as `format` is. Absent, and one that is not of {@link reportLanguages}: English. */
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
   * The topic in which a person has asked. What is posted goes there, or to the chat itself where Telegram does not find
   * the topic. Unlike `messageThreadId` it makes no other destination of the chat.
   */
  askedInThreadId: z.optional(z.int()),
  /** The message to edit, where a person already waits in front of one. */
  placeholderMessageId: z.optional(z.int()),
  /** That message shows the report of this run, of which nothing more is shown here. Absent: it is a placeholder. */
  replacesRunId: z.optional(nonEmpty),
  /** Whether the destination sees the run's progress, or its closed report only. */
  showsProgress: z.boolean(),
  /** Whether reports have buttons there, which answer owners alone. Absent: in private chats. */
  buttons: z.optional(z.boolean()),
  ...reader,
});

const emailSchema = z.object({
  type: z.literal('email'),
  /** Names the list in keys and logs, which must not have its addresses. Unique in a stage. */
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
  /** What its body looks like. Open, so that a later one breaks no reader: the notifier returns what it can't write. */
  format: nonEmpty,
  ...reader,
});

/** The kinds of destination that this version knows. */
export const knownDestinationSchema = z.discriminatedUnion('type', [telegramSchema, emailSchema, webhookSchema]);

export type TelegramDestination = z.infer<typeof telegramSchema>;
export type EmailDestination = z.infer<typeof emailSchema>;
export type WebhookDestination = z.infer<typeof webhookSchema>;
export type KnownDestination = z.infer<typeof knownDestinationSchema>;
/** One whose messages can't be edited. */
export type PostedDestination = Exclude<KnownDestination, TelegramDestination>;

/** A destination of a kind that only a later version knows, with all of its fields as they were sent. */
export interface UnknownDestination {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Where a report goes. */
export type Destination = KnownDestination | UnknownDestination;

const knownTypes: ReadonlySet<string> = new Set(
  knownDestinationSchema.def.options.map(({ shape }) => String(shape.type.def.values[0])),
);

/** Right for what {@link destinationSchema} has read: there the type alone says it. */
export const isKnownDestination = (destination: Destination): destination is KnownDestination =>
  knownTypes.has(destination.type);

/** Right for what {@link destinationSchema} has read. */
export const isTelegramDestination = (destination: Destination): destination is TelegramDestination =>
  destination.type === 'telegram';

/** Whether reports have buttons there. The id of a private chat is that of the person: a positive number. */
export const showsButtons = ({ chatId, buttons }: TelegramDestination): boolean => buttons ?? /^\d+$/.test(chatId);

/** Whether a destination sees a run's progress. What can't be edited, and what is not known, sees closed reports only. */
export const showsProgress = (destination: Destination): boolean =>
  'showsProgress' in destination && destination.showsProgress === true;

/**
 * Reads a destination, and carries one of a kind that it does not know as it is: services are deployed one at a time, and
 * a new kind must not keep a report from the destinations that an older service does know.
 */
export const destinationSchema: z.ZodMiniType<Destination> = z.pipe(
  z.unknown(),
  z.transform((value, context): Destination => {
    const any = z.safeParse(z.looseObject({ type: nonEmpty }), value);
    const schema = any.success && !knownTypes.has(any.data.type) ? undefined : knownDestinationSchema;
    const result = schema ? z.safeParse(schema, value) : any;
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues) {
      // Without the value, which may be an address or a chat's id.
      context.issues.push({ code: 'custom', path: [...path], message, input: undefined });
    }
    return z.NEVER;
  }),
);
