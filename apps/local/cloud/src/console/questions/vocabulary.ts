import { type ReportDefinition, queryTextOf } from '@pulso/domain/reports';
import { type LogStore } from '@pulso/world/logs';
import { type QueryWord, type LogGroupSummary, type CatalogueQuestion } from '@pulso/local/console-api';
import { type FieldSchema, discoverAllFields } from '@pulso/logs-insights';

const kinds: readonly string[] = ['command', 'function', 'aggregate'] satisfies QueryWord['kind'][];

/**
 * Reads the words of the query language from the table of its document, which names all of them, as its tests see to.
 *
 * @param document - `libs/logs-insights/docs/logs-insights.md`
 */
export const readLanguage = (document: string): readonly QueryWord[] =>
  document.split('\n').flatMap((line) => {
    const [, kind = '', names = '', sentence = '', example = ''] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    if (!kinds.includes(kind)) return [];
    return codesIn(names).map((written) => ({
      kind: kind as QueryWord['kind'],
      name: written.replace(/\(.*/, ''),
      detail: kind === 'command' ? (codesIn(example)[0] ?? '').replaceAll('\\|', '|') : written,
      sentence: sentence.replaceAll('`', ''),
    }));
  });

const codesIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

/** Describes the fields of usage records for the editor. */
export const describeUsageFields = (fields: Readonly<Record<string, FieldSchema>>): readonly QueryWord[] =>
  Object.entries(fields).map(([name, schema]) => {
    const { values } = { values: undefined, ...schema };
    return { kind: 'field', name, detail: detailOf(schema), ...(values && { values }) };
  });

function detailOf(schema: FieldSchema): string {
  const { values, pattern } = { values: undefined, pattern: undefined, ...schema };
  if (values) return values.map((value) => JSON.stringify(value)).join(', ');
  return pattern === undefined ? schema.type : `${schema.type} as /${pattern}/`;
}

/** Of so many of the newest events the fields are looked at. */
const sampledEvents = 300;

/** Tells of each log group what it holds. */
export const summarizeLogGroups = (store: LogStore): readonly LogGroupSummary[] =>
  store.list().map((group) => {
    const events = store.eventsOf(group);
    // Parts of the envelope of metrics are no fields that questions ask for.
    const fields = fieldsOf(events).filter((name) => !name.startsWith('_aws.'));
    return { name: group.name, eventCount: events.length, fields };
  });

/** @returns What the newest events of a log hold, by name. */
export function fieldsOf(events: ReturnType<LogStore['eventsOf']>): readonly string[] {
  const newest = events.slice(-sampledEvents);
  return [...new Set(newest.flatMap(({ message }) => [...discoverAllFields(message).keys()]))].sort();
}

/** Lists the questions of all reports; one that several reports ask in the same words comes once. */
export function listCatalogueQuestions(reports: readonly ReportDefinition[]): readonly CatalogueQuestion[] {
  const questions = new Map<string, CatalogueQuestion>();
  for (const { id: reportId, window, queries } of reports) {
    for (const question of queries) {
      const { id, title } = question;
      const query = queryTextOf(question);
      const known = questions.get(`${id} ${query}`) ?? { id, title: title.en, query, reports: [] };
      const asking = [...known.reports, { id: reportId, windowHours: window.hours }];
      questions.set(`${id} ${query}`, { ...known, reports: asking });
    }
  }
  return [...questions.values()];
}
