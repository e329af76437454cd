import { type QueryProblem } from '@pulso/logs-insights';

/** @returns The query, a line of carets below the place of the problem, and what is wrong there. */
export function showProblem(query: string, { location, message }: QueryProblem): string {
  const { startCharOffset: start, endCharOffset: end } = location;
  const lineStart = query.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = query.indexOf('\n', start);
  const line = query.slice(lineStart, lineEnd < 0 ? undefined : lineEnd);
  const caretCount = Math.max(1, Math.min(end, lineStart + line.length - 1) - start + 1);
  return [line, ' '.repeat(start - lineStart) + '^'.repeat(caretCount), message].join('\n');
}
