import { checkRecord, checkRecords } from '@pulso/local/saved-records';

import { type SavedQueries } from './callback-queries';
import { type Chat } from './chats';
import { type ConversationMessage } from './conversation';
import { type BotCommand } from './methods/command-lists';
import { type MethodContext } from './methods/method';
import { savedMemberForm, savedSettingsForm } from './saved-forms';
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
  readonly commandLists: readonly (readonly [key: string, commands: readonly BotCommand[]])[];
  readonly botTexts: readonly (readonly [key: string, text: string])[];
}

/** A photo as JSON can say it. */
interface SavedFile {
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
  const { webhook, updates } = context.webhook.dump();
  const settings: SavedSettings = {
    ids,
    chats: context.chats.list(),
    webhook,
    queries: context.callbackQueries.dump(),
    commandLists: [...context.commandLists],
    botTexts: [...context.botTexts],
  };
  const files = [...context.files].map(([fileId, bytes]): SavedFile => {
    return { fileId, base64: Buffer.from(bytes).toString('base64') };
  });
  const members: SavedMember[] = [
    ...context.conversation.dump().map((message) => ({ message })),
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
  context.conversation.load(messages);
  context.callbackQueries.load(settings.queries);
  for (const [key, commands] of settings.commandLists) context.commandLists.set(key, commands);
  for (const [key, text] of settings.botTexts) context.botTexts.set(key, text);
  for (const { fileId, base64 } of files) context.files.set(fileId, Buffer.from(base64, 'base64'));
  context.webhook.load(settings.webhook, updates);
}
