import { type ReportDefinition, type TextInAllLanguages, ownBot, texts } from '../report-definition';
import {
  commandsAndSources,
  failedSum,
  partOfRequests,
  people,
  requestsColumn,
  speed,
  titles,
  usedGroups,
} from './common-questions';

const own = {
  requestsInGroups: texts(
    'Requests in groups',
    'Solicitudes en grupos',
    'Solicitações em grupos',
    'Anfragen in Gruppen',
    'Запросы в группах',
  ),
  privateRequests: texts(
    'Private requests',
    'Solicitudes privadas',
    'Solicitações privadas',
    'Anfragen im Privatchat',
    'Запросы в личных чатах',
  ),
  answered: texts('Answered', 'Respondidas', 'Respondidas', 'Beantwortet', 'Отвечено'),
  notUnderstood: texts('Not understood', 'No entendidas', 'Não entendidas', 'Nicht verstanden', 'Не понято'),
  refused: texts(
    'Owners only',
    'Solo para propietarios',
    'Só para donos',
    'Nur für Betreiber',
    'Только для владельцев',
  ),
  unreachable: texts('Unreachable', 'Inalcanzables', 'Inalcançáveis', 'Nicht erreichbar', 'Не доставлено'),
  blocked: texts('Blocked the bot', 'Bloquearon el bot', 'Bloquearam o bot', 'Bot blockiert', 'Заблокировали бота'),
  added: texts('Added to chats', 'Añadido a chats', 'Adicionado a chats', 'Zu Chats hinzugefügt', 'Добавлен в чаты'),
  left: texts('Removed from chats', 'Expulsado de chats', 'Removido de chats', 'Aus Chats entfernt', 'Удалён из чатов'),
  byTime: texts('Languages and hours', 'Idiomas y horas', 'Idiomas e horas', 'Sprachen und Stunden', 'Языки и часы'),
  languages: texts('Languages', 'Idiomas', 'Idiomas', 'Sprachen', 'Языки'),
  peak: texts(
    'Busiest hours',
    'Horas con más actividad',
    'Horários de pico',
    'Aktivste Stunden',
    'Самые активные часы',
  ),
  hoursWithFailures: texts(
    'Hours with failures',
    'Horas con fallos',
    'Horários com falhas',
    'Stunden mit Fehlern',
    'Часы с ошибками',
  ),
};

const hourColumn = { field: 'hour', title: titles.hour, format: 'hour' } as const;

/** How the bot was used over the last day. */
export const dailyUsage: ReportDefinition<TextInAllLanguages> = {
  id: 'daily-usage',
  title: texts('Daily usage', 'Uso diario', 'Uso diário', 'Tägliche Nutzung', 'Статистика за день'),
  schedule: { cron: 'cron(30 12 * * ? *)', timezone: 'UTC' },
  window: { hours: 24, ingestLagMinutes: 5 },
  dueAfterMinutes: 10,
  queries: [
    {
      id: 'group-requests',
      title: own.requestsInGroups,
      query: 'filter (is_group=1) | stats count(*) as calls',
      ...{ better: 'more', ...partOfRequests },
    },
    {
      id: 'private-requests',
      title: own.privateRequests,
      query: 'filter (is_group=0) | stats count(*) as calls',
      ...{ better: 'more', ...partOfRequests },
    },
    {
      id: 'new-users',
      title: titles.newUsers,
      query: 'filter (is_new_user=1) | stats count(*) as calls',
      better: 'more',
    },
    {
      id: 'activity',
      title: titles.activity,
      backfill: true,
      // Only requests have a user: `count(user)` is 0 without records, a sum is missing.
      query: {
        filter: 'event in ["request", "membership"]',
        columns: {
          requests: 'count(user)',
          people: 'count_distinct(user)',
          answered: 'sum(outcome = "answered")',
          not_understood: 'sum(outcome = "not-understood")',
          refused: 'sum(outcome = "refused")',
          failed: failedSum,
          unreachable: 'sum(outcome = "unreachable")',
          used_groups: 'count_distinct(group)',
          p95: 'pct(HandlerDuration, 95)',
          blocked: 'sum(change = "blocked")',
          joined_chats: 'sum(change = "joined")',
          left_chats: 'sum(change = "left")',
        },
      },
      numbers: [
        { id: 'requests', field: 'requests', title: titles.requests, better: 'more', prominence: 'headline' },
        people,
        { id: 'answered', field: 'answered', title: own.answered, prominence: 'detail' },
        { id: 'not-understood', field: 'not_understood', title: own.notUnderstood, better: 'less', ...partOfRequests },
        { id: 'refused', field: 'refused', title: own.refused, prominence: 'detail', marked: 'never' },
        { id: 'failed', field: 'failed', title: titles.failed, better: 'less', ...partOfRequests, marked: 'first' },
        { id: 'unreachable', field: 'unreachable', title: own.unreachable, better: 'less', prominence: 'detail' },
        usedGroups,
        // A day may have membership records and no request.
        { ...speed, of: 'requests' },
        { id: 'blocked', field: 'blocked', title: own.blocked, better: 'less', prominence: 'detail' },
        { id: 'joined', field: 'joined_chats', title: own.added, better: 'more', prominence: 'detail' },
        { id: 'left', field: 'left_chats', title: own.left, better: 'less', prominence: 'detail' },
      ],
    },
    commandsAndSources,
    {
      id: 'languages-and-hours',
      title: own.byTime,
      query: {
        filter: 'event = "request"',
        columns: { requests: 'count(*)', failed: failedSum },
        // A finer time makes more rows than a result keeps.
        by: ['language_code', 'bin(20m) as hour'],
      },
      tables: [
        {
          id: 'languages',
          title: own.languages,
          columns: [{ field: 'language_code', title: titles.language, format: 'language' }, requestsColumn],
          isWhole: true,
        },
        {
          id: 'hours',
          title: own.peak,
          columns: [hourColumn, requestsColumn],
        },
        {
          id: 'failed-hours',
          title: own.hoursWithFailures,
          columns: [hourColumn, { ...requestsColumn, field: 'failed' }],
          onlyWithRows: true,
        },
      ],
    },
  ],
  watched: { queryId: 'activity', numberId: 'requests' },
  logGroups: ownBot,
  destinations: 'owners',
};
