import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { type PeopleEvent, operations } from '@pulso/console-api';
import { type BotApiServer, PeopleError, type Place, shownMessage } from '@pulso/local-telegram';

/** As much of a local cloud's console as people need who talk. */
export interface TestConsole {
  readonly url: string;
  /** What the stream tells. */
  readonly tell: (event: PeopleEvent) => void;
  /** Cuts the connections of those who listen. */
  cut(): void;
  close(): Promise<void>;
}

interface Body extends Place {
  readonly text: string;
  readonly replyTo?: number;
  readonly messageId: number;
  readonly data: string;
  readonly isMember: boolean;
  readonly isOn: boolean;
  readonly chatId: number;
}

/** Starts a console of a Telegram that is started behind it: `telegram` gives it. */
export async function startTestConsole(telegram: () => BotApiServer): Promise<TestConsole> {
  const events: PeopleEvent[] = [];
  const readers = new Set<ServerResponse>();
  const write = (response: ServerResponse, place: number): void =>
    void response.write(
      `id: ${place}\ndata: ${JSON.stringify({ type: 'people', atMs: 0, event: events[place - 1] })}\n\n`,
    );
  const listen = ({ headers }: IncomingMessage, response: ServerResponse): void => {
    readers.add(response);
    response.on('close', () => readers.delete(response));
    const seen = headers['last-event-id'];
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(`id: ${seen ?? events.length}\n\n`);
    if (seen !== undefined) events.slice(Number(seen)).forEach((_, index) => write(response, Number(seen) + index + 1));
  };
  const server = createServer((request, response) => {
    const [, name] = /^\/token\/(?:api\/)?([\w.-]+)$/.exec(request.url ?? '') ?? [];
    if (name === undefined) return response.writeHead(404).end('Open the address that npm start has printed.\n');
    if (name === 'events') return listen(request, response);
    void text(request).then((body) => response.end(JSON.stringify(answer(telegram(), name, JSON.parse(body) as Body))));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/token/`,
    tell: (event) => {
      events.push(event);
      for (const response of readers) write(response, events.length);
    },
    cut: () => readers.forEach((response) => response.destroy()),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(telegram: BotApiServer, name: string, body: Body): object {
  if (!operations[name as keyof typeof operations].input.safeParse(body).success)
    return { ok: false, error: `${name} takes no such body: ${JSON.stringify(body)}` };
  try {
    return { ok: true, result: act(telegram, name, body) };
  } catch (error) {
    if (error instanceof PeopleError) return { ok: false, error: error.message };
    throw error;
  }
}

function act({ people, ...telegram }: BotApiServer, name: string, body: Body): unknown {
  switch (name) {
    case 'overview':
      return { bot: { name: telegram.bot.first_name } };
    case 'chat.enter':
      return { chat: people.enter(body), isHeard: telegram.webhookStatus().url !== '' || telegram.isPolled() };
    case 'chat.messages':
      return { messages: telegram.conversation.messagesOf(body.chatId).map(shownMessage) };
    case 'chat.say':
      return people.say(body, body.text, { replyToMessageId: body.replyTo });
    case 'chat.press':
      return people.press(body, body.messageId, body.data);
    case 'chat.set-member':
      return people.setMember(body, body.isMember);
    case 'chat.migrate':
      return people.migrate(body);
    case 'chat.set-flood-control':
      return telegram.setFloodControl(body.isOn ? 'on' : 'off');
    default:
      throw new RangeError(`The console of this test has no operation ${name}.`);
  }
}
