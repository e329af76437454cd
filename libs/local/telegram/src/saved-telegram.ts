import { checkRecord, checkRecords } from '@pulso/local-saved-records';

import { type SavedQueries } from './callback-queries';
import { type Chat } from './chats';
import { type ConversationMessage, type ShownAction } from './conversation';
import { type BotCommand } from './methods/command-lists';
import { type MethodContext } from './methods/method';
import { type StoredFile } from './methods/stored-file';
import { savedMemberForm, savedSettingsForm } from './saved-forms';
import { type JsonObject } from './telegram-types';
import { type SavedUpdate } from './webhook/pending-updates';
import { type SavedWebhook } from './webhook/webhook';

/** The last ids that were given, to updates and to presses of buttons. */
export interface LastIds {
  updateId: number;
  queryId: number;
}

/** Everything of which there is little: messages, updates and files have records of their own. */
interface SavedSettings {
  readonly ids: Readonly<LastIds>;
  readonly chats: readonly Chat[];
  readonly webhook: SavedWebhook;
  readonly queries: SavedQueries;
  readonly actions: readonly ShownAction[];
  readonly commandLists: readonly (readonly [key: string, commands: readonly BotCommand[]])[];
  readonly botTexts: readonly (readonly [key: string, text: string])[];
  readonly menuButtons: readonly (readonly [chatId: number, button: JsonObject])[];
  readonly pins: readonly (readonly [chatId: number, messageIds: readonly number[]])[];
}

/** A file as JSON can say it. */
interface SavedFile extends Omit<StoredFile, 'bytes'> {
  readonly fileId: string;
  readonly base64: string;
}

type SavedMember =
  { readonly message: ConversationMessage } | { readonly update: SavedUpdate } | { readonly file: SavedFile };

/**
 * Takes down chats, messages, files, the webhook with the updates on their way, and what the bot says about itself.
 *
 * What flood control has counted and faults that wait for a call are not among it.
 *
 * @returns JSON texts of this moment, for {@link loadTelegram}.
 */
export function dumpTelegram(context: MethodContext, ids: LastIds): string[] {
  const { messages, actions } = context.conversation.dump();
  const { webhook, updates } = context.webhook.dump();
  const settings: SavedSettings = {
    ids,
    chats: context.chats.list(),
    webhook,
    queries: context.callbackQueries.dump(),
    actions,
    commandLists: [...context.commandLists],
    botTexts: [...context.botTexts],
    menuButtons: [...context.menuButtons],
    pins: [...context.pins],
  };
  const files = [...context.files].map(([fileId, { bytes, ...file }]): SavedFile => {
    return { fileId, ...file, base64: Buffer.from(bytes).toString('base64') };
  });
  const members: SavedMember[] = [
    ...messages.map((message) => ({ message })),
    ...updates.map((update) => ({ update })),
    ...files.map((file) => ({ file })),
  ];
  return [settings, ...members].map((record) => JSON.stringify(record));
}

/**
 * Puts back what {@link dumpTelegram} gave, parsed, where there is nothing yet. Updates wait until the webhook is resumed.
 *
 * @throws {SavedRecordError} A record is of another form; nothing has been put back then. Not retryable.
 */
export function loadTelegram(records: readonly unknown[], context: MethodContext, ids: LastIds): void {
  const settings = checkRecord<SavedSettings>(records[0], 0, savedSettingsForm);
  const [, ...members] = checkRecords<SavedMember>(records, (_, index) =>
    index === 0 ? savedSettingsForm : savedMemberForm,
  );
  const messages = members.flatMap((member) => ('message' in member ? [member.message] : []));
  const updates = members.flatMap((member) => ('update' in member ? [member.update] : []));
  const files = members.flatMap((member) => ('file' in member ? [member.file] : []));
  Object.assign(ids, settings.ids);
  settings.chats.forEach((chat) => context.chats.set(chat));
  context.conversation.load(messages, settings.actions);
  context.callbackQueries.load(settings.queries);
  for (const [key, commands] of settings.commandLists) context.commandLists.set(key, commands);
  for (const [key, text] of settings.botTexts) context.botTexts.set(key, text);
  for (const [chatId, button] of settings.menuButtons) context.menuButtons.set(chatId, button);
  for (const [chatId, messageIds] of settings.pins) context.pins.set(chatId, messageIds);
  for (const { fileId, base64, ...file } of files) {
    context.files.set(fileId, { ...file, bytes: Buffer.from(base64, 'base64') });
  }
  context.webhook.load(settings.webhook, updates);
  context.webhook.lastUpdateId = settings.ids.updateId;
}
