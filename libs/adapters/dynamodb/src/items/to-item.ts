import { type AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

/** Texts, numbers, booleans and objects of these. Write anything else as JSON. */
type Storable<T> = T extends string | number | boolean | undefined
  ? T
  : T extends readonly unknown[] | null
    ? never
    : { readonly [K in keyof T]: Storable<T[K]> };

/**
 * Writes fields as the attributes of an item. A field that is undefined is left out.
 *
 * @example
 * toItem({ pk: 'run#a', revision: 3, sentAtMs: undefined }); // { pk: { S: 'run#a' }, revision: { N: '3' } }
 */
export const toItem = <T extends object>(fields: T & Storable<T>): Item =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, attributeOf(value)]])),
  );

/** The last type that is left is an object. */
const attributeOf = (value: unknown): AttributeValue =>
  typeof value === 'string'
    ? { S: value }
    : typeof value === 'number'
      ? { N: `${value}` }
      : typeof value === 'boolean'
        ? { BOOL: value }
        : { M: toItem(value as object) };
