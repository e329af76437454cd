import { defineReport } from '../define-report';
import {
  type HistorySumDefinition,
  type ReportDefinition,
  type TextInAllLanguages,
  ownBot,
} from '../report-definition';
import { commandsAndSources, peopleTitle, withinTitle } from './common-questions';
import { dailyUsage } from './daily-usage';

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

/**
 * How the bot was used over the last seven days, up to the end of the newest daily report.
 *
 * What can be added up comes from the daily reports. Distinct people can't: whoever comes every day is one person.
 */
export const weeklyUsage = defineReport<TextInAllLanguages>({
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
  historySums: sumsOf(dailyUsage),
  queries: [
    {
      id: 'activity',
      title: { en: 'Activity', es: 'Actividad', pt: 'Atividade', de: 'Aktivität', ru: 'Активность' },
      query: 'filter event = "request" | stats count_distinct(user) as people, pct(HandlerDuration, 95) as p95',
      numbers: [
        {
          id: 'people',
          field: 'people',
          title: peopleTitle,
          better: 'more',
          prominence: 'headline',
          additive: false,
        },
        {
          id: 'p95',
          field: 'p95',
          // Where no person came, no request was measured.
          of: 'people',
          title: withinTitle,
          unit: 'milliseconds',
          better: 'less',
          prominence: 'detail',
          additive: false,
        },
      ],
    },
    {
      id: 'second-week',
      title: {
        en: 'Back in their second week',
        es: 'De vuelta en su segunda semana',
        pt: 'De volta na segunda semana',
        de: 'In ihrer zweiten Woche wieder da',
        ru: 'Вернулись на второй неделе',
      },
      // People with a request 7 to 13 whole days after their first one. Most were new in the week before this one. Those
      // who were new in its first days and came back within this week sooner than 7 days after are not among them, and
      // some who were new yet another week earlier are: it tells who stays, and is no exact part of last week's new users.
      query: 'filter user_age_days >= 7 and user_age_days <= 13 | stats count_distinct(user) as people',
      better: 'more',
      additive: false,
    },
    commandsAndSources,
  ],
  chart: true,
  logGroups: ownBot,
  destinations: 'owners',
});
