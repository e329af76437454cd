import { compilePattern } from '../patterns/compile-pattern';
import { PatternSyntaxError } from '../patterns/pattern-syntax-error';
import { type FieldSchema, type MetricSchema, type TextSchema } from './metric-schema';
import { allNumbers, numbersFrom, uniteNumbers } from './number-set';
import { type TextPattern, allTexts } from './text-set';
import { type ValueSet, anyScalar, anyTime, flags, missingOnly, setOf, someNumbers, uniteSets } from './value-set';

const anyText: ValueSet = { ...anyScalar, isText: true };
const amount = someNumbers(numbersFrom(0, Infinity), true);

/**
 * What every event has, and what Lambda's own lines have.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
 */
export const systemFields: ReadonlyMap<string, ValueSet> = new Map([
  ['@message', { ...anyText, missing: false }],
  ['@timestamp', { ...anyTime, missing: false }],
  ['@ingestionTime', anyTime],
  ['@logStream', anyText],
  ['@log', anyText],
  ['@ptr', anyText],
  ['@type', anyText],
  ['@requestId', anyText],
  ['@duration', amount],
  ['@billedDuration', amount],
  ['@initDuration', amount],
  ['@memorySize', amount],
  ['@maxMemoryUsed', amount],
  ['@xrayTraceId', anyText],
  ['@xraySegmentId', anyText],
]);

/** Names that AWS adds to events by account, resource and entity; this engine never finds them. */
const awsFieldStarts: readonly string[] = ['@aws.', '@entity.'];

/** The fields that a query can ask for, and the values that they can have. */
export class KnownFields {
  /** Whether events can have other fields too. */
  readonly allowsOthers: boolean;
  readonly #sets: ReadonlyMap<string, ValueSet>;
  readonly #wildcards: readonly (readonly [parts: readonly string[], set: ValueSet])[];

  constructor({ fields, allowsOthers = false }: MetricSchema) {
    const described = Object.entries(fields).map(([name, field]) => [name, valuesBy(field)] as const);
    this.allowsOthers = allowsOthers;
    this.#sets = new Map([...systemFields, ...described]);
    this.#wildcards = described.flatMap(([name, set]) => {
      const parts = name.split('.');
      return parts.includes('*') ? [[parts, set] as const] : [];
    });
  }

  get names(): readonly string[] {
    return [...this.#sets.keys()];
  }

  /** @returns undefined for a name of which nothing is known. */
  valuesOf(name: string): ValueSet | undefined {
    if (awsFieldStarts.some((start) => name.startsWith(start))) return anyText;
    return this.#sets.get(name) ?? this.#wildcards.find(([parts]) => isLike(name.split('.'), parts))?.[1];
  }
}

const isLike = (parts: readonly string[], wildcard: readonly string[]): boolean =>
  parts.length === wildcard.length && wildcard.every((part, index) => part === '*' || part === parts[index]);

function valuesBy(field: FieldSchema): ValueSet {
  switch (field.type) {
    case 'boolean':
      return { ...flags, missing: true };
    case 'number': {
      const { minimum = -Infinity, maximum = Infinity, integer = false, values } = field;
      if (values)
        return someNumbers(
          uniteNumbers(values.map((value) => numbersFrom(value, value, Number.isInteger(value)))),
          true,
        );
      return someNumbers(
        minimum === -Infinity && maximum === Infinity && !integer ? allNumbers : numbersFrom(minimum, maximum, integer),
        true,
      );
    }
    case 'text':
      return textsBy(field);
    case 'any':
      return anyScalar;
    default:
      return field satisfies never;
  }
}

function textsBy({ values, pattern }: TextSchema): ValueSet {
  if (values) return { ...uniteSets([missingOnly, ...values.map(setOf)]), isText: true };
  const form = pattern === undefined ? undefined : formOf(pattern);
  return form ? { ...anyText, texts: { ...allTexts, pattern: form } } : anyText;
}

function formOf(source: string): TextPattern | undefined {
  try {
    const pattern = compilePattern(source);
    return { source, test: (text) => pattern.test(text) };
  } catch (error) {
    if (error instanceof PatternSyntaxError) return undefined;
    throw error;
  }
}
