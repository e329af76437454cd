import { maxButtonDataBytes } from '../button-data';
import { type Buttons } from '../ports';
import { OwnCommandError } from './errors';
import { type OwnText } from './own-message';

/** Starts as no button of a report does. What follows the name is a text, or anything else as JSON. */
const pattern = /^\/([a-z0-9_]{1,32})([:=])([^]*)$/;

/**
 * Writes what a button of a command carries.
 *
 * @throws {OwnCommandError} Telegram takes 64 bytes. Not retryable.
 */
export function ownButtonData(command: string, data: unknown): string {
  const text = typeof data === 'string' ? `/${command}:${data}` : `/${command}=${JSON.stringify(data)}`;
  const byteCount = new TextEncoder().encode(text).byteLength;
  if (byteCount > maxButtonDataBytes)
    throw new OwnCommandError(
      command,
      `gives a button ${byteCount} bytes with its name; Telegram takes ${maxButtonDataBytes}.`,
    );
  return text;
}

/** What a press of a command's button carries, which may be made up: neither the command nor the data need exist. */
export interface OwnPress {
  readonly command: string;
  readonly data: unknown;
}

/** @returns undefined for what is no button of a command. */
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
