import { type NumberDefinition, type QueryDefinition } from './report-definition';

interface NumberReference {
  readonly queryId: string;
  /** Where the query has several numbers. */
  readonly numberId?: string;
}

/** What a report says of a number: of one among several, or of the only one that a query answers with. */
type FoundNumber = Pick<NumberDefinition, 'title' | 'unit' | 'better' | 'prominence' | 'additive'>;

/**
 * Finds a number of a report by its name.
 *
 * @returns undefined when there is none: no such query, no such number of it, or a query that answers otherwise. One
 *   without `numbers`, `tables`, `returns` and `columns` counts as a number: only its result could tell.
 */
export function findNumber(
  queries: readonly QueryDefinition[],
  { queryId, numberId }: NumberReference,
): FoundNumber | undefined {
  const query = queries.find(({ id }) => id === queryId);
  if (numberId !== undefined) return query?.numbers?.find(({ id }) => id === numberId);
  return query?.numbers || query?.tables || query?.returns || query?.columns ? undefined : query;
}

/** @example 'activity/people' */
export const numberName = ({ queryId, numberId }: NumberReference): string =>
  numberId === undefined ? queryId : `${queryId}/${numberId}`;
