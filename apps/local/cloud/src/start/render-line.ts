import { type Denial } from '@pulso/local/aws';
import { type PeopleEvent, type ShownMessage } from '@pulso/world/telegram';

import { type AlarmChange, alarmText } from '../alarms/alarm-change';
import { type SentMail } from '../cloud/cloud-observer';
import { type InjectedFault } from '../faults/inject-faults';
import { readMail } from '../posted/read-mail';
import { type WebhookCall } from '../posted/webhooks';
import { type WatchLine } from '../watch/start-watch';

/** Widest name of a service of this project; a longer one only shifts its line. */
const nameWidth = 12;

/** Enough of a request id to tell requests apart and to find the rest of it. */
const shownIdLength = 8;

/** Codes of SGR, by level. */
export const problemColours: Readonly<Record<string, number>> = { WARN: 33, ERROR: 31, FATAL: 31 };

/** One line of what happens in the local cloud. Colours are codes of SGR. */
interface Line {
  /** Epoch ms. */
  readonly atMs: number;
  /** Who it is about. */
  readonly name: string;
  readonly nameColour?: number | undefined;
  /** Of a request. */
  readonly id?: string | undefined;
  readonly text: string;
  readonly textColour?: number | undefined;
}

/**
 * Names, ids and texts may come from strangers: what would steer the terminal is shown as an escape, here and nowhere else.
 *
 * @returns Renders lines: time (UTC), name, the beginning of the id, text; without a line break at the end.
 */
export function lineRenderer(colours: boolean): (line: Line) => string {
  const paint = (text: string, code: number | undefined): string =>
    colours && code !== undefined ? `\u001B[${code}m${text}\u001B[0m` : text;
  return ({ atMs, name, nameColour, id = '-'.repeat(shownIdLength), text, textColour }) =>
    [
      new Date(atMs).toISOString().slice(11, 23),
      paint(withoutControls(name).padEnd(nameWidth), nameColour),
      withoutControls(id.slice(0, shownIdLength)),
      paint(withoutControls(text), textColour),
    ].join('  ');
}

/** A stranger's text must not steer the terminal, nor turn its writing direction. */
const withoutControls = (text: string): string =>
  text.replace(
    /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Bright yellow, which no function has. */
const faultColour = 93;

/** Bright blue, which no function has. */
const postColour = 94;

/** Green. */
const overColour = 32;

interface CloudLines {
  /** A fault that was injected on purpose. */
  fault(fault: Pick<InjectedFault, 'atMs' | 'kind' | 'target'>): string;
  /** A mail that was sent: where its file is, and whom it goes to. */
  mail(mail: SentMail, atMs: number): string;
  /** A call of a webhook of the stage. */
  webhook(call: WebhookCall): string;
  /** An alarm of the stacks that began to ring, or that is over. */
  alarm(change: AlarmChange): string;
  /** What has become of an edit of the sources. */
  edit(line: WatchLine, atMs: number): string;
  /** A call that the policies do not allow. */
  denied(denial: Pick<Denial, 'message'>, atMs: number): string;
}

/**
 * Shows a person what the local cloud itself does to the functions, in the columns of their log lines.
 *
 * @param colours - Whether to colour the lines.
 */
export function createCloudLines(colours: boolean): CloudLines {
  const render = lineRenderer(colours);
  return {
    fault: ({ atMs, kind, target }) =>
      render({ atMs, name: 'fault', nameColour: faultColour, text: `${kind} ${target}` }),
    mail: ({ path, message }, atMs) =>
      render({
        atMs,
        name: 'mail',
        nameColour: postColour,
        text: `${path}  to ${readMail(message).headers['to'] ?? ''}`,
      }),
    webhook: ({ atMs, name, headers, body }) =>
      render({
        atMs,
        name: 'webhook',
        nameColour: postColour,
        text: `${name}  ${String(headers['pulso-delivery'] ?? '')}  ${body}`,
      }),
    alarm: (change) =>
      render({
        atMs: change.atMs,
        name: 'alarm',
        text: alarmText(change),
        textColour: change.state === 'ALARM' ? problemColours['ERROR'] : overColour,
      }),
    edit: ({ text, isProblem }, atMs) =>
      render({ atMs, name: 'watch', text, textColour: isProblem ? problemColours['ERROR'] : overColour }),
    denied: ({ message }, atMs) => render({ atMs, name: 'denied', text: message, textColour: problemColours['ERROR'] }),
  };
}

/** Bright green, which no function has. */
const telegramColour = 92;

/** Enough to recognize a message by; the console shows it whole. */
const maxShownCharacters = 120;

/**
 * Shows a person what the bot does in chats: what it sends, edits and deletes, and what Telegram refuses.
 *
 * What people say is left out: they see it where they say it.
 *
 * @param colours - Whether to colour the lines.
 * @returns Renders an event; undefined for what is not the bot's doing.
 */
export function createTelegramLines(
  colours: boolean,
): (event: PeopleEvent, chatName: string, atMs: number) => string | undefined {
  const render = lineRenderer(colours);
  return (event, chatName, atMs) => {
    const text = textOf(event, chatName);
    if (text === undefined) return undefined;
    const level = event.type === 'call-refused' || event.type === 'update-dropped' ? 'ERROR' : 'WARN';
    const isProblem = level === 'ERROR' || event.type === 'update-refused';
    return render({
      ...{ atMs, text, name: 'telegram', nameColour: telegramColour },
      textColour: isProblem ? problemColours[level] : undefined,
    });
  };
}

function textOf(event: PeopleEvent, chatName: string): string | undefined {
  switch (event.type) {
    case 'message-sent':
      return event.message.from === 'bot'
        ? `sent #${event.message.messageId} to ${chatName}: ${shown(event.message)}`
        : undefined;
    case 'message-edited':
      return event.message.from === 'bot'
        ? `edited #${event.message.messageId} in ${chatName}: ${shown(event.message)}`
        : undefined;
    case 'callback-answered':
      return event.text === '' ? undefined : `answered a button: ${shownText(event.text)}`;
    case 'call-refused':
      return `refused ${event.method}${chatName === '' ? '' : ` to ${chatName}`}: ${shownText(event.description)}`;
    case 'update-refused':
      return `the bot did not take update ${event.updateId} (try ${event.attempt}): ${shownText(event.reason)}`;
    case 'update-dropped':
      return `the bot does not get update ${event.updateId}: ${shownText(event.reason)}`;
    case 'update-taken':
      return undefined;
    default:
      return event satisfies never;
  }
}

function shown({ text, attachment }: ShownMessage): string {
  const parts = [attachment === undefined ? '' : `[${attachment}]`, shownText(text)];
  return parts.filter((part) => part !== '').join(' ');
}

/** The first line, cut where it is long, and how many there are besides. */
function shownText(text: string): string {
  const [first = '', ...others] = text.split('\n').filter((line) => line.trim() !== '');
  const characters = [...first];
  const cut = characters.length > maxShownCharacters ? `${characters.slice(0, maxShownCharacters).join('')}...` : first;
  const rest = others.length === 0 ? '' : ` (and ${others.length} more line${others.length === 1 ? '' : 's'})`;
  return `${cut}${rest}`;
}
