import { type BotApiError } from '../bot-api-error';

type Fields = Readonly<Record<string, unknown>>;

/** Makes the error of a problem. */
type Refuse = (problem: string) => BotApiError;

/**
 * Reads a text field as Telegram does, which takes numbers for texts, and `null` for no text and not for nothing.
 *
 * @throws {BotApiError} The field is missing or of another type.
 * @see https://github.com/tdlib/td/blob/master/tdutils/td/utils/JsonBuilder.cpp get_required_string_field
 */
export function requiredText(fields: Fields, name: string, refuse: Refuse): string {
  const value = requiredField(fields, name, refuse);
  if (typeof value !== 'string' && typeof value !== 'number') throw refuse(`Field "${name}" must be of type String`);
  return String(value);
}

/** The same for a field that may be missing. @returns Empty when it is. @throws {BotApiError} It is of another type. */
export const optionalText = (fields: Fields, name: string, refuse: Refuse): string =>
  fields[name] === undefined ? '' : requiredText(fields, name, refuse);

/** @returns False when the field is missing. @throws {BotApiError} It is of another type; the text `"true"` is. */
export function optionalFlag(fields: Fields, name: string, refuse: Refuse): boolean {
  const value = fields[name] === undefined ? false : fields[name];
  if (typeof value !== 'boolean') throw refuse(`Field "${name}" must be of type Boolean`);
  return value;
}

/**
 * Reads a whole number of 32 bits, which may be given as a text.
 *
 * @throws {BotApiError} The field is missing or no such number.
 */
export function requiredInteger(fields: Fields, name: string, refuse: Refuse): number {
  const value = requiredField(fields, name, refuse);
  if (typeof value !== 'string' && typeof value !== 'number') throw refuse(`Field "${name}" must be a Number`);
  const limit = 2 ** 31;
  const number = /^-?\d+$/.test(String(value)) ? Number(value) : NaN;
  if (!(number >= -limit && number < limit)) throw refuse(`Field "${name}" must be a valid Number`);
  return number;
}

function requiredField(fields: Fields, name: string, refuse: Refuse): unknown {
  const value = fields[name];
  if (value === undefined) throw refuse(`Can't find field "${name}"`);
  return value;
}
