import { type ReportDefinition, type TextInAllLanguages, ownBot } from '../report-definition';
import { byVersion, titles } from './common-questions';

/**
 * A watch between reports: compares each hour with the same hour of earlier days, and notifies when requests or failures
 * become unusual or usual again. The stage settings may switch it off.
 */
export const hourlyWatch: ReportDefinition<TextInAllLanguages> = {
  id: 'hourly-watch',
  title: {
    en: 'Hourly watch',
    es: 'Vigilancia por horas',
    pt: 'Monitoramento por hora',
    de: 'Stündliche Kontrolle',
    ru: 'Ежечасный контроль',
  },
  // Whole hours, with enough time for their last records.
  schedule: { cron: 'cron(10 * * * ? *)', timezone: 'UTC' },
  window: { hours: 1, ingestLagMinutes: 10 },
  dueAfterMinutes: 10,
  queries: [
    {
      id: 'use',
      title: { en: 'Use', es: 'Uso', pt: 'Uso', de: 'Nutzung', ru: 'Использование' },
      query: { filter: 'event = "request"', ...byVersion },
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
