import { type FieldReference } from '../plan/query-plan';
import { type Expression, type Field } from '../syntax/expression';
import { type KnownFields } from './known-fields';
import { type KnownValues, knownValuesOf } from './known-values';

/** A field of the events, and what is known of its values. */
export interface EventField {
  readonly field: Field;
  readonly known: KnownValues;
}

/** Finds, in expressions of a query, the fields of the events whose values are known; an alias of that name is none. */
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
    const known = schema && knownValuesOf(schema);
    return known && { field: expression, known };
  }
}

const placeOf = ({ name, location }: FieldReference): string => `${location.startCharOffset} ${name}`;
