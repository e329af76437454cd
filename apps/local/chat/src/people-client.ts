import {
  type ConsoleEvent,
  type Entered,
  type Happened,
  type OperationInput,
  type OperationName,
  type OperationOutput,
  type ShownMessage,
} from '@pulso/console-api';

import { NoLocalCloudError, RefusedError } from './errors';
import { type ConsoleAddress } from './find-console';
import { createEventReader } from './read-events';

/** Where a person speaks; `group` is a title, undefined: in private with the bot. */
export interface Place {
  readonly person: string;
  readonly group: string | undefined;
}

/** What a person's client does. Everything throws NoLocalCloudError when nothing answers, RefusedError when told no. */
export interface PeopleClient {
  /** Where it reaches the local cloud, and where that was found; for people. */
  readonly address: string;
  /** The bot's name. */
  botName(): Promise<string>;
  enter(place: Place): Promise<Entered>;
  /** The latest messages of a chat, oldest first. */
  messages(chatId: number): Promise<readonly ShownMessage[]>;
  say(place: Place, text: string, replyTo: number | undefined): Promise<Happened>;
  press(place: Place, messageId: number, data: string): Promise<Happened>;
  setMember(place: Place, isMember: boolean): Promise<Happened>;
  /** Makes a supergroup of a group. */
  migrate(place: Place): Promise<Happened>;
  /** Lets Telegram refuse what the bot sends too fast, or not. */
  setFloodControl(isOn: boolean): Promise<void>;
  /**
   * Listens to what happens: the first time from now on, then from where it was cut.
   *
   * @returns Events as they come, once the stream is open; it ends when the connection does.
   */
  events(signal: AbortSignal): Promise<AsyncIterable<ConsoleEvent>>;
}

/** Creates the client of a local cloud that `npm start` runs. */
export function createPeopleClient({ url, source }: ConsoleAddress): PeopleClient {
  // The token is for programs, and the address without it says enough.
  const address = `${new URL(url).origin} (from ${source})`;
  const request = (path: string, options: RequestInit): Promise<Response> =>
    fetch(`${url}${path}`, options).catch((error: unknown) => {
      if (options.signal?.aborted) throw error;
      throw new NoLocalCloudError(
        `Nothing answers at ${address}. Is the local cloud running? Start it: npm start -- --env FILE`,
      );
    });
  const call = async <Name extends OperationName>(
    name: Name,
    input: OperationInput<Name>,
  ): Promise<OperationOutput<Name>> => {
    const response = await request(`api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify(input),
    });
    const text = await response.text();
    if (!text.startsWith('{')) throw strange(text);
    const answer = JSON.parse(text) as { ok: boolean; result: OperationOutput<Name>; error: string };
    if (answer.ok) return answer.result;
    throw new RefusedError(answer.error);
  };
  const strange = (answer: string): NoLocalCloudError =>
    new NoLocalCloudError(
      `What answers at ${address} does not know the way there (${answer.trim().slice(0, 200)}). Is the file of an earlier npm start?`,
    );
  let heardId: string | undefined;
  return {
    address,
    botName: async () => (await call('overview', {})).bot.name,
    enter: (place) => call('chat.enter', place),
    messages: async (chatId) => (await call('chat.messages', { chatId })).messages,
    say: (place, text, replyTo) => call('chat.say', { ...place, text, replyTo }),
    press: (place, messageId, data) => call('chat.press', { ...place, messageId, data }),
    setMember: (place, isMember) => call('chat.set-member', { ...place, isMember }),
    migrate: (place) => call('chat.migrate', place),
    setFloodControl: async (isOn) => void (await call('chat.set-flood-control', { isOn })),
    events: async (signal) => {
      const headers = { ...(heardId !== undefined && { 'last-event-id': heardId }) };
      const { ok, body } = await request('events', { headers, signal });
      if (!ok || !body) throw strange('it has no events');
      return decode(body, (id) => {
        heardId = id ?? heardId;
      });
    },
  };
}

/** A connection that breaks off ends the events: who listens comes back for more. */
async function* decode(
  body: ReadableStream<Uint8Array>,
  hear: (id: string | undefined) => void,
): AsyncIterable<ConsoleEvent> {
  const reader = createEventReader();
  const decoder = new TextDecoder();
  try {
    for await (const chunk of body) {
      const events = reader.read(decoder.decode(chunk, { stream: true }));
      hear(reader.lastId());
      for (const data of events) yield JSON.parse(data) as ConsoleEvent;
    }
  } catch (error) {
    if ((error as Error).name !== 'TypeError') throw error;
  }
}
