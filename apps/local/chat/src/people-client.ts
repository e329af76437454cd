import { type Happened, type LoggedEvent } from '@pulso/local-telegram';

import { NoTelegramError, RefusedError } from './errors';
import { type TelegramAddress } from './find-telegram';

/** Where a person speaks; `group` is a title, undefined: in private with the bot. */
export interface Place {
  readonly person: string;
  readonly group: string | undefined;
}

/** The chat of a place, and who hears what is said there. */
export interface Entered {
  readonly chat: { readonly id: number };
  readonly state: string;
  /** The place of the latest event. */
  readonly lastPlace: number;
  /** Empty: none is set. */
  readonly webhookUrl: string;
  readonly isPolling: boolean;
}

/** What a person's client does. Everything throws NoTelegramError when nothing answers, RefusedError when told no. */
export interface PeopleClient {
  /** Where it reaches the local Telegram, and where that was found; for people. */
  readonly address: string;
  /** The bot's name. */
  botName(): Promise<string>;
  enter(place: Place): Promise<Entered>;
  say(place: Place, text: string, replyTo: number | undefined): Promise<Happened>;
  press(place: Place, messageId: number, data: string): Promise<Happened>;
  setMember(place: Place, isMember: boolean): Promise<Happened>;
  /** Makes a supergroup of a group. */
  migrate(place: Place): Promise<Happened>;
  /** Lets Telegram refuse what the bot sends too fast, or not. */
  setFloodControl(isOn: boolean): Promise<void>;
  /** @returns Events behind a place; waits for one, up to `waitMs`, when there is none. */
  events(after: number, waitMs: number, signal: AbortSignal): Promise<readonly LoggedEvent[]>;
}

interface Answer {
  readonly ok: boolean;
  readonly result?: unknown;
  readonly description?: string;
}

/** Creates the client of a local Telegram that `npm start` runs. */
export function createPeopleClient({ apiRoot, botToken, source }: TelegramAddress): PeopleClient {
  const address = `${apiRoot} (from ${source})`;
  const call = async <T>(path: string, body: object, signal?: AbortSignal): Promise<T> => {
    const answer = await post(`${apiRoot}/${path}`, body, signal).catch((error: unknown) => {
      if (signal?.aborted) throw error;
      throw new NoTelegramError(
        `Nothing answers at ${address}. Is the local cloud running? Start it: npm start -- --env FILE`,
      );
    });
    if (answer.ok) return answer.result as T;
    throw new RefusedError(answer.description ?? 'The local Telegram refused it.');
  };
  const people = `people${botToken}`;
  return {
    address,
    botName: async () => {
      const bot = await call<{ first_name: string }>(`bot${botToken}/getMe`, {}).catch((error: unknown) => {
        if (!(error instanceof RefusedError)) throw error;
        throw new NoTelegramError(
          `What answers at ${apiRoot} does not know the bot of ${source} (${error.message}). Is the file of an earlier npm start?`,
        );
      });
      return bot.first_name;
    },
    enter: (place) => call(`${people}/enter`, place),
    say: (place, text, replyTo) => call(`${people}/say`, { ...place, text, replyTo }),
    press: (place, messageId, data) => call(`${people}/press`, { ...place, messageId, data }),
    setMember: (place, isMember) => call(`${people}/member`, { ...place, isMember }),
    migrate: (place) => call(`${people}/migrate`, place),
    setFloodControl: async (isOn) => void (await call(`${people}/flood`, { isOn })),
    events: (after, waitMs, signal) => call(`${people}/events`, { after, waitMs }, signal),
  };
}

async function post(url: string, body: object, signal: AbortSignal | undefined): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
  return (await response.json()) as Answer;
}
