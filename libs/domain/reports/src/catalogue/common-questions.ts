import { type ColumnDefinition, type QueryDefinition, type TextInAllLanguages } from '../report-definition';

/** Titles that reports share with answers to people's questions. */
export const titles = {
  requests: { en: 'Requests', es: 'Solicitudes', pt: 'Solicitações', de: 'Anfragen', ru: 'Запросы' },
  people: { en: 'People', es: 'Personas', pt: 'Pessoas', de: 'Personen', ru: 'Пользователи' },
  newUsers: {
    en: 'New users',
    es: 'Usuarios nuevos',
    pt: 'Novos usuários',
    de: 'Neue Nutzer',
    ru: 'Новые пользователи',
  },
  groups: {
    en: 'Groups that used it',
    es: 'Grupos que lo usaron',
    pt: 'Grupos que o usaram',
    de: 'Gruppen, die ihn nutzten',
    ru: 'Группы, где им пользовались',
  },
  failed: { en: 'Failed', es: 'Fallidas', pt: 'Com falha', de: 'Fehlgeschlagen', ru: 'С ошибкой' },
  within: {
    en: '95% answered within',
    es: '95\u00a0% en menos de',
    pt: '95% em até',
    de: '95\u00a0% beantwortet in',
    ru: '95\u00a0% ответов за',
  },
  activity: { en: 'Activity', es: 'Actividad', pt: 'Atividade', de: 'Aktivität', ru: 'Активность' },
  command: { en: 'Command', es: 'Comando', pt: 'Comando', de: 'Befehl', ru: 'Команда' },
  link: { en: 'Link', es: 'Enlace', pt: 'Link', de: 'Link', ru: 'Ссылка' },
  language: { en: 'Language', es: 'Idioma', pt: 'Idioma', de: 'Sprache', ru: 'Язык' },
  hour: { en: 'Hour', es: 'Hora', pt: 'Hora', de: 'Stunde', ru: 'Час' },
} satisfies Readonly<Record<string, TextInAllLanguages>>;

/**
 * Counts failed requests, with replies that Telegram refused or that may not have arrived, without unreachable chats.
 * Comparisons inside aggregates give 1 or 0.
 *
 * @see https://github.com/aws-observability/observability-best-practices for `sum(statusCode = "ERROR")`
 */
export const failedSum = 'sum(outcome = "failed") + sum(outcome = "reply-failed") + sum(outcome = "reply-unknown")';

/** What is compared between versions, by the names that `report-content` reads. */
export const byVersion = {
  columns: {
    requests: 'count(user)',
    failed: failedSum,
    answered: 'sum(outcome = "answered")',
    p95: 'pct(HandlerDuration, 95)',
    first: 'min(@timestamp)',
    last: 'max(@timestamp)',
  },
  by: ['version'],
} as const;

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
  title: {
    en: 'Commands and sources',
    es: 'Comandos y orígenes',
    pt: 'Comandos e origens',
    de: 'Befehle und Herkunft',
    ru: 'Команды и источники',
  },
  query: {
    filter: 'event = "request"',
    columns: {
      requests: 'count(*)',
      turns: 'sum(update_type = "callback_query") + count(is_step)',
      failed: failedSum,
    },
    by: ['command', 'source'],
  },
  tables: [
    {
      id: 'commands',
      title: { en: 'Commands', es: 'Comandos', pt: 'Comandos', de: 'Befehle', ru: 'Команды' },
      columns: [commandColumn, requestsColumn],
      isWhole: true,
    },
    {
      id: 'turns',
      title: {
        en: 'Buttons and answers',
        es: 'Botones y respuestas',
        pt: 'Botões e respostas',
        de: 'Knöpfe und Antworten',
        ru: 'Кнопки и ответы',
      },
      columns: [commandColumn, { ...requestsColumn, field: 'turns' }],
      onlyWithRows: true,
    },
    {
      id: 'failed',
      title: {
        en: 'Commands that failed',
        es: 'Comandos con fallos',
        pt: 'Comandos com falha',
        de: 'Befehle mit Fehlern',
        ru: 'Команды с ошибками',
      },
      columns: [commandColumn, { ...requestsColumn, field: 'failed' }],
      isWhole: true,
      onlyWithRows: true,
    },
    {
      id: 'sources',
      title: {
        en: 'Came via',
        es: 'Enlaces de origen',
        pt: 'Vieram pelo link',
        de: 'Über Link gekommen',
        ru: 'Пришли по ссылке',
      },
      columns: [{ field: 'source', title: titles.link }, requestsColumn],
    },
  ],
};
