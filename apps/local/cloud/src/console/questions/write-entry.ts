import { type ParsedQuery } from '@pulso/logs-insights';

import { RefusedOperationError } from '../../errors';

/** Formats of columns that reports know by the names of fields. */
const formats: Readonly<Record<string, string>> = { command: 'command', language_code: 'language' };

interface EntryText {
  /** In English. */
  readonly title: string;
  /** Columns of the answer that hold numbers. */
  readonly numberColumns: readonly string[];
  /** Every title is asked for in all of them. */
  readonly languages: readonly string[];
}

/**
 * Writes a query as an entry of a report's `queries`, in TypeScript. What it answers with follows from the query: one row
 * of one number or several, or a table. Every language gets the English title, for a person to translate.
 *
 * @throws {RefusedOperationError} The query lists events, which no report shows.
 */
export function writeEntry({ text, plan }: ParsedQuery, { title, numberColumns, languages }: EntryText): string {
  const grouping = plan.stages.findLast((stage) => stage.grouping)?.grouping;
  if (!grouping) throw new RefusedOperationError('A question of the catalogue counts: let the query end with stats.');
  const titled = (name: string): string =>
    `title: { ${languages.map((language) => `${language}: ${quote(name)}`).join(', ')} }`;
  const isHour = (name: string): boolean =>
    grouping.groups.some(
      (group) =>
        group.name === name &&
        group.expression.type === 'time-bucket' &&
        group.expression.period.unit === 'hour' &&
        group.expression.period.count === 1,
    );
  const formatOf = (name: string): string | undefined =>
    isHour(name) ? 'hour' : (formats[name] ?? (numberColumns.includes(name) ? 'number' : undefined));
  const { columns } = plan;
  const numbers = columns.map((name, index) => {
    const id = columns.findIndex((other) => toId(other) === toId(name)) === index ? toId(name) : `number-${index + 1}`;
    return `{ id: ${quote(id)}, field: ${quote(name)}, ${titled(name)} }`;
  });
  const cells = columns.map((name) => {
    const format = formatOf(name);
    return `{ field: ${quote(name)}, ${titled(name)}${format === undefined ? '' : `, format: '${format}'`} }`;
  });
  const answers =
    grouping.groups.length > 0 ? list('columns', cells) : columns.length > 1 ? list('numbers', numbers) : [];
  return ['{', `  id: ${quote(toId(title))},`, `  ${titled(title)},`, `  query: ${quoteLines(text)},`, ...answers]
    .concat('},\n')
    .join('\n');
}

const list = (name: string, entries: readonly string[]): readonly string[] => [
  `  ${name}: [`,
  ...entries.map((entry) => `    ${entry},`),
  '  ],',
];

/** Lower-case letters, digits and hyphens, as ids of the catalogue are. */
const toId = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 64)
    .replace(/^-+|-+$/g, '') || 'question';

const quoteLines = (text: string): string => {
  const lines = text.trim().split('\n').map(quote);
  return lines.length === 1 ? (lines[0] ?? '') : `[${lines.join(', ')}].join('\\n')`;
};

/** A string literal as the formatter writes it. */
const quote = (text: string): string => {
  const json = JSON.stringify(text);
  return text.includes("'") ? json : `'${json.slice(1, -1).replaceAll('\\"', '"')}'`;
};
