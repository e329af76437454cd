import * as fc from 'fast-check';

import { type LogEvent } from '../../execution/event-row';
import { type MetricSchema } from '../metric-schema';

/** Fields of all kinds, for the tests. */
export const variedSchema = {
  fields: {
    flag: { type: 'boolean' },
    level: { type: 'number', integer: true, minimum: 0, maximum: 5 },
    ratio: { type: 'number', minimum: 0, maximum: 1 },
    step: { type: 'number', values: [1, 2.5, -3] },
    kind: { type: 'text', values: ['a', 'b', 'ab', ''] },
    code: { type: 'text', values: ['1', '02', 'x'] },
    name: { type: 'text', pattern: '^[a-c]{1,3}$' },
    note: { type: 'text' },
    'chat.id': { type: 'any' },
  },
} as const satisfies MetricSchema;

type FieldName = keyof typeof variedSchema.fields;

/** JSON can write a number in several ways. */
const writtenNumber = (value: number): fc.Arbitrary<string> =>
  fc.constantFrom(
    String(value),
    Number.isInteger(value) ? `${value}.0` : `${value}0`,
    `${value * 10}e-1`,
    `${value}E+0`,
  );

const quoted = (text: fc.Arbitrary<string>): fc.Arbitrary<string> => text.map((value) => JSON.stringify(value));

const anyJson = fc.oneof(
  fc.constantFrom('true', 'false', 'null', '0', '1', '-2.5', '""', '"1"', '"a"', '"x y"', '1e21'),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
);

/** The JSON texts of the values that the schema allows. */
const jsonValues: Readonly<Record<FieldName, fc.Arbitrary<string>>> = {
  flag: fc.constantFrom('true', 'false'),
  level: fc.integer({ min: 0, max: 5 }).chain(writtenNumber),
  ratio: fc.oneof(fc.constantFrom('0', '1', '0.5', '5e-324'), fc.double({ min: 0, max: 1, noNaN: true }).map(String)),
  step: fc.constantFrom(1, 2.5, -3).chain(writtenNumber),
  kind: quoted(fc.constantFrom(...variedSchema.fields.kind.values)),
  code: quoted(fc.constantFrom(...variedSchema.fields.code.values)),
  name: quoted(fc.stringMatching(/^[a-c]{1,3}$/)),
  note: quoted(fc.oneof(fc.constantFrom('', ' ', '1', '0', '5', 'a', 'true', '-1e3'), fc.string({ maxLength: 5 }))),
  'chat.id': anyJson,
};

const document = fc.record(jsonValues, { requiredKeys: [] }).map(
  (fields) =>
    `{${Object.entries(fields)
      .map(([name, json]) => `"${name}":${json}`)
      .join(',')}}`,
);

/** Events that follow {@link variedSchema}, and lines without fields. */
export const conformingEvents: fc.Arbitrary<LogEvent> = fc.record({
  timestamp: fc.integer({ min: 0, max: 2_000_000_000_000 }),
  message: fc.oneof(
    { weight: 9, arbitrary: document },
    { weight: 1, arbitrary: fc.constantFrom('', '1', 'REPORT RequestId: x\tDuration: 1.50 ms\tMemory Size: 128 MB') },
  ),
});

const fields = fc.constantFrom(...Object.keys(variedSchema.fields), '@message', '@timestamp', '@duration', '@type');
const literals = fc.constantFrom(
  ...['0', '1', '2', '5', '6', '0.5', '-3', '2.5', '1e200', 'true', 'false'],
  ...['""', '" "', '"a"', '"b"', '"ab"', '"x"', '"1"', '"02"', '"true"', '"5"', '"abcd"', '"/"'],
);
const comparisons = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
const patterns = fc.constantFrom('"a"', '""', '"1"', '"true"', '/^a/', '/b$/', '/[0-9]/', '/x|true/', '/^$/', '/\\./');

const atom = fc.oneof(
  fc.tuple(fields, comparisons, literals).map((parts) => parts.join(' ')),
  fc.tuple(literals, comparisons, fields).map((parts) => parts.join(' ')),
  fc
    .tuple(fields, fc.constantFrom('in', 'not in'), fc.array(literals, { minLength: 1, maxLength: 3 }))
    .map(([name, operator, list]) => `${name} ${operator} [${list.join(', ')}]`),
  fc.tuple(fields, fc.constantFrom('like', 'not like'), patterns).map((parts) => parts.join(' ')),
);

/** Conditions on the fields of {@link variedSchema}. */
export const conditions: fc.Arbitrary<string> = fc.oneof(
  atom,
  fc.tuple(atom, fc.constantFrom('and', 'or'), atom).map((parts) => `(${parts.join(' ')})`),
  atom.map((text) => `not (${text})`),
);
