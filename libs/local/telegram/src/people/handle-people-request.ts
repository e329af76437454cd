import { type ApiAnswer, okAnswer, refusalAnswer } from '../api-answer';
import { chatJson } from '../chats';
import { asInteger, asObject, asString, isJsonObject } from '../telegram-types';
import { type People, type Place } from './people';
import { PeopleError } from './people-error';
import { type PeopleLog } from './people-log';

export interface PeopleApiDeps {
  readonly token: string;
  readonly people: People;
  readonly log: PeopleLog;
  readonly setFloodControl: (setting: 'on' | 'off') => void;
  /** How the bot gets its updates now. */
  readonly listening: () => { readonly webhookUrl: string; readonly isPolling: boolean };
}

/** The longest wait for an event in one request, real ms. */
const maxWaitMs = 25_000;

const path = /^\/people([^/]*)\/([a-z]+)$/;

/** Whether a request is for this API and not for the bot's. Such paths mean nothing to Telegram. */
export const isPeoplePath = (pathname: string): boolean => pathname.startsWith('/people');

/**
 * The other side of the Bot API, for `npm run chat` and tools like it: what Telegram's apps do for people. It is no part
 * of Telegram's API. Calls are `POST /people<token>/<action>` with a JSON body.
 *
 * - `enter {person, group?}`: finds or creates the chat, tells who listens, and the place in the log.
 * - `say {person, group?, text, replyTo?}`, `press {person, group?, messageId, data}`,
 *   `member {person, group?, isMember}`, `migrate {person, group}`: see {@link People}.
 * - `flood {isOn}`: switches flood control.
 * - `events {after, waitMs?}`: what happened behind a place of the log; waits for something when there is nothing.
 */
export async function handlePeopleRequest(
  request: { readonly method: string; readonly pathname: string; readonly body: Buffer },
  deps: PeopleApiDeps,
): Promise<ApiAnswer> {
  const [, token, action] = path.exec(request.pathname) ?? [];
  if (token !== deps.token) return refusal(401, 'This is not the token of the bot that runs here.');
  if (request.method !== 'POST') return refusal(405, 'Use POST.');
  const body = parse(request.body);
  if (!body) return refusal(400, 'The body must be a JSON object.');
  try {
    if (action === 'events') return await answerEvents(body, deps.log);
    if (action === 'flood') {
      deps.setFloodControl(body['isOn'] === true ? 'on' : 'off');
      return okAnswer({ result: true });
    }
    return act(action ?? '', body, deps);
  } catch (error) {
    if (error instanceof PeopleError) return refusal(400, error.message);
    throw error;
  }
}

function act(action: string, body: Body, { people, log, listening }: PeopleApiDeps): ApiAnswer {
  const place = placeOf(body);
  switch (action) {
    case 'enter': {
      const lastPlace = log.lastPlace;
      const chat = people.enter(place);
      return okAnswer({ result: { chat: chatJson(chat), state: chat.state, lastPlace, ...listening() } });
    }
    case 'say':
      return okAnswer({
        result: people.say(place, asString(body['text']) ?? '', { replyToMessageId: asInteger(body['replyTo']) }),
      });
    case 'press':
      return okAnswer({ result: people.press(place, asInteger(body['messageId']) ?? 0, asString(body['data']) ?? '') });
    case 'member':
      return okAnswer({ result: people.setMember(place, body['isMember'] !== false) });
    case 'migrate':
      return okAnswer({ result: people.migrate(place) });
    default:
      return refusal(404, 'Actions are enter, say, press, member, migrate, flood and events.');
  }
}

async function answerEvents(body: Body, log: PeopleLog): Promise<ApiAnswer> {
  const after = asInteger(body['after']) ?? 0;
  const waitMs = Math.min(Math.max(asInteger(body['waitMs']) ?? 0, 0), maxWaitMs);
  if (log.after(after).length === 0 && waitMs > 0) await nextEvent(log, waitMs);
  return okAnswer({ result: log.after(after) });
}

const nextEvent = (log: PeopleLog, waitMs: number): Promise<void> =>
  new Promise((resolve) => {
    const timeout = setTimeout(() => {
      forget();
      resolve();
    }, waitMs);
    timeout.unref();
    const forget = log.onNext(() => {
      clearTimeout(timeout);
      resolve();
    });
  });

type Body = Readonly<Record<string, unknown>>;

function placeOf(body: Body): Place {
  const { person, group } = { person: asString(body['person'])?.trim(), group: asString(body['group'])?.trim() };
  if (!person || person.length > 64) throw new PeopleError('A person needs a name of up to 64 characters.');
  if (group === '' || (group !== undefined && group.length > 128)) {
    throw new PeopleError('A group needs a title of up to 128 characters.');
  }
  return { person, group };
}

function parse(body: Buffer): Body | undefined {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8') || '{}');
    return isJsonObject(parsed) ? asObject(parsed) : undefined;
  } catch {
    return undefined;
  }
}

const refusal = (code: number, description: string): ApiAnswer => refusalAnswer({ error_code: code, description });
