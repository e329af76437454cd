import { type ReportContent } from '@pulso/contracts/report-updates';

type Value = ReportContent['values'][number];
type Series = NonNullable<Value['earlier']>;

const dayMs = 86_400_000;
const endMs = Date.parse('2026-11-26T12:25:00Z');

const ofUsage = (numberId: string, title: Value['title'], more: Partial<Value> & { value: number }): Value => ({
  queryId: 'usage',
  numberId,
  title,
  ...more,
});

/** A fortnight of a bot that grows, with one day of which nothing is known. */
const privateRequests: Series = [160, 171, 168, 190, 212, null, 205, 187, 203, 215, 198, 240, 251, 222];
const groupRequests: Series = [150, 148, 161, 173, 190, null, 182, 170, 168, 171, 185, 196, 201, 185];
const newPeople: Series = [41, 44, 60, 58, 73, null, 92, 88, 101, 97, 120, 131, 118, 116];

/** A daily report as the pipeline makes it: headline, body, small print, tables, and two weeks of history. */
export const dailyReport = (overrides: Partial<ReportContent> = {}): ReportContent => ({
  reportId: 'daily-usage',
  title: {
    en: 'Daily usage',
    de: 'Nutzung am Tag',
    es: 'Uso diario',
    pt: 'Uso diário',
    ru: 'Использование за день',
  },
  state: 'complete',
  windowStartMs: endMs - dayMs,
  windowEndMs: endMs,
  values: [
    ofUsage(
      'requests',
      { en: 'requests', de: 'Anfragen', ru: 'запросы' },
      { value: 428, earlier: sums(privateRequests, groupRequests), better: 'more', prominence: 'headline' },
    ),
    ofUsage(
      'people',
      { en: 'people', de: 'Menschen', ru: 'люди' },
      {
        value: 134,
        earlier: [90, 96, 101, 104, 117, null, 120, 118, 121, 126, 128, 131, 133, 127],
        better: 'more',
        prominence: 'headline',
        additive: false,
      },
    ),
    ofUsage(
      'private',
      { en: 'In private chats', de: 'In privaten Chats', ru: 'В личных чатах' },
      { value: 249, earlier: privateRequests, better: 'more' },
    ),
    ofUsage(
      'groups',
      { en: 'In groups', de: 'In Gruppen', ru: 'В группах' },
      { value: 179, earlier: groupRequests, better: 'more' },
    ),
    ofUsage(
      'new-people',
      { en: 'New people', de: 'Neue Menschen', ru: 'Новые люди' },
      { value: 126, earlier: newPeople, better: 'more' },
    ),
    ofUsage(
      'failed',
      { en: 'failed', de: 'gescheitert', ru: 'с ошибкой' },
      { value: 0, earlier: privateRequests.map((one) => one && 1), better: 'less', prominence: 'detail' },
    ),
    ofUsage(
      'p95',
      { en: '95 % answered within', de: '95 % beantwortet in', ru: '95 % ответов за' },
      { value: 39, unit: 'milliseconds', better: 'less', prominence: 'detail', additive: false },
    ),
  ],
  tables: [
    {
      queryId: 'commands',
      title: { en: 'Commands', de: 'Befehle', ru: 'Команды' },
      columns: [
        { field: 'command', title: { en: 'Command', de: 'Befehl', ru: 'Команда' } },
        { field: 'calls', title: { en: 'Requests', de: 'Anfragen', ru: 'Запросы' }, format: 'number' },
      ],
      rows: [
        ['/start', '1159'],
        ['/help', '59'],
        ['/report', '7'],
      ].map(([command = '', calls = '']) => [
        { field: 'command', value: command },
        { field: 'calls', value: calls },
      ]),
      omittedRowCount: 4,
    },
    {
      queryId: 'languages',
      title: { en: 'Languages', de: 'Sprachen', ru: 'Языки' },
      columns: [
        { field: 'language', title: { en: 'Language', de: 'Sprache', ru: 'Язык' }, format: 'language' },
        { field: 'people', title: { en: 'People', de: 'Menschen', ru: 'Люди' }, format: 'number' },
      ],
      rows: [
        ['en', '28'],
        ['es', '23'],
        ['ar', '18'],
      ].map(([language = '', people = '']) => [
        { field: 'language', value: language },
        { field: 'people', value: people },
      ]),
    },
  ],
  missing: [],
  trigger: 'schedule',
  ...overrides,
});

/** A daily report of which one question has no answer. */
export const partialReport = (): ReportContent =>
  dailyReport({
    state: 'partial',
    tables: [],
    missing: [
      {
        queryId: 'commands',
        title: { en: 'Commands', de: 'Befehle', ru: 'Команды' },
        reason: { code: 'gave-up', message: 'The query had no answer when its time was over.' },
      },
    ],
  });

/** A weekly report with a chart: sums of a week whose third day is not known in groups. */
export const weeklyReport = (overrides: Partial<ReportContent> = {}): ReportContent => ({
  reportId: 'weekly-usage',
  title: { en: 'Weekly usage', de: 'Nutzung der Woche', ru: 'Использование за неделю' },
  state: 'complete',
  windowStartMs: endMs - 7 * dayMs,
  windowEndMs: endMs,
  values: [
    ofUsage(
      'private',
      { en: 'Requests in private chats', de: 'Anfragen in privaten Chats', ru: 'Запросы в личных чатах' },
      { value: 1713, parts: [203, 215, 198, 249, 260, 301, 287], earlier: [1502, 1611], better: 'more' },
    ),
    ofUsage(
      'groups',
      { en: 'Requests in groups', de: 'Anfragen in Gruppen', ru: 'Запросы в группах' },
      { value: 881, parts: [151, 149, null, 179, 184, 120, 98], better: 'more' },
    ),
    ofUsage(
      'new-people',
      { en: 'New people', de: 'Neue Menschen', ru: 'Новые люди' },
      { value: 114, parts: [12, 9, 0, 14, 22, 31, 26], earlier: [98, 101], better: 'more' },
    ),
    ofUsage(
      'p95',
      { en: '95 % answered within', de: '95 % beantwortet in', ru: '95 % ответов за' },
      {
        value: 212,
        unit: 'milliseconds',
        parts: [38, 41, 39, 1240, 44, 39, 40],
        additive: false,
        better: 'less',
        prominence: 'detail',
      },
    ),
  ],
  missing: [],
  chart: true,
  trigger: 'schedule',
  ...overrides,
});

function sums(one: Series, other: Series): Series {
  return one.map((value, index) => {
    const second = other[index] ?? null;
    return value === null || second === null ? null : value + second;
  });
}
