import {
  type ColumnDefinition,
  type NumberDefinition,
  type QueryDefinition,
  type TextInAllLanguages,
  texts,
} from '../report-definition';

/** Titles that reports share with answers to people's questions. */
export const titles = {
  requests: texts('Requests', 'Solicitudes', 'Solicitações', 'Anfragen', 'Запросы'),
  people: texts('People', 'Personas', 'Pessoas', 'Personen', 'Пользователи'),
  newUsers: texts('New users', 'Usuarios nuevos', 'Novos usuários', 'Neue Nutzer', 'Новые пользователи'),
  groups: texts(
    'Groups that used it',
    'Grupos que lo usaron',
    'Grupos que o usaram',
    'Gruppen, die ihn nutzten',
    'Группы, где им пользовались',
  ),
  failed: texts('Failed', 'Fallidas', 'Com falha', 'Fehlgeschlagen', 'С ошибкой'),
  within: texts(
    '95% answered within',
    '95\u00a0% en menos de',
    '95% em até',
    '95\u00a0% beantwortet in',
    '95\u00a0% ответов за',
  ),
  activity: texts('Activity', 'Actividad', 'Atividade', 'Aktivität', 'Активность'),
  command: texts('Command', 'Comando', 'Comando', 'Befehl', 'Команда'),
  link: texts('Link', 'Enlace', 'Link', 'Link', 'Ссылка'),
  language: texts('Language', 'Idioma', 'Idioma', 'Sprache', 'Язык'),
  hour: texts('Hour', 'Hora', 'Hora', 'Stunde', 'Час'),
};

/**
 * Counts failed requests, with replies that Telegram refused or that may not have arrived, without unreachable chats.
 * Comparisons inside aggregates give 1 or 0.
 *
 * @see https://github.com/aws-observability/observability-best-practices for `sum(statusCode = "ERROR")`
 */
export const failedSum = 'sum(outcome = "failed") + sum(outcome = "reply-failed") + sum(outcome = "reply-unknown")';

/** How readers see a part of the requests. */
export const partOfRequests = { prominence: 'detail', partOf: 'requests' } as const;

export const people: NumberDefinition<TextInAllLanguages> = {
  ...{ id: 'people', field: 'people', title: titles.people, better: 'more', prominence: 'headline' },
  // The same person may come on several days.
  additive: false,
};

export const usedGroups: NumberDefinition<TextInAllLanguages> = {
  ...{ id: 'groups', field: 'used_groups', title: titles.groups, better: 'more', prominence: 'detail' },
  // The same group may use it on several days.
  additive: false,
};

/** Without the number that it measures. */
export const speed: NumberDefinition<TextInAllLanguages> = {
  ...{ id: 'p95', field: 'p95', title: titles.within, unit: 'milliseconds', better: 'less', prominence: 'detail' },
  additive: false,
};

export const requestsColumn: ColumnDefinition<TextInAllLanguages> = {
  field: 'requests',
  title: titles.requests,
  format: 'number',
};

const commandColumn: ColumnDefinition<TextInAllLanguages> = {
  field: 'command',
  title: titles.command,
  format: 'command',
};

/**
 * What people asked for, and the links that brought them, in one scan.
 *
 * Requests without a command have a row, so that commands add up to all requests. Pressed buttons and answers count as
 * requests of their command.
 */
export const commandsAndSources: QueryDefinition<TextInAllLanguages> = {
  id: 'commands-and-sources',
  title: texts(
    'Commands and sources',
    'Comandos y orígenes',
    'Comandos e origens',
    'Befehle und Herkunft',
    'Команды и источники',
  ),
  query: {
    filter: 'event = "request"',
    columns: { requests: 'count(*)', turns: 'sum(update_type = "callback_query") + count(is_step)', failed: failedSum },
    by: ['command', 'source'],
  },
  tables: [
    {
      id: 'commands',
      title: texts('Commands', 'Comandos', 'Comandos', 'Befehle', 'Команды'),
      columns: [commandColumn, requestsColumn],
      isWhole: true,
    },
    {
      id: 'turns',
      title: texts(
        'Buttons and answers',
        'Botones y respuestas',
        'Botões e respostas',
        'Knöpfe und Antworten',
        'Кнопки и ответы',
      ),
      columns: [commandColumn, { ...requestsColumn, field: 'turns' }],
      onlyWithRows: true,
    },
    {
      id: 'failed',
      title: texts(
        'Commands that failed',
        'Comandos con fallos',
        'Comandos com falha',
        'Befehle mit Fehlern',
        'Команды с ошибками',
      ),
      columns: [commandColumn, { ...requestsColumn, field: 'failed' }],
      isWhole: true,
      onlyWithRows: true,
    },
    {
      id: 'sources',
      title: texts('Came via', 'Enlaces de origen', 'Vieram pelo link', 'Über Link gekommen', 'Пришли по ссылке'),
      columns: [{ field: 'source', title: titles.link }, requestsColumn],
    },
  ],
};
