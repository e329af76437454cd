import { type Html, html } from '@pulso/kit/telegram';

import { OwnCommandError } from '../errors';
import { type Buttons, type FileSource, maxButtonDataBytes } from '../ports';

/**
 * A button below a message of a command: pressing it hands `data` to the command's `press`, or opens `url`.
 *
 * `data` travels as text, with the command's name: 64 bytes at most.
 */
export type OwnButton<Data> =
  | { readonly text: string; readonly data: Data }
  | { readonly text: string; readonly url: string };

/** A string, which is shown as it is, or a text with formatting, made by `html`. */
type Words = string | Html;

/** A text with buttons. */
export interface OwnText<Data> {
  readonly text: Words;
  /** In rows. */
  readonly buttons?: readonly (readonly OwnButton<Data>[])[];
}

/** A photo or a file. `text` is its caption, at most 1,024 characters. */
type OwnFile<Data> = Partial<OwnText<Data>> & ({ readonly photo: FileSource } | { readonly document: FileSource });

/** A message of a command. */
export type OwnMessage<Data> = Words | OwnText<Data> | OwnFile<Data>;

/** What a command does. */
export interface OwnTurn<Data, State> {
  /** Sent in this order, at most five. A second delivery of the update sends those that were not sent. */
  readonly messages?: readonly OwnMessage<Data>[];
  /** The command's state of this person from now on; null: none. Absent: unchanged. */
  readonly state?: State | null;
  /**
   * True: the person's next text goes to the command's `answer`, in a private chat and within a day. Otherwise a
   * waiting question ends; after a press it ends only if this is false.
   */
  readonly asks?: boolean;
}

/** What a command does where a button was pressed. */
export interface OwnPressTurn<Data, State> extends OwnTurn<Data, State> {
  /** Replaces the text and buttons of the pressed message. Sent below it if that is a photo or a file. */
  readonly edit?: Words | OwnText<Data>;
  /** Shown over the chat to the person who has pressed: plain text, at most 200 characters. */
  readonly notice?: string;
}

/** Without a press no message can be edited and no notice shown. */
type OwnReplyTurn<Data, State> = OwnTurn<Data, State> & { readonly edit?: never; readonly notice?: never };

/** What a command answers with: one message, several, or all that it can do. */
export type OwnReply<Data, State> = OwnMessage<Data> | readonly OwnMessage<Data>[] | OwnReplyTurn<Data, State>;

/** The answer to a press: new content of its message, or all that a command can do. */
export type OwnPressReply<Data, State> = Words | OwnText<Data> | OwnPressTurn<Data, State>;

const isList = (reply: unknown): reply is readonly unknown[] => Array.isArray(reply);

export const turnOf = <Data, State>(reply: OwnReply<Data, State>): OwnTurn<Data, State> => {
  if (isList(reply)) return { messages: reply };
  return isMessage(reply) ? { messages: [reply] } : reply;
};

export const turnOfPress = <Data, State>(reply: OwnPressReply<Data, State>): OwnPressTurn<Data, State> =>
  isText(reply) ? { edit: reply } : reply;

const isText = <Data>(reply: object | string): reply is Words | OwnText<Data> =>
  typeof reply === 'string' || 'html' in reply || 'text' in reply;

const isMessage = <Data>(reply: object | string): reply is OwnMessage<Data> =>
  isText<Data>(reply) || 'photo' in reply || 'document' in reply;

export const htmlOf = (words: Words): Html => (typeof words === 'string' ? html`${words}` : words);

/** No button of a report starts like this. After the name comes a text, or other data as JSON. */
const pattern = /^\/([a-z0-9_]{1,32})([:=])([^]*)$/;

/**
 * Writes what a button of a command carries.
 *
 * @throws {OwnCommandError} It is longer than Telegram takes. Not retryable.
 */
export function ownButtonData(command: string, data: unknown): string {
  const text = typeof data === 'string' ? `/${command}:${data}` : `/${command}=${JSON.stringify(data)}`;
  const byteCount = new TextEncoder().encode(text).byteLength;
  if (byteCount <= maxButtonDataBytes) return text;
  const problem = `gives a button ${byteCount} bytes with its name; Telegram takes ${maxButtonDataBytes}.`;
  throw new OwnCommandError(command, problem);
}

/** The data of a press, which may be made up: neither the command nor the data need exist. */
export interface OwnPress {
  readonly command: string;
  readonly data: unknown;
}

/** @returns undefined if it is not a button of a command. */
export function readOwnButton(text: string | undefined): OwnPress | undefined {
  const [, command, kind, content = ''] = pattern.exec(text ?? '') ?? [];
  if (command === undefined) return undefined;
  if (kind === ':') return { command, data: content };
  try {
    return { command, data: JSON.parse(content) as unknown };
  } catch {
    return undefined;
  }
}

export const ownButtonsOf = (command: string, { buttons }: Partial<OwnText<unknown>>): Buttons | undefined =>
  buttons?.map((row) =>
    row.map((button) => ('url' in button ? button : { text: button.text, data: ownButtonData(command, button.data) })),
  );
