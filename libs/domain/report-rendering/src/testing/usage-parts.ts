import { type LocalizedText } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';

type Value = ReportContent['values'][number];
type Table = NonNullable<ReportContent['tables']>[number];

const inAll = (en: string, es: string, pt: string, de: string, ru: string): LocalizedText => ({ en, es, pt, de, ru });

/** In all languages, since a report is rendered in each. */
export const titles = {
  daily: inAll('Daily usage', 'Uso diario', 'Uso diário', 'Tägliche Nutzung', 'Статистика за день'),
  weekly: inAll('Weekly usage', 'Uso semanal', 'Uso semanal', 'Wöchentliche Nutzung', 'Статистика за неделю'),
  watch: inAll(
    'Hourly watch',
    'Vigilancia por horas',
    'Monitoramento por hora',
    'Stündliche Kontrolle',
    'Ежечасный контроль',
  ),
  requests: inAll('Requests', 'Solicitudes', 'Solicitações', 'Anfragen', 'Запросы'),
  people: inAll('People', 'Personas', 'Pessoas', 'Personen', 'Пользователи'),
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
    'Anfragen im Privatchat',
    'Запросы в личных чатах',
  ),
  newUsers: inAll('New users', 'Usuarios nuevos', 'Novos usuários', 'Neue Nutzer', 'Новые пользователи'),
  answered: inAll('Answered', 'Respondidas', 'Respondidas', 'Beantwortet', 'Отвечено'),
  notUnderstood: inAll('Not understood', 'No entendidas', 'Não entendidas', 'Nicht verstanden', 'Не понято'),
  failed: inAll('Failed', 'Fallidas', 'Com falha', 'Fehlgeschlagen', 'С ошибкой'),
  within: inAll(
    '95% answered within',
    '95\u00a0% en menos de',
    '95% em até',
    '95\u00a0% beantwortet in',
    '95\u00a0% ответов за',
  ),
  failureRate: inAll(
    'Failed requests',
    'Solicitudes fallidas',
    'Solicitações com falha',
    'Fehlgeschlagene Anfragen',
    'Запросы с ошибкой',
  ),
  commands: inAll('Commands', 'Comandos', 'Comandos', 'Befehle', 'Команды'),
  command: inAll('Command', 'Comando', 'Comando', 'Befehl', 'Команда'),
  sources: inAll('Came via', 'Enlaces de origen', 'Vieram pelo link', 'Über Link gekommen', 'Пришли по ссылке'),
  link: inAll('Link', 'Enlace', 'Link', 'Link', 'Ссылка'),
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

