import { type Language } from './languages';

const measures = [
  ...(['requests', 'people', 'new-users', 'answered', 'not-understood', 'refused', 'failed', 'unreachable'] as const),
  ...(['used-groups', 'speed', 'blocked', 'added', 'removed'] as const),
];
const groupings = ['command', 'source', 'language', 'chat', 'hour', 'day'] as const;
const places = ['private', 'groups'] as const;

type Texts<Key extends string> = Readonly<Record<Key, string>>;

/** The words of owners' questions and of the answers to them. */
export interface QuestionTexts {
  /** As in the daily report. */
  readonly measures: Texts<(typeof measures)[number]>;
  readonly by: Texts<(typeof groupings)[number]>;
  readonly chats: Texts<(typeof places)[number]>;
  readonly language: string;
  readonly link: string;
}

/** `words`: for each key in its order, between `|`. */
const named = <Key extends string>(keys: readonly Key[], words: string): Texts<Key> =>
  Object.fromEntries(keys.map((key, index) => [key, words.split('|')[index] ?? ''])) as Texts<Key>;

const texts: Readonly<Record<Language, QuestionTexts>> = {
  en: {
    measures: named(
      measures,
      'Requests|People|New users|Answered|Not understood|Owners only|Failed|Unreachable|Groups that used it|95% answered within|Blocked the bot|Added to chats|Removed from chats',
    ),
    by: named(groupings, 'by command|by link|by language|by kind of chat|by hour|by day (UTC)'),
    chats: named(places, 'in private|in groups'),
    language: 'language',
    link: 'link',
  },
  es: {
    measures: named(
      measures,
      'Solicitudes|Personas|Usuarios nuevos|Respondidas|No entendidas|Solo para propietarios|Fallidas|Inalcanzables|Grupos que lo usaron|95\u00a0% en menos de|Bloquearon el bot|Añadido a chats|Expulsado de chats',
    ),
    by: named(groupings, 'por comando|por enlace|por idioma|por tipo de chat|por hora|por día (UTC)'),
    chats: named(places, 'en privado|en grupos'),
    language: 'idioma',
    link: 'enlace',
  },
  pt: {
    measures: named(
      measures,
      'Solicitações|Pessoas|Novos usuários|Respondidas|Não entendidas|Só para donos|Com falha|Inalcançáveis|Grupos que o usaram|95% em até|Bloquearam o bot|Adicionado a chats|Removido de chats',
    ),
    by: named(groupings, 'por comando|por link|por idioma|por tipo de chat|por hora|por dia (UTC)'),
    chats: named(places, 'em privado|em grupos'),
    language: 'idioma',
    link: 'link',
  },
  de: {
    measures: named(
      measures,
      'Anfragen|Personen|Neue Nutzer|Beantwortet|Nicht verstanden|Nur für Betreiber|Fehlgeschlagen|Nicht erreichbar|Gruppen, die ihn nutzten|95\u00a0% beantwortet in|Bot blockiert|Zu Chats hinzugefügt|Aus Chats entfernt',
    ),
    by: named(groupings, 'nach Befehl|nach Link|nach Sprache|nach Art des Chats|nach Stunde|nach Tag (UTC)'),
    chats: named(places, 'im Privatchat|in Gruppen'),
    language: 'Sprache',
    link: 'Link',
  },
  ru: {
    measures: named(
      measures,
      'Запросы|Пользователи|Новые пользователи|Отвечено|Не понято|Только для владельцев|С ошибкой|Не доставлено|Группы, где им пользовались|95\u00a0% ответов за|Заблокировали бота|Добавлен в чаты|Удалён из чатов',
    ),
    by: named(groupings, 'по командам|по ссылкам|по языкам|по видам чатов|по часам|по дням (UTC)'),
    chats: named(places, 'в личных чатах|в группах'),
    language: 'язык',
    link: 'ссылка',
  },
};

/** Gives the words of questions in a language. */
export const questionTextsOf = (language: Language): QuestionTexts => texts[language];

/** A question without its time. */
interface QuestionParts {
  readonly measure: keyof QuestionTexts['measures'];
  readonly where?:
    | ({ readonly command?: string | undefined; readonly chat?: keyof QuestionTexts['chats'] | undefined } & {
        readonly language?: string | undefined;
        readonly source?: string | undefined;
      })
    | undefined;
  readonly by?: keyof QuestionTexts['by'] | undefined;
}

/** Says what a question asks. @example 'People · /roll · link promo_x · by language' */
export function questionInWords({ measure, where = {}, by }: QuestionParts, language: Language): string {
  const words = texts[language];
  const parts = [
    words.measures[measure],
    where.command && `/${where.command}`,
    where.chat && words.chats[where.chat],
    where.language && `${words.language} ${where.language}`,
    where.source && `${words.link} ${where.source}`,
    by && words.by[by],
  ];
  return parts.filter(Boolean).join(' · ');
}
