import { type ReportDefinition, type TextInAllLanguages, ownBot, texts } from '../report-definition';
import { failedSum, titles } from './common-questions';

/**
 * A watch between reports: compares each hour with the same hour of earlier days, and notifies when requests or failures
 * become unusual or usual again. The stage settings may switch it off.
 */
export const hourlyWatch: ReportDefinition<TextInAllLanguages> = {
  id: 'hourly-watch',
  title: texts(
    'Hourly watch',
    'Vigilancia por horas',
    'Monitoramento por hora',
    'Stündliche Kontrolle',
    'Ежечасный контроль',
  ),
  // Whole hours, with enough time for their last records.
  schedule: { cron: 'cron(10 * * * ? *)', timezone: 'UTC' },
  window: { hours: 1, ingestLagMinutes: 10 },
  dueAfterMinutes: 10,
  queries: [
    {
      id: 'use',
      title: texts('Use', 'Uso', 'Uso', 'Nutzung', 'Использование'),
      query: { filter: 'event = "request"', columns: { requests: 'count(user)', failed: failedSum } },
      numbers: [
        { id: 'requests', field: 'requests', title: titles.requests, better: 'more', prominence: 'headline' },
        { id: 'failed', field: 'failed', title: titles.failed, better: 'less', prominence: 'headline' },
      ],
    },
  ],
  notifyOn: [
    { queryId: 'use', numberId: 'requests', falls: true },
    { queryId: 'use', numberId: 'failed' },
  ],
  logGroups: ownBot,
  destinations: 'owners',
};
