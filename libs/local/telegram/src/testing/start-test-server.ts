import { type LocalClock, createLocalClock } from '@pulso/world/time';
import { type BotApiEvent } from '../bot-api-event';
import { type BotApiServer, type BotApiServerOptions } from '../bot-api-server';
import { startBotApiServer } from '../start-bot-api-server';
import { type TelegramUpdate } from '../telegram-types';

export const token = '100200300:local-bot-token-for-tests';
export const bot = { id: 100200300, username: 'pulso_local_bot', first_name: 'Pulso' };
export const startMs = Date.parse('2026-11-25T12:00:00Z');

export interface Answer {
  readonly ok: boolean;
  readonly result?: never;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: Record<string, number>;
}

/** A server with a clock of its own and what it did so far. */
export interface TestServer {
  readonly server: BotApiServer;
  readonly clock: LocalClock;
  readonly events: readonly BotApiEvent[];
  call(method: string, parameters?: object): Promise<Answer>;
  /** The same as a form with files. */
  upload(method: string, fields: Record<string, string>, files: Record<string, Uint8Array>): Promise<Answer>;
  close(): Promise<void>;
}

export async function startTestServer(options: Partial<BotApiServerOptions> = {}): Promise<TestServer> {
  const clock = createLocalClock({ startMs });
  const events: BotApiEvent[] = [];
  const server = await startBotApiServer({
    token,
    clock,
    random: () => 0,
    bot,
    onEvent: (event) => events.push(event),
    ...options,
  });
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
    upload: async (method, fields, files) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      for (const [name, bytes] of Object.entries(files)) {
        form.set(name, new Blob([new Uint8Array(bytes)]), `${name}.bin`);
      }
      const response = await fetch(`${server.url}/bot${token}/${method}`, { method: 'POST', body: form });
      return (await response.json()) as Answer;
    },
    close: async () => {
      await server.close();
      clock.stop();
    },
  };
}

let lastMessageId = 0;

/** A text message; private unless `chat` says otherwise. */
export const messageUpdate = (updateId: number, overrides: Record<string, unknown> = {}): TelegramUpdate => ({
  update_id: updateId,
  message: {
    message_id: (lastMessageId += 1),
    date: Math.floor(startMs / 1000),
    chat: { id: 7, type: 'private', first_name: 'Ada' },
    from: { id: 7, is_bot: false, first_name: 'Ada' },
    text: 'hello',
    ...overrides,
  },
});
