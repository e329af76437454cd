import { type AskedQuestion, askedReportId } from '@pulso/contracts/run-requests';
import {
  type ColumnDefinition,
  type QueryDefinition,
  type ReportDefinition,
  type TextInAllLanguages,
  titles,
} from '@pulso/domain/reports';
import { languages } from '@pulso/kit/texts';

type Where = NonNullable<AskedQuestion['where']>;
type Grouping = NonNullable<AskedQuestion['by']>;

const measureTitles: Readonly<Record<AskedQuestion['measure'], TextInAllLanguages>> = {
  requests: titles.requests,
  people: titles.people,
  'new-users': titles.newUsers,
  failed: titles.failed,
};

const columnTitles: Readonly<Record<Grouping, TextInAllLanguages>> = {
  command: titles.command,
  source: titles.link,
  language: titles.language,
  hour: titles.hour,
  chat: { en: 'Chat', es: 'Chat', pt: 'Chat', de: 'Chat', ru: 'Чат' },
  day: { en: 'Day', es: 'Día', pt: 'Dia', de: 'Tag', ru: 'День' },
};

const byWords: Readonly<Record<Grouping, TextInAllLanguages>> = {
  command: { en: 'by command', es: 'por comando', pt: 'por comando', de: 'nach Befehl', ru: 'по командам' },
  source: { en: 'by link', es: 'por enlace', pt: 'por link', de: 'nach Link', ru: 'по ссылкам' },
  language: { en: 'by language', es: 'por idioma', pt: 'por idioma', de: 'nach Sprache', ru: 'по языкам' },
  chat: {
    en: 'by kind of chat',
    es: 'por tipo de chat',
    pt: 'por tipo de chat',
    de: 'nach Art des Chats',
    ru: 'по видам чатов',
  },
  hour: { en: 'by hour', es: 'por hora', pt: 'por hora', de: 'nach Stunde', ru: 'по часам' },
  day: { en: 'by day (UTC)', es: 'por día (UTC)', pt: 'por dia (UTC)', de: 'nach Tag (UTC)', ru: 'по дням (UTC)' },
};

const chatWords: Readonly<Record<NonNullable<Where['chat']>, TextInAllLanguages>> = {
  private: { en: 'in private', es: 'en privado', pt: 'em privado', de: 'im Privatchat', ru: 'в личных чатах' },
  groups: { en: 'in groups', es: 'en grupos', pt: 'em grupos', de: 'in Gruppen', ru: 'в группах' },
};

const linkWord: TextInAllLanguages = { en: 'link', es: 'enlace', pt: 'link', de: 'Link', ru: 'ссылка' };
const languageWord: TextInAllLanguages = { en: 'language', es: 'idioma', pt: 'idioma', de: 'Sprache', ru: 'язык' };

/** Says in every language what is asked, without the period. @example 'People · /roll · by link' */
function titleOfQuestion({ measure, where = {}, by }: AskedQuestion): TextInAllLanguages {
  const { command, language, chat, source } = where;
  const inLanguage = (code: keyof TextInAllLanguages): string =>
    [
      measureTitles[measure][code],
      ...(command === undefined ? [] : [`/${command}`]),
      ...(chat === undefined ? [] : [chatWords[chat][code]]),
      ...(language === undefined ? [] : [`${languageWord[code]} ${language}`]),
      ...(source === undefined ? [] : [`${linkWord[code]} ${source}`]),
      ...(by === undefined ? [] : [byWords[by][code]]),
    ].join(' · ');
  const entries = languages.map((code) => [code, inLanguage(code)] as const);
  return Object.fromEntries(entries) as TextInAllLanguages;
}

/** Turns a person's question into a report, so that it is planned, answered and delivered like one. */
export function definitionOfQuestion(question: AskedQuestion): ReportDefinition {
  const { measure, by } = question;
  const title = titleOfQuestion(question);
  const query: QueryDefinition = { id: 'answer', title, query: queryOf(question), ...traitsOf(question) };
  return {
    id: askedReportId,
    title,
    window: { hours: 1, ingestLagMinutes: 0 },
    // A person waits for it.
    dueAfterMinutes: 5,
    queries: [by === undefined ? { ...query, title: measureTitles[measure] } : query],
    logGroups: { type: 'own-bot' },
    // The answer goes to the chat that asked.
    destinations: '',
  };
}

function traitsOf({ measure, by }: AskedQuestion): Partial<QueryDefinition> {
  if (by === undefined) return { ...(measure === 'people' && { additive: false as const }) };
  const columns: [ColumnDefinition, ColumnDefinition] = [
    { field: by, title: columnTitles[by], ...(by === 'source' ? {} : { format: by }) },
    { field: 'count', title: measureTitles[measure], format: 'number' },
  ];
  // Distinct people of groups don't add up to a table with a rest.
  if (measure === 'people') return { columns };
  return {
    tables: [
      { id: 'answer', title: measureTitles[measure], columns, ...(by !== 'source' && { isWhole: true as const }) },
    ],
  };
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
  // Requests without a link have no row; those without a language have one.
  const linked = by === 'source' ? ['ispresent(source)'] : [];
  const filters = ['event = "request"', ...measured[measure], ...filtersOf(where), ...linked];
  // Only requests have a user: `count(user)` is 0 without records.
  const counted = measure === 'people' ? 'count_distinct(user)' : 'count(user)';
  const count = `stats ${counted} as count${by === undefined ? '' : ` by ${keys[by]}`}`;
  // Rows of people are not summed up: a message shows the largest.
  const first = measure === 'people' && by !== undefined ? ['sort count desc | limit 100'] : [];
  return [`filter ${filters.join(' and ')}`, count, ...first].join(' | ');
}

const measured: Readonly<Record<AskedQuestion['measure'], readonly string[]>> = {
  requests: [],
  people: [],
  'new-users': ['is_new_user = 1'],
  failed: ['outcome in ["failed", "reply-failed", "reply-unknown"]'],
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
