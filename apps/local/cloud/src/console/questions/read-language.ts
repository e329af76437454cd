import { type QueryWord } from '@pulso/local/console-api';

const sections: readonly (readonly [title: string, kind: QueryWord['kind']])[] = [
  ['Commands', 'command'],
  ['Functions', 'function'],
  ['Aggregate functions', 'aggregate'],
];

/**
 * Reads the words of the query language from its document, whose tables name all of them, as its tests see to.
 *
 * @param document - `libs/logs-insights/docs/logs-insights.md`
 */
export function readLanguage(document: string): readonly QueryWord[] {
  const texts = document.split(/^## /m);
  return sections.flatMap(([title, kind]) => {
    const text = texts.find((section) => section.startsWith(`${title}\n`)) ?? '';
    const rows = text.split('\n').filter((line) => line.startsWith('| `'));
    return rows.flatMap((row) => wordsOf(row, kind));
  });
}

function wordsOf(row: string, kind: QueryWord['kind']): QueryWord[] {
  const [, names = '', sentence = '', example = ''] = row.split(/(?<!\\)\|/).map((cell) => cell.trim());
  return codesIn(names).map((written) => ({
    kind,
    name: written.replace(/\(.*/, ''),
    detail: kind === 'command' ? (codesIn(example)[0] ?? '').replaceAll('\\|', '|') : written,
    sentence: sentence.replaceAll('`', ''),
  }));
}

const codesIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
