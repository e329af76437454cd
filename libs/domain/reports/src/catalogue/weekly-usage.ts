import {
  type HistorySumDefinition,
  type ReportDefinition,
  type TextInAllLanguages,
  isByVersion,
  ownBot,
} from '../report-definition';
import { commandsAndSources, titles } from './common-questions';
import { dailyUsage } from './daily-usage';

/** Every number of a report that can be added up. */
const sumsOf = ({ id, queries }: ReportDefinition): HistorySumDefinition<TextInAllLanguages>[] =>
  queries.flatMap(({ id: queryId, numbers, tables, columns, additive, query }) => {
    if (numbers) {
      return numbers
        .filter((number) => number.additive !== false)
        .map((number) => ({ reportId: id, queryId, numberId: number.id }));
    }
    return tables || columns || additive === false || isByVersion({ query }) ? [] : [{ reportId: id, queryId }];
  });

/** Numbers the spans 0, 1, 2 to 6, 7, 8 to 27, 28 and above. */
const spans = [
  'least(user_age_days, 2)',
  'least(greatest(user_age_days - 6, 0), 2)',
  'least(greatest(user_age_days - 27, 0), 2)',
].join(' + ');

/**
 * How the bot was used over the last seven days, up to the end of the newest daily report.
 *
 * Sums come from the daily reports. Distinct people can't be added up: whoever comes every day is one person.
 */
export const weeklyUsage: ReportDefinition<TextInAllLanguages> = {
  id: 'weekly-usage',
  title: {
    en: 'Weekly usage',
    es: 'Uso semanal',
    pt: 'Uso semanal',
    de: 'Wöchentliche Nutzung',
    ru: 'Статистика за неделю',
  },
  // After the daily report of Monday, which has closed by then.
  schedule: { cron: 'cron(45 12 ? * MON *)', timezone: 'UTC' },
  window: { hours: 168, ingestLagMinutes: 20, endsAt: '12:25' },
  dueAfterMinutes: 10,
  historySums: [
    ...sumsOf(dailyUsage),
    // The people of an average day, also for the chart.
    { reportId: 'daily-usage', queryId: 'activity', numberId: 'people', additive: false, prominence: 'detail' },
  ],
  queries: [
    {
      id: 'activity',
      title: titles.activity,
      query: {
        filter: 'event = "request"',
        columns: {
          people: 'count_distinct(user)',
          known_people: 'latest(people_in_all)',
          used_groups: 'count_distinct(group)',
          p95: 'pct(HandlerDuration, 95)',
        },
      },
      numbers: [
        {
          id: 'people',
          field: 'people',
          title: titles.people,
          better: 'more',
          prominence: 'headline',
          additive: false,
        },
        {
          id: 'in-all',
          field: 'known_people',
          // Known from the last request.
          of: 'people',
          title: {
            en: 'People in all',
            es: 'Personas en total',
            pt: 'Pessoas ao todo',
            de: 'Personen insgesamt',
            ru: 'Всего пользователей',
          },
          better: 'more',
          additive: false,
        },
        {
          id: 'groups',
          field: 'used_groups',
          title: titles.groups,
          better: 'more',
          prominence: 'detail',
          additive: false,
        },
        {
          id: 'p95',
          field: 'p95',
          // Where no person came, no request was measured.
          of: 'people',
          title: titles.within,
          unit: 'milliseconds',
          better: 'less',
          prominence: 'detail',
          additive: false,
        },
      ],
    },
    {
      id: 'reach',
      title: {
        en: 'People in 30 days',
        es: 'Personas en 30 días',
        pt: 'Pessoas em 30 dias',
        de: 'Personen in 30 Tagen',
        ru: 'Пользователи за 30 дней',
      },
      query: 'filter event = "request" | stats count_distinct(user) as people',
      // One scan of the records of 30 days: more than four of a week.
      window: { hours: 720 },
      better: 'more',
      additive: false,
    },
    {
      id: 'retention',
      title: {
        en: 'Who comes back',
        es: 'Quiénes vuelven',
        pt: 'Quem volta',
        de: 'Wer wiederkommt',
        ru: 'Кто возвращается',
      },
      // A request to be forgotten has no age. Rows by each age would be more than a result keeps.
      query: [
        'filter ispresent(user_age_days)',
        `fields ${spans} as span`,
        'stats count_distinct(user) as people, max(user_age_days) as age by span, bin(1d) as day',
      ].join(' | '),
      window: { hours: 168, endsAt: '00:00' },
      retention: [
        {
          id: 'day-1',
          afterDays: 1,
          title: {
            en: 'Back the next day',
            es: 'Vuelven al día siguiente',
            pt: 'Voltam no dia seguinte',
            de: 'Am nächsten Tag wieder da',
            ru: 'Вернулись на следующий день',
          },
          better: 'more',
        },
        {
          id: 'day-7',
          afterDays: 7,
          title: {
            en: 'Back after a week',
            es: 'Vuelven tras una semana',
            pt: 'Voltam após uma semana',
            de: 'Nach einer Woche wieder da',
            ru: 'Вернулись через неделю',
          },
          better: 'more',
        },
        {
          id: 'day-28',
          afterDays: 28,
          title: {
            en: 'Back after four weeks',
            es: 'Vuelven tras cuatro semanas',
            pt: 'Voltam após quatro semanas',
            de: 'Nach vier Wochen wieder da',
            ru: 'Вернулись через четыре недели',
          },
          better: 'more',
        },
      ],
    },
    commandsAndSources,
  ],
  shares: [
    {
      id: 'stickiness',
      // How many of the week's people come on one of its days.
      title: {
        en: 'Here on an average day',
        es: 'Vienen en un día promedio',
        pt: 'Vêm em um dia médio',
        de: 'An einem Durchschnittstag da',
        ru: 'В среднем приходят за день',
      },
      averageOf: { reportId: 'daily-usage', queryId: 'activity', numberId: 'people' },
      of: { queryId: 'activity', numberId: 'people' },
      better: 'more',
    },
  ],
  chart: true,
  logGroups: ownBot,
  destinations: 'owners',
};