export const value = (queryId: string, title: LocalizedText, number: number, more: Partial<Value> = {}): Value => ({
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
  omitted: Pick<Table, 'omittedRowCount' | 'omittedSum'> = {},
): Table => ({
  queryId: 'usage',
  tableId,
  title,
  columns: [key, { field: 'requests', title: titles.requests, format: 'number' }],
  rows: entries.map(([name, requests]) => [
    ...(name === '' ? [] : [{ field: key.field, value: name }]),
    { field: 'requests', value: String(requests) },
  ]),
  ...omitted,
});

const commandsOf = (
  entries: readonly (readonly [key: string, requests: number])[],
  omitted?: Pick<Table, 'omittedRowCount' | 'omittedSum'>,
): Table =>
  table('commands', titles.commands, { field: 'command', title: titles.command, format: 'command' }, entries, omitted);

export const tables: Table[] = [
  commandsOf(
    [
      ['start', 159],
      ['', 150],
      ['help', 59],
      ['unknown', 45],
      ['report', 4],
    ],
    { omittedRowCount: 3, omittedSum: 11 },
  ),
  table('languages', titles.languages, { field: 'language_code', title: titles.language, format: 'language' }, [
    ['en', 381],
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

export const requestsOfDays: Table = table(
  'answer',
  titles.requests,
  { field: 'day', title: titles.hour, format: 'day' },
  [
    ['2026-11-24 00:00:00.000', 410],
    ['2026-11-26 00:00:00.000', 120],
    ['2026-11-23 00:00:00.000', 3],
  ],
);

export const tablesOfWeek: Table[] = [
  commandsOf(
    [
      ['start', 1108],
      ['', 1045],
      ['help', 411],
      ['unknown', 313],
      ['report', 28],
    ],
    { omittedRowCount: 3, omittedSum: 77 },
  ),
];

export const base = (overrides: Partial<ReportContent>): ReportContent => ({
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

export const fortnight = (scale: number): (number | null)[] =>
  [8, 9, 9, 10, 12, 7, 6, 9, 9, 11, 12, 12, 8, 9].map((factor, index) => factor * scale + index);

export const numbers = (earlier: (scale: number) => (number | null)[] | undefined): Value[] => {
  const of = (scale: number): Partial<Value> => {
    const series = earlier(scale);
    return series ? { earlier: series } : {};
  };
  return [
    value('group-requests', titles.group, 179, of(20)),
    value('private-requests', titles.private, 249, of(22)),
    value('new-users', titles.newUsers, 126, of(12)),
    value('requests', titles.requests, 428, { prominence: 'headline', ...of(42) }),
    value('people', titles.people, 134, { prominence: 'headline', additive: false, ...of(12) }),
    value('answered', titles.answered, 345, { prominence: 'detail', ...of(33) }),
    value('not-understood', titles.notUnderstood, 61, { prominence: 'detail', better: 'less', ...of(8) }),
    value('failed', titles.failed, 22, { prominence: 'detail', better: 'less', ...of(1) }),
    value('within', titles.within, 39, {
      prominence: 'detail',
      better: 'less',
      unit: 'milliseconds',
      additive: false,
      ...of(5),
    }),
    value('failure-rate', titles.failureRate, 5.14, {
      prominence: 'detail',
      better: 'less',
      unit: 'percent',
      additive: false,
      ...of(0.1),
    }),
  ];
};

export const withGap = (scale: number): (number | null)[] => fortnight(scale).with(-2, null);

export const week = (scale: number): (number | null)[] => [12, 9, 10, 11, 14, 8, 7].map((factor) => factor * scale);
const sumOf = (parts: readonly (number | null)[]): number => parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
export const ofWeek = (scale: number, parts = week(scale)): Pick<Value, 'value' | 'parts' | 'earlier'> => ({
  value: sumOf(parts),
  parts,
  earlier: [70 * scale],
});
export const weekWindow = { windowStartMs: Date.parse('2026-11-19T12:25:00Z') };

/** A day on which a link brought people to one command. Two numbers are unusual. */
export const campaign: Pick<ReportContent, 'values' | 'tables'> = {
  values: numbers(fortnight).map((number): Value => {
    switch (number.queryId) {
      case 'requests':
        return {
          ...number,
          value: 1119,
          usualRange: { low: 350, high: 432 },
          isUnusual: true,
          movers: [
            { queryId: 'usage', tableId: 'commands', key: 'roll', change: 779 },
            { queryId: 'usage', tableId: 'sources', key: 'promo_x', change: 260 },
          ],
        };
      case 'private-requests':
        return { ...number, value: 940, usualRange: { low: 190, high: 250 }, isUnusual: true };
      case 'answered':
        return { ...number, value: 997, usualRange: { low: 280, high: 350 }, isUnusual: true };
      case 'failed':
        return { ...number, value: 61, usualRange: { low: 4, high: 22 }, isUnusual: true };
      case 'failure-rate':
        return { ...number, value: 5.45 };
      default:
        return { ...number, usualRange: { low: Math.round(number.value * 0.8), high: Math.round(number.value * 1.2) } };
    }
  }),
  tables: [
    {
      ...commandsOf([
        ['roll', 840],
        ['start', 220],
        ['help', 59],
      ]),
      before: [61, 162, 62],
    },
    {
      ...table('sources', titles.sources, { field: 'source', title: titles.link }, [
        ['promo_x', 260],
        ['docs', 12],
      ]),
      before: [0, null],
    },
  ],
};

/** What the watch tells of an hour. */
export const ofHour = (overrides: Partial<ReportContent>): ReportContent =>
  base({
    reportId: 'hourly-watch',
    title: titles.watch,
    windowStartMs: Date.parse('2026-11-26T13:00:00Z'),
    windowEndMs: Date.parse('2026-11-26T14:00:00Z'),
    ...overrides,
  });

/** A number of an hour that is compared with the same hour of other days. */
export const usualHour = (
  queryId: 'requests' | 'failed',
  count: number,
  usualRange: NonNullable<Value['usualRange']>,
  isUnusual = false,
): Value => ({
  ...value(queryId, titles[queryId], count, {
    prominence: 'headline',
    better: queryId === 'failed' ? 'less' : 'more',
    usualRange,
  }),
  ...(isUnusual && { isUnusual }),
});
