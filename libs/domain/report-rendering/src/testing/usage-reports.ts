import { type LocalizedText } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';

type Value = ReportContent['values'][number];
type Table = NonNullable<ReportContent['tables']>[number];

const inAll = (en: string, es: string, pt: string, de: string, ru: string): LocalizedText => ({ en, es, pt, de, ru });

const titles = {
  daily: inAll('Daily usage', 'Uso diario', 'Uso diário', 'Nutzung am Tag', 'Использование за день'),
  weekly: inAll('Weekly usage', 'Uso semanal', 'Uso semanal', 'Nutzung in der Woche', 'Использование за неделю'),
  requests: inAll('Requests', 'Solicitudes', 'Solicitações', 'Anfragen', 'Запросы'),
  people: inAll('People', 'Personas', 'Pessoas', 'Personen', 'Люди'),
  group: inAll(
    'Requests in groups',
    'Solicitudes en grupos',
    'Solicitações em grupos',
    'Anfragen in Gruppen',
    'Запросы в группах',
  ),
  private: inAll(
    'Private requests',
    'Solicitudes privadas',
    'Solicitações privadas',
    'Private Anfragen',
    'Личные запросы',
  ),
  newUsers: inAll('New users', 'Usuarios nuevos', 'Novos usuários', 'Neue Nutzer', 'Новые пользователи'),
  answered: inAll('Answered', 'Respondidas', 'Respondidas', 'Beantwortet', 'С ответом'),
  failed: inAll('Failed', 'Fallidas', 'Com falha', 'Fehlgeschlagen', 'С ошибкой'),
  within: inAll('95 % within', '95 % en menos de', '95 % em até', '95 % binnen', '95 % не дольше'),
  failureRate: inAll('Failure rate', 'Tasa de fallos', 'Taxa de falhas', 'Fehlerquote', 'Доля ошибок'),
  commands: inAll('Commands', 'Comandos', 'Comandos', 'Befehle', 'Команды'),
  command: inAll('Command', 'Comando', 'Comando', 'Befehl', 'Команда'),
  languages: inAll('Languages', 'Idiomas', 'Idiomas', 'Sprachen', 'Языки'),
  language: inAll('Language', 'Idioma', 'Idioma', 'Sprache', 'Язык'),
  hours: inAll(
    'Busiest hours',
    'Horas con más actividad',
    'Horários de pico',
    'Aktivste Stunden',
    'Самые активные часы',
  ),
  hour: inAll('Hour', 'Hora', 'Hora', 'Stunde', 'Час'),
};

const value = (queryId: string, title: LocalizedText, number: number, more: Partial<Value> = {}): Value => ({
  queryId,
  title,
  value: number,
  better: 'more',
  ...more,
});

type Column = NonNullable<Table['columns']>[number];

const table = (
  tableId: string,
  title: LocalizedText,
  key: Column,
  entries: readonly (readonly [key: string, requests: number])[],
  omittedRowCount?: number,
): Table => ({
  queryId: 'usage',
  tableId,
  title,
  columns: [key, { field: 'requests', title: titles.requests, format: 'number' }],
  rows: entries.map(([name, requests]) => [
    { field: key.field, value: name },
    { field: 'requests', value: String(requests) },
  ]),
  ...(omittedRowCount === undefined ? {} : { omittedRowCount }),
});

const tables: Table[] = [
  table(
    'commands',
    titles.commands,
    { field: 'command', title: titles.command, format: 'command' },
    [
      ['start', 159],
      ['help', 59],
      ['report', 4],
    ],
    3,
  ),
  table('languages', titles.languages, { field: 'language_code', title: titles.language, format: 'language' }, [
    ['en', 1028],
    ['es', 23],
    ['ar', 18],
    ['pt-br', 5],
    ['tlh', 1],
  ]),
  table('hours', titles.hours, { field: 'hour', title: titles.hour, format: 'hour' }, [
    ['2026-11-26 04:00:00.000', 59],
    ['2026-11-25 21:00:00.000', 41],
    ['2026-11-26 03:00:00.000', 40],
  ]),
];

const base = (overrides: Partial<ReportContent>): ReportContent => ({
  reportId: 'daily-usage',
  title: titles.daily,
  state: 'complete',
  windowStartMs: Date.parse('2026-11-25T12:25:00Z'),
  windowEndMs: Date.parse('2026-11-26T12:25:00Z'),
  values: [],
  missing: [],
  trigger: 'schedule',
  ...overrides,
});

const fortnight = (scale: number): (number | null)[] =>
  [8, 9, 9, 10, 12, 7, 6, 9, 9, 11, 12, 12, 8, 9].map((factor, index) => factor * scale + index);

const numbers = (earlier: (scale: number) => (number | null)[] | undefined): Value[] => {
  const of = (scale: number): Partial<Value> => {
    const series = earlier(scale);
    return series ? { earlier: series } : {};
  };
  return [
    value('group-requests', titles.group, 179, of(20)),
    value('private-requests', titles.private, 249, of(22)),
    value('new-users', titles.newUsers, 126, of(12)),
    value('requests', titles.requests, 1428, { prominence: 'headline', ...of(130) }),
    value('people', titles.people, 134, { prominence: 'headline', additive: false, ...of(12) }),
    value('answered', titles.answered, 1406, { prominence: 'detail', ...of(128) }),
    value('failed', titles.failed, 22, { prominence: 'detail', better: 'less', ...of(1) }),
    value('within', titles.within, 39, {
      prominence: 'detail',
      better: 'less',
      unit: 'milliseconds',
      additive: false,
      ...of(5),
    }),
    value('failure-rate', titles.failureRate, 1.54, {
      prominence: 'detail',
      better: 'less',
      unit: 'percent',
      additive: false,
      ...of(0.1),
    }),
  ];
};

