import * as fc from 'fast-check';
import * as z from 'zod/mini';

type Schema = z.core.$ZodType;

/** Replacements for schemas that do not say what they accept. */
export type StandIns = ReadonlyMap<Schema, Schema>;

/** The minimum and maximum of a number, or of a count of characters or entries. */
interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** The longest text without a limit in its schema: a reader that starts to limit it refuses some. */
const longestText = 1_000;

/**
 * Generates values that a schema accepts: optional members are present and absent, and every alternative occurs.
 *
 * Values that a `catch` would replace are never generated, since no sender intends them.
 *
 * @returns Values of the schema's input that pass its own checks.
 * @throws {Error} The schema is of a kind that is not known here.
 */
export function arbitraryOf(schema: Schema, standIns: StandIns = new Map()): fc.Arbitrary<unknown> {
  const of = (part: Schema): fc.Arbitrary<unknown> => {
    const { def } = ((standIns.get(part) ?? part) as z.core.$ZodTypes)._zod;
    const bounds = boundsOf(def);
    switch (def.type) {
      case 'object':
        return objectOf(def.shape, of);
      case 'array':
        return lengthsOf(bounds, 3, (length) => fc.array(of(def.element), length));
      case 'tuple':
        return fc.tuple(...def.items.map(of));
      case 'record':
        return fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), of(def.valueType), {
          maxKeys: 3,
          noNullPrototype: true,
        });
      case 'intersection':
        return fc
          .tuple(of(def.left), of(def.right))
          .map(([left, right]) => ({ ...(right as object), ...(left as object) }));
      case 'union':
        return fc.oneof(...def.options.map(of));
      case 'nullable':
        return fc.oneof(of(def.innerType), fc.constant(null));
      case 'optional':
      case 'catch':
        return of(def.innerType);
      case 'literal':
        return fc.constantFrom(...def.values);
      case 'enum':
        return fc.constantFrom(...Object.values(def.entries));
      case 'boolean':
        return fc.boolean();
      case 'number':
        return 'format' in def
          ? wholeOf(bounds)
          : fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value));
      case 'string':
        return stringOf(def, bounds);
      // An attribute that holds JSON text.
      case 'pipe':
        return of(def.out).map((value) => JSON.stringify(value));
      // JSON of a team.
      case 'unknown':
        return fc.oneof(fc.string(), fc.integer(), fc.array(fc.boolean()));
      default:
        throw new Error(`No content can be made up for a schema "${def.type}": arbitrary-of.ts does not know it.`);
    }
  };
  return of(schema).filter((value) => z.safeParse(schema, value).success);
}

/** Each optional member is absent every other time. */
function objectOf(
  shape: Readonly<Record<string, Schema>>,
  of: (schema: Schema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const members = Object.entries(shape);
  const requiredKeys = members.filter(([, member]) => member._zod.optin === undefined).map(([name]) => name);
  return fc.record(Object.fromEntries(members.map(([name, member]) => [name, of(member)])), {
    requiredKeys,
    noNullPrototype: true,
  });
}

function stringOf(def: z.core.$ZodTypeDef, { least, most }: Bounds): fc.Arbitrary<string> {
  if ('format' in def && def.format === 'datetime')
    return fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString());
  const patterns = (def.checks ?? []).map(({ _zod }) => (_zod.def as { readonly pattern?: RegExp }).pattern);
  const pattern = patterns.find((candidate) => candidate !== undefined);
  if (pattern !== undefined) return fc.stringMatching(pattern);
  return lengthsOf({ least, most: most === Infinity ? longestText : most }, 8, (length) => fc.string(length));
}

/** Mostly few, now and then the maximum. */
function lengthsOf<T>(
  { least, most }: Bounds,
  few: number,
  of: (length: { readonly minLength: number; readonly maxLength: number }) => fc.Arbitrary<T>,
): fc.Arbitrary<T> {
  const minLength = Math.max(least, 0);
  const short = of({ minLength, maxLength: Math.min(most, minLength + few) });
  if (most === Infinity) return short;
  return fc.oneof({ weight: 9, arbitrary: short }, { weight: 1, arbitrary: of({ minLength: most, maxLength: most }) });
}

/** Within what a double holds exactly; both ends come, too. */
function wholeOf({ least, most }: Bounds): fc.Arbitrary<number> {
  const [from, to] = [Math.max(least, -(2 ** 51)), Math.min(most, 2 ** 51)];
  const inside = fc.maxSafeInteger().map((value) => from + (Math.abs(value) % (to - from + 1)));
  return fc.oneof({ weight: 9, arbitrary: inside }, { weight: 1, arbitrary: fc.constantFrom(from, to) });
}

function boundsOf({ checks = [] }: z.core.$ZodTypeDef): Bounds {
  const bounds = { least: -Infinity, most: Infinity };
  for (const { _zod } of checks) {
    const check = _zod.def as { readonly minimum?: number; readonly maximum?: number; check: string; value?: number };
    bounds.least = check.minimum ?? (check.check === 'greater_than' ? (check.value ?? 0) : bounds.least);
    bounds.most = check.maximum ?? (check.check === 'less_than' ? (check.value ?? Infinity) : bounds.most);
  }
  return bounds;
}
