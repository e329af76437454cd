import { type ReportDefinition, type TextInAllLanguages, ownBot, texts } from '../report-definition';
import { failedSum, titles } from './common-questions';

/** An alert: sent only for a day on which more than 1 % of the requests failed. */
export const failures: ReportDefinition<TextInAllLanguages> = {
  id: 'failures',
  title: texts('Failures', 'Fallos', 'Falhas', 'Fehler', 'Ошибки'),
  // The window of the daily report, after it.
  schedule: { cron: 'cron(45 12 * * ? *)', timezone: 'UTC' },
  window: { hours: 24, ingestLagMinutes: 20 },
  dueAfterMinutes: 10,
  queries: [
    {
      id: 'outcomes',
      title: texts('Outcomes', 'Resultados', 'Resultados', 'Ergebnisse', 'Результаты'),
      query: {
        filter: 'event = "request"',
        columns: { share: `100 * (${failedSum}) / count(*)`, failed: failedSum, requests: 'count(*)' },
      },
      numbers: [
        {
          id: 'share',
          field: 'share',
          title: texts(
            'Failed requests',
            'Solicitudes fallidas',
            'Solicitações com falha',
            'Fehlgeschlagene Anfragen',
            'Запросы с ошибкой',
          ),
          unit: 'percent',
          better: 'less',
          prominence: 'headline',
          additive: false,
        },
        { id: 'failed', field: 'failed', title: titles.failed, better: 'less' },
        { id: 'requests', field: 'requests', title: titles.requests, better: 'more' },
      ],
    },
  ],
  onlyIf: { queryId: 'outcomes', numberId: 'share', above: 1 },
  logGroups: ownBot,
  destinations: 'owners',
};