const withGap = (scale: number): (number | null)[] => fortnight(scale).with(-2, null);

const week = (scale: number): (number | null)[] => [12, 9, 10, 11, 14, 8, 7].map((factor) => factor * scale);
const sumOf = (parts: readonly (number | null)[]): number => parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
const ofWeek = (scale: number, parts = week(scale)): Pick<Value, 'value' | 'parts' | 'earlier'> => ({
  value: sumOf(parts),
  parts,
  earlier: [70 * scale],
});
const weekWindow = { windowStartMs: Date.parse('2026-11-19T12:25:00Z') };

/** A report per situation in which an owner may read one. */
export const usageReports = {
  /** Two weeks lie behind it. */
  daily: base({ values: numbers(fortnight), tables }),
  'first-day': base({ values: numbers(() => undefined), tables }),
  'second-day': base({ values: numbers((scale) => [scale * 9]), tables }),
  'after-a-gap': base({ values: numbers(withGap), tables }),
  'no-record': base({
    values: numbers(fortnight).map((number) => ({ ...number, value: 0 })),
    tables: tables.map(({ omittedRowCount: _, ...empty }) => ({ ...empty, rows: [] })),
    noRecords: true,
  }),
  partial: base({
    state: 'partial',
    values: numbers(fortnight).filter(({ queryId }) => ['group-requests', 'new-users'].includes(queryId)),
    missing: [
      {
        queryId: 'requests',
        title: titles.requests,
        reason: { code: 'gave-up', message: 'The query had no answer when its time was over.' },
      },
      {
        queryId: 'usage',
        title: titles.commands,
        reason: { code: 'log-group-missing', message: 'No log group /pulso/prod/bot.' },
      },
      { queryId: 'private-requests', title: titles.private, reason: { code: 'odd', message: 'Something else.' } },
    ],
  }),
  progress: base({
    state: 'progress',
    trigger: 'chat',
    values: numbers(() => undefined).slice(0, 1),
    missing: [
      { queryId: 'private-requests', title: titles.private, reason: { code: 'pending', message: 'Not yet.' } },
      { queryId: 'new-users', title: titles.newUsers, reason: { code: 'pending', message: 'Not yet.' } },
    ],
  }),
  'asked-for': base({ trigger: 'chat', values: numbers(fortnight), tables }),
  /** Of a dispatcher that knows no traits of numbers. */
  plain: base({
    values: [
      { queryId: 'group-requests', title: titles.group, value: 12 },
      { queryId: 'private-requests', title: titles.private, value: 1204 },
      { queryId: 'new-users', title: titles.newUsers, value: 0 },
    ],
  }),
  /** No day has been reported yet, so there is nothing to add up. */
  'first-week': base({
    ...weekWindow,
    reportId: 'weekly-usage',
    title: titles.weekly,
    state: 'partial',
    values: [value('people', titles.people, 3, { prominence: 'headline', additive: false })],
    missing: [titles.requests, titles.group, titles.private, titles.newUsers, titles.failed].map((title, index) => ({
      queryId: `sum-${index}`,
      title,
      reason: { code: 'no-history', message: 'No earlier report has this number.' },
    })),
  }),
  weekly: base({
    ...weekWindow,
    reportId: 'weekly-usage',
    title: titles.weekly,
    chart: true,
    values: [
      { ...value('requests', titles.requests, 0, { prominence: 'headline' }), ...ofWeek(130) },
      value('people', titles.people, 512, { prominence: 'headline', additive: false, earlier: [450, 480] }),
      { ...value('group-requests', titles.group, 0), ...ofWeek(20) },
      // Over a gap there is nothing to compare.
      { ...value('new-users', titles.newUsers, 0), ...ofWeek(12, week(12).with(2, null)), earlier: [] },
      { ...value('failed', titles.failed, 0, { prominence: 'detail', better: 'less' }), ...ofWeek(2) },
    ],
    tables: tables.slice(0, 1),
  }),
  'history-7': base({
    ...weekWindow,
    trigger: 'history',
    values: [
      { ...value('requests', titles.requests, 0, { prominence: 'headline' }), ...ofWeek(130) },
      value('people', titles.people, 121.43, {
        prominence: 'headline',
        additive: false,
        parts: [130, 110, 120, 125, 140, 115, 110],
        earlier: [118],
      }),
      { ...value('group-requests', titles.group, 0), ...ofWeek(20) },
      { ...value('new-users', titles.newUsers, 0), ...ofWeek(12) },
    ],
  }),
  'history-30': base({
    windowStartMs: Date.parse('2026-10-27T12:25:00Z'),
    trigger: 'history',
    values: [
      value('requests', titles.requests, 40_210, {
        prominence: 'headline',
        parts: Array.from({ length: 30 }, (_, index) => (index === 4 ? null : 1200 + ((index * 37) % 300))),
      }),
      value('group-requests', titles.group, 5210, {
        parts: Array.from({ length: 30 }, (_, index) => (index === 4 ? null : 120 + ((index * 17) % 90))),
      }),
    ],
  }),
  'history-empty': base({ ...weekWindow, trigger: 'history', values: [], noRecords: true }),
} satisfies Record<string, ReportContent>;

export type UsageReport = keyof typeof usageReports;
