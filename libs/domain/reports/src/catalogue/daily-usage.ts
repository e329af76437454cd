import { defineReport } from '../define-report';
import { type TextInAllLanguages, ownBot } from '../report-definition';
import {
  commandsAndSources,
  failedSum,
  failedTitle,
  groupsTitle,
  peopleTitle,
  requestsColumn,
  requestsTitle,
  withinTitle,
} from './common-questions';

/** How the bot was used over the last day. */
export const dailyUsage = defineReport<TextInAllLanguages>({
  id: 'daily-usage',
  title: { en: 'Daily usage', es: 'Uso diario', pt: 'Uso diário', de: 'Tägliche Nutzung', ru: 'Статистика за день' },
  schedule: { cron: 'cron(30 12 * * ? *)', timezone: 'UTC' },
  window: { hours: 24, ingestLagMinutes: 5 },
  dueAfterMinutes: 10,
  queries: [
    {
      id: 'group-requests',
      title: {
        en: 'Requests in groups',
        es: 'Solicitudes en grupos',
        pt: 'Solicitações em grupos',
        de: 'Anfragen in Gruppen',
        ru: 'Запросы в группах',
      },
      query: 'filter (is_group=1) | stats count(*) as calls',
      better: 'more',
    },
    {
      id: 'private-requests',
      title: {
        en: 'Private requests',
        es: 'Solicitudes privadas',
        pt: 'Solicitações privadas',
        de: 'Anfragen im Privatchat',
        ru: 'Запросы в личных чатах',
      },
      query: 'filter (is_group=0) | stats count(*) as calls',
      better: 'more',
    },
    {
      id: 'new-users',
      title: {
        en: 'New users',
        es: 'Usuarios nuevos',
        pt: 'Novos usuários',
        de: 'Neue Nutzer',
        ru: 'Новые пользователи',
      },
      query: 'filter (is_new_user=1) | stats count(*) as calls',
      better: 'more',
    },
    {
      id: 'activity',
      title: { en: 'Activity', es: 'Actividad', pt: 'Atividade', de: 'Aktivität', ru: 'Активность' },
      recount: true,
      // Only requests have a user: counting those is 0 where nothing was found, which a sum over nothing is not.
      query: [
        'filter event in ["request", "membership"]',
        [
          'stats count(user) as requests',
          'count_distinct(user) as people',
          'sum(outcome = "answered") as answered',
          'sum(outcome = "not-understood") as not_understood',
          'sum(outcome = "refused") as refused',
          `${failedSum} as failed`,
          'sum(outcome = "unreachable") as unreachable',
          'count_distinct(group) as used_groups',
          'pct(HandlerDuration, 95) as p95',
          'sum(change = "blocked") as blocked',
          'sum(change = "joined") as joined_chats',
          'sum(change = "left") as left_chats',
        ].join(', '),
      ].join(' | '),
      numbers: [
        { id: 'requests', field: 'requests', title: requestsTitle, better: 'more', prominence: 'headline' },
        {
          id: 'people',
          field: 'people',
          title: peopleTitle,
          better: 'more',
          prominence: 'headline',
          // The same person may come on several days.
          additive: false,
        },
        {
          id: 'answered',
          field: 'answered',
          title: { en: 'Answered', es: 'Respondidas', pt: 'Respondidas', de: 'Beantwortet', ru: 'Отвечено' },
          prominence: 'detail',
        },
        {
          id: 'not-understood',
          field: 'not_understood',
          title: {
            en: 'Not understood',
            es: 'No entendidas',
            pt: 'Não entendidas',
            de: 'Nicht verstanden',
            ru: 'Не понято',
          },
          better: 'less',
          prominence: 'detail',
        },
        {
          id: 'refused',
          field: 'refused',
          title: {
            en: 'Owners only',
            es: 'Solo para propietarios',
            pt: 'Só para donos',
            de: 'Nur für Betreiber',
            ru: 'Только для владельцев',
          },
          prominence: 'detail',
        },
        { id: 'failed', field: 'failed', title: failedTitle, better: 'less', prominence: 'detail' },
        {
          id: 'unreachable',
          field: 'unreachable',
          title: {
            en: 'Unreachable',
            es: 'Inalcanzables',
            pt: 'Inalcançáveis',
            de: 'Nicht erreichbar',
            ru: 'Не доставлено',
          },
          better: 'less',
          prominence: 'detail',
        },
        {
          id: 'groups',
          field: 'used_groups',
          title: groupsTitle,
          better: 'more',
          prominence: 'detail',
          // The same group may use it on several days.
          additive: false,
        },
        {
          id: 'p95',
          field: 'p95',
          // A day may have membership records and no request.
          of: 'requests',
          title: withinTitle,
          unit: 'milliseconds',
          better: 'less',
          prominence: 'detail',
          additive: false,
        },
        {
          id: 'blocked',
          field: 'blocked',
          title: {
            en: 'Blocked the bot',
            es: 'Bloquearon el bot',
            pt: 'Bloquearam o bot',
            de: 'Bot blockiert',
            ru: 'Заблокировали бота',
          },
          better: 'less',
          prominence: 'detail',
        },
        {
          id: 'joined',
          field: 'joined_chats',
          title: {
            en: 'Added to chats',
            es: 'Añadido a chats',
            pt: 'Adicionado a chats',
            de: 'Zu Chats hinzugefügt',
            ru: 'Добавлен в чаты',
          },
          better: 'more',
          prominence: 'detail',
        },
        {
          id: 'left',
          field: 'left_chats',
          title: {
            en: 'Removed from chats',
            es: 'Expulsado de chats',
            pt: 'Removido de chats',
            de: 'Aus Chats entfernt',
            ru: 'Удалён из чатов',
          },
          better: 'less',
          prominence: 'detail',
        },
      ],
    },
    commandsAndSources,
    {
      id: 'languages-and-hours',
      title: {
        en: 'Languages and hours',
        es: 'Idiomas y horas',
        pt: 'Idiomas e horas',
        de: 'Sprachen und Stunden',
        ru: 'Языки и часы',
      },
      query: 'filter event = "request" | stats count(*) as requests by language_code, bin(1h) as hour',
      tables: [
        {
          id: 'languages',
          title: { en: 'Languages', es: 'Idiomas', pt: 'Idiomas', de: 'Sprachen', ru: 'Языки' },
          columns: [
            {
              field: 'language_code',
              title: { en: 'Language', es: 'Idioma', pt: 'Idioma', de: 'Sprache', ru: 'Язык' },
              format: 'language',
            },
            requestsColumn,
          ],
          isWhole: true,
        },
        {
          id: 'hours',
          title: {
            en: 'Busiest hours',
            es: 'Horas con más actividad',
            pt: 'Horários de pico',
            de: 'Aktivste Stunden',
            ru: 'Самые активные часы',
          },
          columns: [
            { field: 'hour', title: { en: 'Hour', es: 'Hora', pt: 'Hora', de: 'Stunde', ru: 'Час' }, format: 'hour' },
            requestsColumn,
          ],
        },
      ],
    },
  ],
  watched: { queryId: 'activity', numberId: 'requests' },
  logGroups: ownBot,
  destinations: 'owners',
});
