import { type FieldReference } from '../plan/query-plan';
import { type Expression, type Field } from '../syntax/expression';
import { type KnownValues, knownValuesOf } from './known-values';
import { type FieldSchema, type MetricSchema } from './metric-schema';

const anything: FieldSchema = { type: 'any' };
const text: FieldSchema = { type: 'text' };

/**
 * What every event has; times can be compared with numbers and with texts.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
 */
export const systemFields: ReadonlyMap<string, FieldSchema> = new Map<string, FieldSchema>([
  ['@message', text],
  ['@timestamp', anything],
  ['@ingestionTime', anything],
  ['@logStream', text],
  ['@log', text],
  ['@ptr', text],
]);

/** Names that AWS adds to events by account, resource and entity; this engine never finds them. */
const awsFieldStarts: readonly string[] = ['@aws.', '@entity.'];

/** The fields that a query can ask for, and the values that they can have. */
export class KnownFields {
  /** Whether events can have other fields too. */
  readonly allowsOthers: boolean;
  readonly #schemas: ReadonlyMap<string, FieldSchema>;
  readonly #wildcards: readonly (readonly [parts: readonly string[], schema: FieldSchema])[];

  constructor({ fields, allowsOthers = false }: MetricSchema) {
    const described = Object.entries(fields);
    this.allowsOthers = allowsOthers;
    this.#schemas = new Map([...systemFields, ...described]);
    this.#wildcards = described
      .map(([name, schema]) => [name.split('.'), schema] as const)
      .filter(([parts]) => parts.includes('*'));
  }

  get names(): readonly string[] {
    return [...this.#schemas.keys()];
  }

  /** @returns undefined for an unknown name. */
  schemaOf(name: string): FieldSchema | undefined {
    if (awsFieldStarts.some((start) => name.startsWith(start))) return text;
    return this.#schemas.get(name) ?? this.#wildcards.find(([parts]) => isLike(name.split('.'), parts))?.[1];
  }
}

const isLike = (parts: readonly string[], wildcard: readonly string[]): boolean =>
  parts.length === wildcard.length && wildcard.every((part, index) => part === '*' || part === parts[index]);

/** A field of the events, and what is known of its values. */
export interface EventField {
  readonly field: Field;
  /** undefined where nothing is known. */
  readonly known: KnownValues | undefined;
}

/** Finds, in expressions of a query, the fields of the events, and what is known of them; an alias of that name is not a field. */
export class EventFields {
  readonly #fields: KnownFields;
  readonly #places: ReadonlySet<string>;

  /** @param references - The fields that the query reads of the events. */
  constructor(fields: KnownFields, references: readonly FieldReference[]) {
    this.#fields = fields;
    this.#places = new Set(references.map(placeOf));
  }

  /** @returns undefined for everything else. */
  read(expression: Expression): EventField | undefined {
    if (expression.type !== 'field' || !this.#places.has(placeOf(expression))) return undefined;
    const schema = this.#fields.schemaOf(expression.name);
    return { field: expression, known: schema && knownValuesOf(schema) };
  }
}

const placeOf = ({ name, location }: FieldReference): string => `${location.startCharOffset} ${name}`;
