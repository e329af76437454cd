import { defineReport } from '../define-report';
import { ownBot } from '../report-definition';

/** How the bot was used over the last day. */
export const dailyUsage = defineReport({
  id: 'daily-usage',
  title: { en: 'Daily usage', de: 'Nutzung am Tag', es: 'Uso diario' },
  schedule: { cron: 'cron(30 12 * * ? *)', timezone: 'UTC' },
  window: { hours: 24, ingestLagMinutes: 5 },
  dueAfterMinutes: 10,
  queries: [
    {
      id: 'group-requests',
      title: { en: 'Requests in groups', de: 'Anfragen in Gruppen', es: 'Solicitudes en grupos' },
      query: 'filter (is_group=1) | stats count(*) as calls',
    },
    {
      id: 'private-requests',
      title: { en: 'Private requests', de: 'Private Anfragen', es: 'Solicitudes privadas' },
      query: 'filter (is_group=0) | stats count(*) as calls',
    },
    {
      id: 'new-users',
      title: { en: 'New users', de: 'Neue Nutzer', es: 'Usuarios nuevos' },
      query: 'filter (is_new_user=1) | stats count(*) as calls',
    },
  ],
  logGroups: ownBot,
  destinations: 'owners',
});
