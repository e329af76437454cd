import { type BotApiError } from '../bot-api-error';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a text field as Telegram does, which takes numbers for texts.
 *
 * @param refuse - Makes the error of a problem.
 * @throws {BotApiError} The field is missing or of another type.
 * @see https://github.com/tdlib/td/blob/master/tdutils/td/utils/JsonBuilder.cpp get_required_string_field
 */
export function requiredText(fields: Fields, name: string, refuse: (problem: string) => BotApiError): string {
  const value = fields[name];
  if (value === undefined || value === null) throw refuse(`Can't find field "${name}"`);
  return textOf(value, name, refuse);
}

/** The same for a field that may be missing. @returns Empty when it is. @throws {BotApiError} It is of another type. */
export function optionalText(fields: Fields, name: string, refuse: (problem: string) => BotApiError): string {
  const value = fields[name];
  return value === undefined || value === null ? '' : textOf(value, name, refuse);
}

function textOf(value: unknown, name: string, refuse: (problem: string) => BotApiError): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw refuse(`Field "${name}" must be of type String`);
}

/** Whether a text is a whole number: Telegram takes such texts for numbers. */
export const isNumberText = (value: unknown): boolean => typeof value === 'string' && /^-?\d{1,15}$/.test(value);
