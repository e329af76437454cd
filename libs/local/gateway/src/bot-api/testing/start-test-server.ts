import { type LocalClock, createLocalClock } from '@pulso/world/time';
import { type BotApiAnswer, type PeopleEvent } from '@pulso/world/telegram';

import { type BotApiServer, type BotApiServerOptions, startBotApiServer } from '../bot-api-server';

export const token = '100200300:local-bot-token-for-tests';
export const bot = { id: 100200300, username: 'pulso_local_bot', first_name: 'Pulso' };
export const startMs = Date.parse('2026-11-25T12:00:00Z');

type Answer = BotApiAnswer & { readonly result?: never };

/** A server with a clock of its own and a person 7, and what people were told so far. */
export interface TestServer {
  readonly server: BotApiServer;
  readonly clock: LocalClock;
  readonly events: readonly PeopleEvent[];
  call(method: string, parameters?: object): Promise<Answer>;
  /** A person says hello. */
  push(updateId: number): void;
  close(): Promise<void>;
}

export async function startTestServer(options: Partial<BotApiServerOptions> = {}): Promise<TestServer> {
  const clock = createLocalClock({ startMs });
  const events: PeopleEvent[] = [];
  const onPeopleEvent = (event: PeopleEvent) => events.push(event);
  const server = await startBotApiServer({ token, clock, random: () => 0, bot, onPeopleEvent, ...options });
  const chat = { id: 7, type: 'private', firstName: 'Ada' } as const;
  server.chats.set(chat);
  return {
    server,
    clock,
    events,
    call: async (method, parameters = {}) => {
      const response = await fetch(`${server.url}/bot${token}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', connection: 'close' },
        body: JSON.stringify(parameters),
      });
      return (await response.json()) as Answer;
    },
    push: (updateId) =>
      server.pushUpdate({ update_id: updateId, message: { message_id: updateId, date: 1, chat, text: 'hello' } }),
    close: async () => {
      await server.close();
      clock.stop();
    },
  };
}
