import { type BotApiServer } from '@pulso/local/telegram';
import { type FunctionDefinition } from '@pulso/local/terraform';

/** One destination as a function's environment names it. */
interface ConfiguredChat {
  readonly chatId: string;
  readonly messageThreadId?: number;
}

/**
 * Lists the Telegram chats that any function is configured to send to.
 *
 * @param functions - Their environments are searched for `REPORT_DESTINATIONS`.
 */
export function configuredChats(functions: readonly FunctionDefinition[]): ConfiguredChat[] {
  return functions.flatMap(({ environment }) => {
    const text = environment['REPORT_DESTINATIONS'];
    if (text === undefined) return [];
    const byName: Record<string, ({ type: string } & ConfiguredChat)[]> = JSON.parse(text);
    return Object.values(byName)
      .flat()
      .filter(({ type }) => type === 'telegram');
  });
}

/**
 * Lets the bot be a member of the chats it reports to: on Telegram its owner has added it there.
 *
 * @returns The chats' ids.
 */
export function joinChats(botApi: BotApiServer, chats: readonly ConfiguredChat[]): number[] {
  const ids = chats.map(({ chatId }, index) => {
    const topicIds = chats.flatMap((chat) => (chat.chatId === chatId ? (chat.messageThreadId ?? []) : []));
    if (topicIds.length > 0) {
      return botApi.setChat({ id: Number(chatId), type: 'supergroup', title: 'Pulso forum', topicIds }).id;
    }
    if (chatId.startsWith('@')) {
      const id = -1_009_000_000_000 - index;
      return botApi.setChat({ id, type: 'channel', username: chatId.slice(1), title: chatId }).id;
    }
    const id = Number(chatId);
    return id < 0
      ? botApi.setChat({ id, type: 'channel', title: 'Pulso reports' }).id
      : botApi.setChat({ id, type: 'private', firstName: 'Owner' }).id;
  });
  return [...new Set(ids)];
}
