import { type QueryLocation, MalformedQueryError, parseQuery, referencedFields } from '@pulso/logs-insights';

/** Something that makes a query of the catalogue useless, with its place in the text. */
export interface QueryProblem {
  readonly location: QueryLocation;
  readonly message: string;
}

/**
 * Finds what is wrong with a query before it is deployed: that it does not parse, or that it asks for a field that no
 * usage record has. CloudWatch Logs accepts the latter and counts nothing.
 *
 * @param query - As in the catalogue.
 * @param knownFields - The names that usage records have. Names that start with `@` are system fields and always known.
 */
export function checkQuery(query: string, knownFields: ReadonlySet<string>): QueryProblem[] {
  try {
    return referencedFields(parseQuery(query))
      .filter(({ name }) => !name.startsWith('@') && !knownFields.has(name))
      .map(({ name, location }) => ({
        location,
        message: `no usage record has the field "${name}"; known are ${[...knownFields].join(', ')}`,
      }));
  } catch (error) {
    if (error instanceof MalformedQueryError) return [{ location: error.location, message: error.message }];
    throw error;
  }
}

/** @returns The query, a line of carets below the place of the problem, and what is wrong there. */
export function showProblem(query: string, { location, message }: QueryProblem): string {
  const { startCharOffset: start, endCharOffset: end } = location;
  const lineStart = query.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = query.indexOf('\n', start);
  const line = query.slice(lineStart, lineEnd < 0 ? undefined : lineEnd);
  const caretCount = Math.max(1, Math.min(end, lineStart + line.length - 1) - start + 1);
  return [line, ' '.repeat(start - lineStart) + '^'.repeat(caretCount), message].join('\n');
}
