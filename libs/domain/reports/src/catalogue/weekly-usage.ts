import {
  type HistorySumDefinition,
  type ReportDefinition,
  type TextInAllLanguages,
  ownBot,
  texts,
} from '../report-definition';
import { commandsAndSources, people, speed, titles, usedGroups } from './common-questions';
import { dailyUsage } from './daily-usage';

const own = {
  inAll: texts('People in all', 'Personas en total', 'Pessoas ao todo', 'Personen insgesamt', 'Всего пользователей'),
  peopleIn30Days: texts(
    'People in 30 days',
    'Personas en 30 días',
    'Pessoas em 30 dias',
    'Personen in 30 Tagen',
    'Пользователи за 30 дней',
  ),
  whoComesBack: texts('Who comes back', 'Quiénes vuelven', 'Quem volta', 'Wer wiederkommt', 'Кто возвращается'),
  backTheNextDay: texts(
    'Back the next day',
    'Vuelven al día siguiente',
    'Voltam no dia seguinte',
    'Am nächsten Tag wieder da',
    'Вернулись на следующий день',
  ),
  backAfterAWeek: texts(
    'Back after a week',
    'Vuelven tras una semana',
    'Voltam após uma semana',
    'Nach einer Woche wieder da',
    'Вернулись через неделю',
  ),
  backAfterFourWeeks: texts(
    'Back after four weeks',
    'Vuelven tras cuatro semanas',
    'Voltam após quatro semanas',
    'Nach vier Wochen wieder da',
    'Вернулись через четыре недели',
  ),
  hereOnAnAverageDay: texts(
    'Here on an average day',
    'Vienen en un día promedio',
    'Vêm em um dia médio',
    'An einem Durchschnittstag da',
    'В среднем приходят за день',
  ),
};

/** Every number of a report that can be added up. */
const sumsOf = ({ id, queries }: ReportDefinition): HistorySumDefinition<TextInAllLanguages>[] =>
  queries.flatMap(({ id: queryId, numbers, tables, columns, additive }) => {
    if (numbers) {
      return numbers
        .filter((number) => number.additive !== false)
        .map((number) => ({ reportId: id, queryId, numberId: number.id }));
    }
    return tables || columns || additive === false ? [] : [{ reportId: id, queryId }];
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
  title: texts('Weekly usage', 'Uso semanal', 'Uso semanal', 'Wöchentliche Nutzung', 'Статистика за неделю'),
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
        people,
        {
          id: 'in-all',
          field: 'known_people',
          // Known from the last request.
          of: 'people',
          title: own.inAll,
          better: 'more',
          additive: false,
        },
        usedGroups,
        // Where no person came, no request was measured.
        { ...speed, of: 'people' },
      ],
    },
    {
      id: 'reach',
      title: own.peopleIn30Days,
      query: 'filter event = "request" | stats count_distinct(user) as people',
      // One scan of the records of 30 days: more than four of a week.
      window: { hours: 720 },
      better: 'more',
      additive: false,
    },
    {
      id: 'retention',
      title: own.whoComesBack,
      // A request to be forgotten has no age. Rows by each age would be more than a result keeps.
      query: [
        'filter ispresent(user_age_days)',
        `fields ${spans} as span`,
        'stats count_distinct(user) as people, max(user_age_days) as age by span, bin(1d) as day',
      ].join(' | '),
      window: { hours: 168, endsAt: '00:00' },
      retention: [
        { id: 'day-1', afterDays: 1, title: own.backTheNextDay, better: 'more' },
        { id: 'day-7', afterDays: 7, title: own.backAfterAWeek, better: 'more' },
        { id: 'day-28', afterDays: 28, title: own.backAfterFourWeeks, better: 'more' },
      ],
    },
    commandsAndSources,
  ],
  shares: [
    {
      id: 'stickiness',
      // How many of the week's people come on one of its days.
      title: own.hereOnAnAverageDay,
      averageOf: { reportId: 'daily-usage', queryId: 'activity', numberId: 'people' },
      of: { queryId: 'activity', numberId: 'people' },
      better: 'more',
    },
  ],
  chart: true,
  logGroups: ownBot,
  destinations: 'owners',
};
