import { type ParsedQuery } from './parser/parse-query';
import { type FieldReference } from './plan/query-plan';

/**
 * Lists the fields of the events that a query reads, so that they can be checked against a schema.
 *
 * @returns Every occurrence with its place in the text, aliases left out. System fields such as `@timestamp` and
 * Lambda's such as `@duration` are among them; `bin(...)` counts as a reading of `@timestamp`.
 * @example
 * referencedFields(parseQuery('filter is_grup = 1')); // [{ name: 'is_grup', location: { startCharOffset: 7, endCharOffset: 13 } }]
 */
export const referencedFields = ({ plan }: ParsedQuery): readonly FieldReference[] => plan.fieldReferences;
