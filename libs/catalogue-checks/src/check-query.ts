import { type QueryProblem, MalformedQueryError, parseQuery, referencedFields } from '@pulso/logs-insights';

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
