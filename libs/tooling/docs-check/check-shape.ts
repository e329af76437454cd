import type { MarkdownFile } from './read-markdown.ts';

const maxLineColumns = 120;
const maxTableColumns = 160;

/** Documents that are read as a whole, with what each may hold. */
const sizes = [
  { path: 'README.md', unit: 'lines', max: 129, count: (text: string) => text.split('\n').length - 1 },
  { path: 'CONTRIBUTING.md', unit: 'words', max: 900, count: (text: string) => text.trim().split(/\s+/).length },
];

/** What no line break can shorten: the definition of a link, and a heading. */
const isUnbreakable = (text: string): boolean => /^(\[[^\]]+\]:|#{1,6}) /.test(text);

/**
 * Finds tables and lines that are too wide, and documents that are too long. Code is exempt.
 *
 * @returns A line per problem.
 */
export function checkShape(documents: readonly MarkdownFile[]): string[] {
  return documents.flatMap(({ path, text, lines }) => [
    ...lines.flatMap(({ number, text: line, kind }) => {
      const max = kind === 'table' ? maxTableColumns : maxLineColumns;
      const columns = [...line].length;
      if (kind === 'code' || columns <= max || isUnbreakable(line)) return [];
      return [`${path}:${number}: ${kind === 'table' ? 'a table' : 'a line'} of ${columns} columns, at most ${max}`];
    }),
    ...sizes.flatMap(({ path: whole, unit, max, count }) =>
      path === whole && count(text) > max ? [`${path}: ${count(text)} ${unit}, at most ${max}`] : [],
    ),
  ]);
}
