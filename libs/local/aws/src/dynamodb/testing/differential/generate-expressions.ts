import { type AttributeValue } from '@aws-sdk/client-dynamodb';
import { type SeededRandom } from '@pulso/local/seeded-random';

import { anyValue, attributeNames, valueNamed } from './generate-values';

/** Collects the placeholders of the expressions of one request. */
export interface Placeholders {
  /** @returns A path, some of its names as placeholders. */
  path(): string;
  /** @param like - The attribute whose type the value has; any type when absent. */
  value(like?: string): string;
  /** @returns The members that a request needs for them. */
  members(): object;
}

const steps = ['.x', '.y', '.n', '.l[0]', '[0]', '[1]', '[5]', '.x.y', '[0].x', '.nowhere.x'];

export function createPlaceholders(random: SeededRandom): Placeholders {
  const names: Record<string, string> = {};
  const values: Record<string, AttributeValue> = {};
  return {
    path: () => {
      const top = random.chance(0.08) ? random.pick(['pk', 'phase', 'due', 'mark']) : random.pick(attributeNames);
      const rest = (top === 'm' || top === 'l') && random.chance(0.7) ? random.pick(steps) : '';
      if (!random.chance(0.2)) return top + rest;
      names[`#${top}`] = top;
      return `#${top}${rest}`;
    },
    value: (like) => {
      const name = `:v${Object.keys(values).length}`;
      values[name] = like !== undefined && random.chance(0.85) ? valueNamed(like, random) : anyValue(random);
      return name;
    },
    members: () => ({
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    }),
  };
}

const lastName = (path: string): string => /(?<name>\w+)(?:\[\d+\])?$/.exec(path)?.groups?.['name'] ?? 'n';

const comparators = ['=', '<>', '<', '<=', '>', '>='];

/** @returns A condition or a filter. */
export function condition(random: SeededRandom, placeholders: Placeholders, depth = 2): string {
  const inner = (): string => condition(random, placeholders, depth - 1);
  if (depth > 0 && random.chance(0.35)) {
    return random.pick([
      () => `${inner()} AND ${inner()}`,
      () => `${inner()} OR ${inner()}`,
      () => `NOT ${inner()}`,
      () => `(${inner()})`,
      () => `(${inner()} OR ${inner()}) and not (${inner()})`,
    ])();
  }
  const path = placeholders.path();
  const value = (): string => placeholders.value(lastName(path));
  return random.pick([
    () => `attribute_exists(${path})`,
    () => `attribute_not_exists(${path})`,
    () => `${path} ${random.pick(comparators)} ${value()}`,
    () => `${path} ${random.pick(comparators)} ${value()}`,
    () => `${value()} ${random.pick(comparators)} ${path}`,
    () => `${path} ${random.pick(comparators)} ${placeholders.path()}`,
    () => `${path} BETWEEN ${value()} AND ${value()}`,
    () => `${path} IN (${value()}, ${value()})`,
    () => `begins_with(${path}, ${placeholders.value('s')})`,
    () => `contains(${path}, ${placeholders.value(random.pick(['s', 'n']))})`,
    () => `size(${path}) ${random.pick(comparators)} ${placeholders.value('n')}`,
    () => `attribute_type(${path}, ${placeholders.value('s')})`,
  ])();
}

/** @returns An UpdateExpression of one to four clauses. */
export function update(random: SeededRandom, placeholders: Placeholders): string {
  const clauses = new Map<string, string[]>();
  for (let count = 1 + random.below(3); count > 0; count -= 1) {
    const keyword = random.pick(['SET', 'SET', 'SET', 'REMOVE', 'ADD', 'ADD', 'DELETE']);
    clauses.set(keyword, [...(clauses.get(keyword) ?? []), action(keyword, random, placeholders)]);
  }
  return [...clauses].map(([keyword, actions]) => `${keyword} ${actions.join(', ')}`).join(' ');
}

function action(keyword: string, random: SeededRandom, placeholders: Placeholders): string {
  const path = placeholders.path();
  const name = lastName(path);
  const value = (): string => placeholders.value(name);
  const operand = (): string => (random.chance(0.5) ? path : placeholders.path());
  switch (keyword) {
    case 'REMOVE':
      return path;
    case 'ADD': {
      const of = random.pick(['n', 'ss', 'ns', 'bs']);
      return random.chance(0.8) ? `${of} ${placeholders.value(of)}` : `${path} ${value()}`;
    }
    case 'DELETE': {
      const of = random.pick(['ss', 'ns', 'bs']);
      return random.chance(0.8) ? `${of} ${placeholders.value(of)}` : `${path} ${value()}`;
    }
    default:
      return random.pick([
        () => `${path} = ${value()}`,
        () => `${path} = ${value()}`,
        () => `${path} = ${operand()}`,
        () => `n = n + ${placeholders.value('n')}`,
        () => `${path} = ${operand()} - ${placeholders.value('n')}`,
        () => `n = if_not_exists(n, ${placeholders.value('n')}) + ${placeholders.value('n')}`,
        () => `${path} = if_not_exists(${operand()}, ${value()})`,
        () => `l = list_append(l, ${placeholders.value('l')})`,
        () => `l = list_append(${placeholders.value('l')}, if_not_exists(l, ${placeholders.value('l')}))`,
      ])();
  }
}

/** @returns A ProjectionExpression. */
export const projection = (random: SeededRandom, placeholders: Placeholders): string =>
  Array.from({ length: 1 + random.below(3) }, () => placeholders.path()).join(', ');

/** @returns The expression with something wrong with its text, or the same by chance. */
export function misspelt(expression: string, random: SeededRandom): string {
  const at = random.below(expression.length + 1);
  const tokens = expression.split(' ');
  const index = random.below(tokens.length);
  return random.pick([
    () => expression.slice(0, at) + expression.slice(at + 1),
    () => tokens.filter((_token, position) => position !== index).join(' '),
    () =>
      [
        ...tokens.slice(0, index),
        random.pick(['AND', ',', '(', ')', '=', 'name', ':missing', '#missing', 'SET']),
        ...tokens.slice(index),
      ].join(' '),
    () => `${expression} ${expression}`,
    () => '',
    () => `${expression.slice(0, at)}${random.pick(['&', '"', ';', '..', '[x]'])}${expression.slice(at)}`,
  ])();
}
