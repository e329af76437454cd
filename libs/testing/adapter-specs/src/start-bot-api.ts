import { type LocalClock } from '@pulso/world/time';
import { type BotApiServer, startBotApiServer } from '@pulso/local/gateway';

export const token = '100200300:local-bot-token-for-tests';

/** Starts a local Bot API server with one bot, and a person 7 who has started it. */
export async function startBotApi(clock: LocalClock): Promise<BotApiServer> {
  const bot = { id: 100200300, username: 'pulso_local_bot', first_name: 'Pulso' };
  const server = await startBotApiServer({ token, clock, random: () => 0, bot });
  server.chats.set({ id: 7, type: 'private' });
  return server;
}
