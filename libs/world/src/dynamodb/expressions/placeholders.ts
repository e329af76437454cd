import { validationException } from '../errors';
import { type AttributeValue, type Item, bytesOfValue, refuseLostName } from '../values';
import { type ExpressionKind } from './token-reader';

/** As in a request. */
export interface GivenPlaceholders {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Readonly<Item> | undefined;
}

/** The values of the slots of {@link Placeholders} in one request. */
export interface Bound {
  readonly names: readonly string[];
  readonly values: readonly AttributeValue[];
}

interface Slot {
  /** `#placeholder` or `:placeholder`, or an attribute's literal name. */
  readonly token: string;
  /** The first expression that has it. */
  readonly kind: ExpressionKind;
}

/**
 * The names and values that the expressions of one request mention. Compiled expressions know them by slot, a number,
 * so that one compilation serves all requests with the same texts.
 */
export class Placeholders {
  readonly #names: Slot[] = [];
  readonly #values: Slot[] = [];
  readonly #nameChecks: ((names: readonly string[]) => void)[] = [];
  readonly #valueChecks: ((values: readonly AttributeValue[]) => void)[] = [];
  #placeholderNameCount = 0;
  /** Names of the last request: the next one nearly always has the same ones. */
  #lastNames: readonly string[] | undefined;

  slotOfName(token: string, kind: ExpressionKind): number {
    const known = this.#names.length;
    const slot = slotOf(token, kind, this.#names);
    if (slot === known && isPlaceholder(token)) this.#placeholderNameCount += 1;
    return slot;
  }

  slotOfValue(token: string, kind: ExpressionKind): number {
    return slotOf(token, kind, this.#values);
  }

  /** Lets {@link bind} call `check` whenever names are new. */
  checkNames(check: (names: readonly string[]) => void): void {
    this.#nameChecks.push(check);
  }

  /** Lets {@link bind} call `check` with every request's values, before anyone looks at an item. */
  checkValues(check: (values: readonly AttributeValue[]) => void): void {
    this.#valueChecks.push(check);
  }

  /** @throws ValidationException: a placeholder is unknown, not used or of a wrong type. */
  bind({ ExpressionAttributeNames: givenNames, ExpressionAttributeValues: givenValues }: GivenPlaceholders): Bound {
    const names = this.#boundNames(givenNames);
    const values = this.#values.map((slot) => ownValue(givenValues, slot));
    // Skips the checks for names that have passed them.
    if (names !== this.#lastNames) for (const check of this.#nameChecks) check(names);
    this.#lastNames = names;
    for (const check of this.#valueChecks) check(values);
    refuseUnused('ExpressionAttributeNames', givenNames, this.#placeholderNameCount, this.#names);
    refuseUnused('ExpressionAttributeValues', givenValues, this.#values.length, this.#values);
    for (const value of values) bytesOfValue(value);
    return { names, values };
  }

  #boundNames(given: GivenPlaceholders['ExpressionAttributeNames']): readonly string[] {
    const last = this.#lastNames;
    const isKnown = last && this.#names.every(({ token }, at) => !isPlaceholder(token) || given?.[token] === last[at]);
    if (isKnown) return last;
    const names = this.#names.map((slot) => (isPlaceholder(slot.token) ? ownValue(given, slot) : slot.token));
    names.forEach(refuseLostName);
    return names;
  }
}

function slotOf(token: string, kind: ExpressionKind, slots: Slot[]): number {
  const known = slots.findIndex((slot) => slot.token === token);
  return known >= 0 ? known : slots.push({ token, kind }) - 1;
}

const isPlaceholder = (token: string): boolean => token.charCodeAt(0) === hash;

const hash = '#'.charCodeAt(0);

function ownValue<T>(given: Readonly<Record<string, T>> | undefined, { token, kind }: Slot): T {
  const value = given?.[token];
  if (value !== undefined) return value;
  throw validationException(
    isPlaceholder(token)
      ? `Invalid ${kind}: An expression attribute name used in the document path is not defined; attribute name: ${token}`
      : `Invalid ${kind}: An expression attribute value used in expression is not defined; attribute value: ${token}`,
  );
}

/** Every slot has its own value, so counting suffices; the superfluous one is searched only for the message. */
function refuseUnused(member: string, given: object | undefined, usedCount: number, used: readonly Slot[]): void {
  if (given === undefined) return;
  let count = 0;
  for (const _token in given) count += 1;
  if (count === 0) throw validationException(`${member} must not be empty`);
  if (count <= usedCount) return;
  const unused = Object.keys(given).filter((token) => !used.some((slot) => slot.token === token));
  throw validationException(`Value provided in ${member} unused in expressions: keys: {${unused.join(', ')}}`);
}
