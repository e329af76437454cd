import { type AskedQuestion } from '@pulso/contracts/run-requests';
import { type TextInAllLanguages } from '@pulso/domain/reports';

type Grouping = NonNullable<AskedQuestion['by']>;
type ChatKind = NonNullable<NonNullable<AskedQuestion['where']>['chat']>;

export const measureTitles: Readonly<Record<AskedQuestion['measure'], TextInAllLanguages>> = {
  requests: { en: 'Requests', es: 'Solicitudes', pt: 'Solicitações', de: 'Anfragen', ru: 'Запросы' },
  people: { en: 'People', es: 'Personas', pt: 'Pessoas', de: 'Personen', ru: 'Пользователи' },
  'new-users': {
    en: 'New users',
    es: 'Usuarios nuevos',
    pt: 'Novos usuários',
    de: 'Neue Nutzer',
    ru: 'Новые пользователи',
  },
  failed: { en: 'Failed', es: 'Fallidas', pt: 'Com falha', de: 'Fehlgeschlagen', ru: 'С ошибкой' },
};

export const columnTitles: Readonly<Record<Grouping, TextInAllLanguages>> = {
  command: { en: 'Command', es: 'Comando', pt: 'Comando', de: 'Befehl', ru: 'Команда' },
  source: { en: 'Link', es: 'Enlace', pt: 'Link', de: 'Link', ru: 'Ссылка' },
  language: { en: 'Language', es: 'Idioma', pt: 'Idioma', de: 'Sprache', ru: 'Язык' },
  chat: { en: 'Chat', es: 'Chat', pt: 'Chat', de: 'Chat', ru: 'Чат' },
  hour: { en: 'Hour', es: 'Hora', pt: 'Hora', de: 'Stunde', ru: 'Час' },
  day: { en: 'Day', es: 'Día', pt: 'Dia', de: 'Tag', ru: 'День' },
};

const byWords: Readonly<Record<Grouping, TextInAllLanguages>> = {
  command: { en: 'by command', es: 'por comando', pt: 'por comando', de: 'nach Befehl', ru: 'по командам' },
  source: { en: 'by link', es: 'por enlace', pt: 'por link', de: 'nach Link', ru: 'по ссылкам' },
  language: { en: 'by language', es: 'por idioma', pt: 'por idioma', de: 'nach Sprache', ru: 'по языкам' },
  chat: {
    en: 'by kind of chat',
    es: 'por tipo de chat',
    pt: 'por tipo de chat',
    de: 'nach Art des Chats',
    ru: 'по видам чатов',
  },
  hour: { en: 'by hour', es: 'por hora', pt: 'por hora', de: 'nach Stunde', ru: 'по часам' },
  day: { en: 'by day (UTC)', es: 'por día (UTC)', pt: 'por dia (UTC)', de: 'nach Tag (UTC)', ru: 'по дням (UTC)' },
};

const chatWords: Readonly<Record<ChatKind, TextInAllLanguages>> = {
  private: { en: 'in private', es: 'en privado', pt: 'em privado', de: 'im Privatchat', ru: 'в личных чатах' },
  groups: { en: 'in groups', es: 'en grupos', pt: 'em grupos', de: 'in Gruppen', ru: 'в группах' },
};

const linkWord: TextInAllLanguages = { en: 'link', es: 'enlace', pt: 'link', de: 'Link', ru: 'ссылка' };
const languageWord: TextInAllLanguages = { en: 'language', es: 'idioma', pt: 'idioma', de: 'Sprache', ru: 'язык' };

/** Says in every language what is asked, but for the period, which the report says. @example 'People · /roll · by link' */
export function titleOfQuestion({ measure, where = {}, by }: AskedQuestion): TextInAllLanguages {
  const { command, language, chat, source } = where;
  const inLanguage = (code: keyof TextInAllLanguages): string =>
    [
      measureTitles[measure][code],
      ...(command === undefined ? [] : [`/${command}`]),
      ...(chat === undefined ? [] : [chatWords[chat][code]]),
      ...(language === undefined ? [] : [`${languageWord[code]} ${language}`]),
      ...(source === undefined ? [] : [`${linkWord[code]} ${source}`]),
      ...(by === undefined ? [] : [byWords[by][code]]),
    ].join(' · ');
  return {
    en: inLanguage('en'),
    es: inLanguage('es'),
    pt: inLanguage('pt'),
    de: inLanguage('de'),
    ru: inLanguage('ru'),
  };
}
