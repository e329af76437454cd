import * as z from 'zod';

const keyboard = z.looseObject({ inline_keyboard: z.array(z.array(z.looseObject({ text: z.string() }))) });
const settingsByKey = <V extends z.ZodType>(value: V) => z.array(z.tuple([z.string(), value]));

const chat = z.looseObject({
  id: z.int(),
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  state: z.string(),
  title: z.string().optional(),
  firstName: z.string().optional(),
  username: z.string().optional(),
  migratedToChatId: z.int().optional(),
  languageCode: z.string().optional(),
  topicIds: z.array(z.int()).optional(),
  topicNames: z.record(z.string(), z.string()).optional(),
  ownerId: z.int().optional(),
  isBotAdmin: z.boolean().optional(),
});

const webhook = z.looseObject({
  settings: z.looseObject({
    url: z.string(),
    secretToken: z.string(),
    maxConnections: z.int().min(1).max(100),
    allowedUpdates: z.array(z.string()).optional(),
  }),
  health: z.looseObject({
    lastError: z.looseObject({ date: z.number(), message: z.string() }).optional(),
    goneSinceMs: z.number().optional(),
  }),
});

const answer = z.looseObject({ queryId: z.string(), text: z.string(), showAlert: z.boolean(), atMs: z.number() });

const entity = z.looseObject({ type: z.string(), offset: z.int(), length: z.int(), url: z.string().optional() });

const version = z.looseObject({
  atMs: z.number(),
  text: z.string(),
  entities: z.array(entity),
  replyMarkup: keyboard.optional(),
  richMessage: z.looseObject({ blocks: z.array(z.unknown()) }).optional(),
});

const attachment = z.looseObject({ json: z.array(z.looseObject({ file_id: z.string() })), shownAs: z.string() });

const message = z.looseObject({
  chatId: z.int(),
  messageId: z.int(),
  from: z.enum(['bot', 'person']),
  senderName: z.string().optional(),
  attachment: attachment.optional(),
  content: z.string().optional(),
  replyToMessageId: z.int().optional(),
  topicId: z.int().optional(),
  text: z.string(),
  versions: z.array(version).min(1),
  deletedAtMs: z.number().optional(),
});

const update = z.looseObject({
  update: z.looseObject({ update_id: z.int() }),
  queue: z.string(),
  expiresAtMs: z.number(),
  retry: z.looseObject({ failureCount: z.int(), delaySeconds: z.number() }),
  retryAtMs: z.number().optional(),
});

const file = z.looseObject({ fileId: z.string(), base64: z.string() });

/** The form of the first record of a saved Telegram. */
export const savedSettingsForm = z.looseObject({
  ids: z.object({ updateId: z.int(), queryId: z.int() }),
  chats: z.array(chat),
  webhook,
  queries: z.looseObject({ pressed: settingsByKey(z.number()), answers: z.array(answer) }),
  commandLists: settingsByKey(z.array(z.looseObject({ command: z.string(), description: z.string() }))),
  botTexts: settingsByKey(z.string()),
});

/** The form of the others: one thing each. */
export const savedMemberForm = z.union([
  z.strictObject({ message }),
  z.strictObject({ update }),
  z.strictObject({ file }),
]);
