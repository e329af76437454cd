import { NotModelledError, validationException } from '../errors';
import { type Item } from '../values/attribute-values';
import {
  ValueProblem,
  asBoolean,
  asList,
  asObject,
  asText,
  checkAttributeName,
  checkedItem,
  checkedValue,
} from './check-values';
import { serializationException, typeNameOf } from './serialization';
import { type DynamoDbOperation, type Members, type Shape, operationShapes } from './shapes';

/**
 * Checks a request as it came over the wire. Null counts as missing, as in AWS's JSON protocols.
 *
 * @returns A copy with numbers in their shortest form.
 * @throws ValidationException, SerializationException; {@link NotModelledError} for members that are not emulated.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function checkRequest(operation: DynamoDbOperation, input: unknown): object {
  const checker = new RequestChecker(operation);
  const request = checker.structure(operationShapes[operation], input, operation, '');
  checker.finish();
  return request;
}

/**
 * As {@link checkRequest} for callers whose types make sure of all but of members that are not emulated.
 *
 * @throws {NotModelledError}
 */
export function refuseForeignMembers(operation: DynamoDbOperation, input: object): void {
  const members: Members = operationShapes[operation];
  for (const name in input) {
    if (Object.hasOwn(members, name) || Reflect.get(input, name) === undefined) continue;
    throw new NotModelledError(`the parameter ${name} of ${operation}`);
  }
}

const maxReported = 10;

class RequestChecker {
  readonly #operation: string;
  readonly #failures: string[] = [];
  /** The first that is wrong with a value, told when nothing else is. */
  #problem: string | undefined;

  constructor(operation: string) {
    this.#operation = operation;
  }

  finish(): void {
    const count = this.#failures.length;
    if (count > 0) {
      const reported = this.#failures.slice(0, maxReported);
      const many = reported.length === 1 ? '' : 's';
      throw validationException(`${reported.length} validation error${many} detected: ${reported.join('; ')}`);
    }
    if (this.#problem !== undefined) throw validationException(this.#problem);
  }

  /** @param owner - Whose members they are, for messages. @param path - Empty for the request itself. */
  structure(members: Members, value: unknown, owner: string, path: string): Record<string, unknown> {
    const given = asObject(value);
    const foreign = Object.keys(given).filter((name) => !Object.hasOwn(members, name) && given[name] !== null);
    if (foreign.length > 0) throw new NotModelledError(`the parameter ${foreign.join(', ')} of ${owner}`);
    const checked: Record<string, unknown> = {};
    for (const [name, shape] of Object.entries(members)) {
      const at = `${path === '' ? '' : `${path}.`}${startingLow(name)}`;
      const member = given[name] ?? undefined;
      if (member !== undefined) checked[name] = this.#check(shape, member, name, at);
      else if (shape.isRequired) this.#fail(null, at, 'Member must not be null');
    }
    if ('ExpressionAttributeNames' in members) this.#checkUse(members, checked);
    return checked;
  }

  #check(shape: Shape, value: unknown, name: string, at: string): unknown {
    switch (shape.kind) {
      case 'text': {
        const text = asText(value);
        this.#checkLength(text.length, shape, text, at);
        if (shape.pattern && !shape.pattern.test(text)) {
          const pattern = shape.pattern.source.replace(/^\^|\$$/g, '');
          this.#fail(text, at, `Member must satisfy regular expression pattern: ${pattern}`);
        }
        if (shape.values && !shape.values.includes(text)) {
          this.#fail(text, at, `Member must satisfy enum value set: [${shape.values.join(', ')}]`);
        }
        return text;
      }
      case 'boolean':
        return asBoolean(value);
      case 'integer': {
        if (typeof value !== 'number')
          throw serializationException(`${typeNameOf(value)} cannot be converted to Integer`);
        const { min = -Infinity, max = Infinity } = shape;
        if (value < min) this.#fail(value, at, `Member must have value greater than or equal to ${min}`);
        if (value > max) this.#fail(value, at, `Member must have value less than or equal to ${max}`);
        return Math.floor(value);
      }
      case 'list': {
        const elements = asList(value);
        this.#checkLength(elements.length, shape, elements, at);
        return elements.map((element, index) => this.#element(shape.of, element, name, `${at}.${index + 1}.member`));
      }
      case 'map': {
        const entries = Object.entries(asObject(value));
        this.#checkLength(entries.length, shape, value, at);
        return Object.fromEntries(
          entries.map(([key, entry]) => [key, this.#element(shape.of, entry, name, `${at}.${key}.member`)]),
        );
      }
      case 'structure':
        return this.structure(shape.members, value, name, at);
      case 'none':
        if (value === 'NONE') return undefined;
        throw new NotModelledError(`the parameter ${name} of ${this.#operation}`);
      case 'item':
      case 'key':
      case 'startKey':
        return this.#item(value, shape.kind === 'startKey' ? 'The provided starting key is invalid: ' : '');
      case 'names':
        return this.#names(value);
      case 'values':
        return this.#values(value);
      default:
        return shape satisfies never;
    }
  }

  #element(shape: Shape, value: unknown, name: string, at: string): unknown {
    if (value !== null) return this.#check(shape, value, name, at);
    throw validationException(
      `1 validation error detected: Value null at '${at}' failed to satisfy constraint: Member must not be null`,
    );
  }

  #checkLength(
    length: number,
    { min = 0, max = Infinity }: { min?: number; max?: number },
    value: unknown,
    at: string,
  ) {
    if (length < min) this.#fail(value, at, `Member must have length greater than or equal to ${min}`);
    if (length > max) this.#fail(value, at, `Member must have length less than or equal to ${max}`);
  }

  #fail(value: unknown, at: string, constraint: string): void {
    const shown = value === null ? 'null' : `'${typeof value === 'object' ? JSON.stringify(value) : String(value)}'`;
    this.#failures.push(`Value ${shown} at '${at}' failed to satisfy constraint: ${constraint}`);
  }

