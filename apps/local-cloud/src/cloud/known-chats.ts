import { type FunctionDefinition } from '@pulso/local-terraform';
import { type BotApiServer } from '@pulso/local-telegram';

/** One destination as a function's environment names it. */
interface ConfiguredChat {
  readonly chatId: string;
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

/** Lets the bot be a member of the chats it reports to: on Telegram its owner has added it there. */
export function joinChats(botApi: BotApiServer, chats: readonly ConfiguredChat[]): void {
  chats.forEach(({ chatId }, index) => {
    if (chatId.startsWith('@')) {
      botApi.setChat({ id: -1_009_000_000_000 - index, type: 'channel', username: chatId.slice(1), title: chatId });
    } else {
      const id = Number(chatId);
      botApi.setChat(id < 0 ? { id, type: 'channel', title: 'Pulso reports' } : { id, type: 'private', firstName: 'Owner' });
    }
  });
}
