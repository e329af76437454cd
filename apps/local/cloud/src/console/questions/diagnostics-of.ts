import { type QueryDiagnostic } from '@pulso/local/console-api';
import { type MetricSchema, type QueryProblem, checkQuery, lineAndColumn } from '@pulso/logs-insights';

/**
 * Checks a query as it is typed.
 *
 * @param schema - What the events of the chosen log groups hold.
 * @returns What is wrong, in the order of the text; nothing for a query of which there is no word yet.
 */
export const diagnosticsOf = (query: string, schema: MetricSchema): readonly QueryDiagnostic[] =>
  query.trim() === '' ? [] : checkQuery(query, schema).map((problem) => toDiagnostic(query, problem));

function toDiagnostic(query: string, problem: QueryProblem): QueryDiagnostic {
  const { location, severity } = problem;
  const from = Math.min(location.startCharOffset, query.length);
  const to = Math.min(Math.max(location.endCharOffset + 1, from), query.length);
  const place = lineAndColumn(query, location);
  // The parser's errors are sentences in AWS's words; what can be applied or shown apart stands in them.
  const [message = '', expected] = splitAt(problem.message.replace(` (${place})`, ''), ' expecting ');
  const [wanted, ...hint] = (expected ?? '').split('. ');
  const suggestion = problem.suggestion ?? suggestionIn(problem.message, query.slice(from, to));
  return {
    from,
    to,
    place,
    severity,
    message: [message, ...hint].join('. ').replace(/^no event has a field "[^"]*"/, '$&, so it is empty everywhere'),
    ...(expected !== undefined && wanted !== undefined && { expected: wanted }),
    ...(suggestion !== undefined && { suggestion }),
  };
}

const splitAt = (text: string, separator: string): readonly [string, string?] => {
  const at = text.startsWith('mismatched input') ? text.indexOf(separator) : -1;
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
};

function suggestionIn(message: string, written: string): string | undefined {
  if (/\. A \| stands before /.test(message)) return `| ${written}`;
  return /; did you mean (\S+)\?$/.exec(message)?.[1];
}