  #item(value: unknown, prefix: string): Item {
    return this.#orProblem(prefix, '', () => checkedItem(value)) ?? {};
  }

  #names(value: unknown): Record<string, string> {
    const names = Object.entries(asObject(value)).map(([token, name]) => [token, asText(name)] as const);
    for (const [token, name] of names) {
      if (!/^#\w+$/.test(token))
        this.#blame(`ExpressionAttributeNames contains invalid key: Syntax error; key: "${token}"`);
      this.#orProblem('', '', () => checkAttributeName(name));
    }
    return Object.fromEntries(names);
  }

  #values(value: unknown): Item {
    const values: Item = {};
    for (const [token, given] of Object.entries(asObject(value))) {
      if (!/^:\w+$/.test(token)) {
        this.#blame(`ExpressionAttributeValues contains invalid key: Syntax error; key: "${token}"`);
        continue;
      }
      const prefix = 'ExpressionAttributeValues contains invalid value: ';
      const checked = this.#orProblem(prefix, ` for key ${token}`, () => checkedValue(given));
      if (checked) values[token] = checked;
    }
    return values;
  }

  #orProblem<T>(prefix: string, suffix: string, check: () => T): T | undefined {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof ValueProblem)) throw error;
      const ofMany = /^(?:Batch|Transact)/.test(this.#operation);
      const [before, after] = error.isLimit ? [ofMany ? '' : '1 validation error detected: ', ''] : [prefix, suffix];
      this.#blame(before + error.message + after);
      return undefined;
    }
  }

  #blame(problem: string): void {
    this.#problem ??= problem;
  }

  /** Names and values are for expressions. */
  #checkUse(
    members: Members,
    { ExpressionAttributeNames, ExpressionAttributeValues, ...request }: Readonly<Record<string, unknown>>,
  ) {
    const expressions = Object.keys(members).filter((name) => name.endsWith('Expression'));
    const isUnused = (candidates: readonly string[]): boolean =>
      candidates.every((name) => request[name] === undefined);
    if (ExpressionAttributeNames && isUnused(expressions)) {
      this.#blame('ExpressionAttributeNames can only be specified when using expressions');
    }
    const ofValues = expressions.filter((name) => name !== 'ProjectionExpression');
    if (ExpressionAttributeValues && isUnused(ofValues)) {
      this.#blame(
        `ExpressionAttributeValues can only be specified when using expressions: ${ofValues.join(' and ')} ` +
          `${ofValues.length > 1 ? 'are' : 'is'} null`,
      );
    }
  }
}

const startingLow = (name: string): string => name[0]!.toLowerCase() + name.slice(1);
