import { type AskedQuestion, askedReportId } from '@pulso/contracts/run-requests';
import {
  type ColumnDefinition,
  type QueryDefinition,
  type ReportDefinition,
  type TextInAllLanguages,
  titles,
} from '@pulso/domain/reports';
import { type Language, languages, questionInWords, questionWord } from '@pulso/kit/texts';

type Where = NonNullable<AskedQuestion['where']>;
type Grouping = NonNullable<AskedQuestion['by']>;

const columnTitles: Readonly<Record<Grouping, TextInAllLanguages>> = {
  command: titles.command,
  source: titles.link,
  language: titles.language,
  hour: titles.hour,
  chat: { en: 'Chat', es: 'Chat', pt: 'Chat', de: 'Chat', ru: 'Чат' },
  day: { en: 'Day', es: 'Día', pt: 'Dia', de: 'Tag', ru: 'День' },
};

/** A title in every language. */
const inAllLanguages = (textIn: (language: Language) => string): TextInAllLanguages =>
  Object.fromEntries(languages.map((language) => [language, textIn(language)])) as TextInAllLanguages;

/** Turns a person's question into a report, so that it is planned, answered and delivered like one. */
export function definitionOfQuestion(question: AskedQuestion): ReportDefinition {
  const { measure, by } = question;
  const title = inAllLanguages((language) => questionInWords(question, language));
  const query: QueryDefinition = { id: 'answer', title, query: queryOf(question), ...traitsOf(question) };
  return {
    id: askedReportId,
    title,
    window: { hours: 1, ingestLagMinutes: 0 },
    // A person waits for it.
    dueAfterMinutes: 5,
    queries: [
      by === undefined ? { ...query, title: inAllLanguages((language) => questionWord(measure, language)) } : query,
    ],
    logGroups: { type: 'own-bot' },
    // The answer goes to the chat that asked.
    destinations: '',
  };
}

function traitsOf({ measure, by }: AskedQuestion): Partial<QueryDefinition> {
  const title = inAllLanguages((language) => questionWord(measure, language));
  const [, , additive] = counted[measure];
  if (by === undefined && measure === 'speed') {
    const speed = {
      id: 'speed',
      field: 'count',
      title,
      unit: 'milliseconds',
      additive: false,
      of: 'requests',
    } as const;
    return { numbers: [speed, { id: 'requests', field: 'requests', title: titles.requests }] };
  }
  if (by === undefined) return { ...(additive === false && { additive }) };
  const unit = (language: Language): string => (measure !== 'speed' ? '' : language === 'ru' ? ', мс' : ', ms');
  const columns: [ColumnDefinition, ColumnDefinition] = [
    { field: by, title: columnTitles[by], ...(by === 'source' ? {} : { format: by }) },
    { field: 'count', title: inAllLanguages((language) => `${title[language]}${unit(language)}`), format: 'number' },
  ];
  // Distinct people of groups don't add up to a table with a rest.
  if (additive === false) return { columns };
  return { tables: [{ id: 'answer', title, columns, ...(by !== 'source' && { isWhole: true as const }) }] };
}

const keys: Readonly<Record<Grouping, string>> = {
  command: 'command',
  source: 'source',
  language: 'language_code as language',
  chat: 'chat_type as chat',
  hour: 'bin(1h) as hour',
  day: 'bin(1d) as day',
};

/** Writes a question in Logs Insights QL. What a person has named goes through {@link quoted}. */
export function queryOf({ measure, where = {}, by }: AskedQuestion): string {
  const [filter, count, additive] = counted[measure];
  // Requests without a link have no row; those without a language have one.
  const linked = by === 'source' ? ['ispresent(source)'] : [];
  const filters = [filter, ...filtersOf(where), ...linked];
  const beside = by === undefined && measure === 'speed' ? ', count(user) as requests' : '';
  const stats = `stats ${count} as count${beside}${by === undefined ? '' : ` by ${keys[by]}`}`;
  // Rows that don't add up are not summed up: a message shows the largest.
  const first = additive === false && by !== undefined ? ['sort count desc | limit 100'] : [];
  return [`filter ${filters.join(' and ')}`, stats, ...first].join(' | ');
}

/** Of which records, and what. `additive: false`: the counts of two hours or commands have no sum. */
type Counted = readonly [filter: string, count: string, additive?: false];

const ofRequests = 'event = "request"';
// Only requests have a user, and only membership has a change: without records both counts are 0.
const outcome = (is: string): Counted => [`${ofRequests} and outcome ${is}`, 'count(user)'];
const change = (is: string): Counted => [`event = "membership" and change = "${is}"`, 'count(change)'];

/** As the daily report counts it. */
const counted: Readonly<Record<AskedQuestion['measure'], Counted>> = {
  requests: [ofRequests, 'count(user)'],
  people: [ofRequests, 'count_distinct(user)', false],
  'new-users': [`${ofRequests} and is_new_user = 1`, 'count(user)'],
  answered: outcome('= "answered"'),
  'not-understood': outcome('= "not-understood"'),
  refused: outcome('= "refused"'),
  failed: outcome('in ["failed", "reply-failed", "reply-unknown"]'),
  unreachable: outcome('= "unreachable"'),
  'used-groups': [ofRequests, 'count_distinct(group)', false],
  speed: [ofRequests, 'pct(HandlerDuration, 95)', false],
  blocked: change('blocked'),
  added: change('joined'),
  removed: change('left'),
};

const filtersOf = ({ command, language, chat, source }: Where): readonly string[] => [
  ...(command === undefined ? [] : [`command = ${quoted(command)}`]),
  // With its regions, such as pt-br.
  ...(language === undefined
    ? []
    : [`(language_code = ${quoted(language)} or language_code like /^${language.replace(/[^a-z]/g, '')}-/)`]),
  ...(chat === undefined ? [] : [`is_group = ${chat === 'groups' ? 1 : 0}`]),
  ...(source === undefined ? [] : [`source = ${quoted(source)}`]),
];

/**
 * Turns any text into a string of the query language, which nothing in the text can end.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Filter.html
 */
export const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replace(/[\n\r]/g, ' ')}"`;
