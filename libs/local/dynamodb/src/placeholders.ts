import { type AttributeValue } from '@aws-sdk/client-dynamodb';

import { type Item, type ValueType, typeOf } from './attribute-values';
import { NotModelledError, validationException } from './errors';
import { bytesOfValue } from './sizes';

/** As in a request. */
export interface GivenPlaceholders {
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Item | undefined;
}

/** What the slots of {@link Placeholders} stand for in one request. */
export interface Bound {
  readonly names: readonly string[];
  readonly values: readonly AttributeValue[];
}

interface ValueCheck {
  readonly slot: number;
  readonly types: readonly ValueType[];
  readonly operator: string;
}

/**
 * The names and values that the expressions of one request mention. Compiled expressions know them by slot, a number,
 * so that one compilation serves all requests with the same texts.
 */
export class Placeholders {
  /** By slot: `#placeholder`, or an attribute's name that stands in the expression itself. */
  readonly #names: string[] = [];
  /** By slot: `:placeholder`. */
  readonly #values: string[] = [];
  readonly #valueChecks: ValueCheck[] = [];
  readonly #nameChecks: ((names: readonly string[]) => void)[] = [];
  #placeholderNameCount = 0;
  /** Names of the last request: the next one nearly always has the same. */
  #lastNames: readonly string[] | undefined;

  slotOfName(token: string): number {
    const slot = slotOf(token, this.#names);
    this.#placeholderNameCount = this.#names.filter(isPlaceholder).length;
    return slot;
  }

  slotOfValue(token: string): number {
    return slotOf(token, this.#values);
  }

  /** Lets {@link bind} refuse values of other types, as DynamoDB does before it looks at the item. */
  requireType(slot: number, types: readonly ValueType[], operator: string): void {
    this.#valueChecks.push({ slot, types, operator });
  }

  /** Lets {@link bind} call `check` with the names by slot whenever they are new. */
  checkNames(check: (names: readonly string[]) => void): void {
    this.#nameChecks.push(check);
  }

  /** @throws ValidationException: a placeholder is unknown, not used or of a wrong type; {@link NotModelledError}. */
  bind({ ExpressionAttributeNames: names, ExpressionAttributeValues: values }: GivenPlaceholders): Bound {
    refuseUnused('ExpressionAttributeNames', names, this.#placeholderNameCount, this.#names);
    refuseUnused('ExpressionAttributeValues', values, this.#values.length, this.#values);
    return { names: this.#boundNames(names), values: this.#boundValues(values) };
  }

  #boundNames(given: Record<string, string> | undefined): readonly string[] {
    const last = this.#lastNames;
    if (last && this.#names.every((token, slot) => !isPlaceholder(token) || given?.[token] === last[slot])) return last;
    const names = this.#names.map((token) => (isPlaceholder(token) ? ownValue(given, token) : token));
    names.forEach(refuseInheritedName);
    for (const check of this.#nameChecks) check(names);
    return (this.#lastNames = names);
  }

  #boundValues(given: Item | undefined): readonly AttributeValue[] {
    const values = this.#values.map((token) => {
      const value = ownValue(given, token);
      bytesOfValue(value);
      return value;
    });
    for (const { slot, types, operator } of this.#valueChecks) {
      const type = typeOf(values[slot]!);
      if (types.includes(type)) continue;
      throw validationException(
        `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
      );
    }
    return values;
  }
}

function slotOf(token: string, tokens: string[]): number {
  const known = tokens.indexOf(token);
  return known >= 0 ? known : tokens.push(token) - 1;
}

const isPlaceholder = (token: string): boolean => token.charCodeAt(0) === hash;

const hash = '#'.charCodeAt(0);

function ownValue<T>(given: Record<string, T> | undefined, token: string): T {
  const value = given?.[token];
  if (value !== undefined) return value;
  const what = isPlaceholder(token) ? 'name used in the document path' : 'value used in expression';
  throw validationException(`An expression attribute ${what} is not defined; attribute: ${token}`);
}

/** Items are plain objects here, where such a name would find what every object inherits. */
export function refuseInheritedName(name: string): void {
  if (name in {}) throw new NotModelledError(`an attribute of the name ${name}`);
}

/** Every slot has a value of its own, so it suffices to count; which one is too many is looked up for the message. */
function refuseUnused(member: string, given: object | undefined, usedCount: number, used: readonly string[]): void {
  if (given === undefined) return;
  let count = 0;
  for (const _token in given) count += 1;
  if (count === 0) throw validationException(`${member} must not be empty`);
  if (count <= usedCount) return;
  const unused = Object.keys(given).filter((token) => !used.includes(token));
  throw validationException(`Value provided in ${member} unused in expressions: keys: {${unused.join(', ')}}`);
}
