import { type AttributeValue } from '@aws-sdk/client-dynamodb';
import { type SeededRandom } from '@pulso/local/seeded-random';

export type Item = Record<string, AttributeValue>;

const numbers = ['0', '1', '2', '3', '-1', '7', '10', '1.5', '-0.25', '100', '12345678901234567890'];
const oddNumbers = ['-0', '1.0', '007', '1e2', '+5', '1E-130', '9.9E125', '.5', '0.1e1', '0.10'];
const texts = ['a', 'b', 'c', 'ab', 'abc', 'B', 'ä', 'z', '10', ''];
const bytes = [[1], [1, 2], [255], [0], []].map((list) => Uint8Array.from(list));

/** Attributes that expressions speak of, by the type that they mostly have. */
const makers: Readonly<Record<string, (random: SeededRandom, depth: number) => AttributeValue>> = {
  n: (random) => ({ N: random.pick(random.chance(0.1) ? oddNumbers : numbers) }),
  s: (random) => ({ S: random.pick(texts) }),
  flag: (random) => ({ BOOL: random.chance(0.5) }),
  nul: () => ({ NULL: true }),
  b: (random) => ({ B: random.pick(bytes) }),
  ss: (random) => ({ SS: some(random, texts.slice(0, 6)) }),
  ns: (random) => ({ NS: some(random, numbers) }),
  bs: (random) => ({ BS: some(random, bytes.slice(0, 4)) }),
  m: (random, depth) => ({
    M: Object.fromEntries(
      ['x', 'y', 'n', 'l'].filter(() => random.chance(0.6)).map((name) => [name, anyValue(random, depth - 1)]),
    ),
  }),
  l: (random, depth) => ({ L: Array.from({ length: random.below(4) }, () => anyValue(random, depth - 1)) }),
};

export const attributeNames: readonly string[] = Object.keys(makers);

const scalarNames = ['n', 's', 'flag', 'nul', 'b'];

export function anyValue(random: SeededRandom, depth = 2): AttributeValue {
  const names = depth > 0 ? attributeNames : scalarNames;
  return valueNamed(random.chance(0.3) ? 'n' : random.pick(names), random, depth);
}

/** @returns A value of the type that an attribute of this name mostly has. */
export const valueNamed = (name: string, random: SeededRandom, depth = 2): AttributeValue =>
  (makers[name] ?? anyValueOf)(random, depth);

const anyValueOf = (random: SeededRandom, depth: number): AttributeValue => anyValue(random, depth - 1);

/** What DynamoDB refuses, on the wire. */
export const badValue = (random: SeededRandom): AttributeValue =>
  random.pick<object>([
    { N: 'abc' },
    { N: '' },
    { N: '1e126' },
    { N: '1e-131' },
    { N: '123456789012345678901234567890123456789' },
    { SS: [] },
    { SS: ['a', 'a'] },
    { NS: ['1', '1.0'] },
    { NS: ['1', 'x'] },
    { BS: [Uint8Array.of(1), Uint8Array.of(1)] },
    { NULL: false },
    { L: [{ N: 'x' }] },
    { M: { x: { SS: [] } } },
  ]) as AttributeValue;

/** At least one, none twice. */
function some<T>(random: SeededRandom, options: readonly T[]): T[] {
  const chosen = options.filter(() => random.chance(0.35));
  return chosen.length > 0 ? chosen : [random.pick(options)];
}
