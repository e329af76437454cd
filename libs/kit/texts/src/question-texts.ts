import { type Language } from './languages';

const measures = [
  ...(['requests', 'people', 'new-users', 'answered', 'not-understood', 'refused', 'failed', 'unreachable'] as const),
  ...(['used-groups', 'speed', 'blocked', 'added', 'removed'] as const),
];
const groupings = ['command', 'source', 'language', 'chat', 'hour', 'day'] as const;
const names = ['private', 'groups', 'in-language', 'by-link'] as const;

type Word = (typeof measures)[number] | (typeof groupings)[number] | (typeof names)[number];

type Names = Partial<Record<'command' | 'language' | 'source', string | undefined> & { chat: Word | undefined }>;

/** The words of questions and answers, in the order of the lists above; measures as in the daily report. */
const words: Readonly<Record<Language, string>> = {
  en:
    'Requests|People|New users|Answered|Not understood|Owners only|Failed|Unreachable|Groups that used it|95% answered within|Blocked the bot|Added to chats|Removed from chats|' +
    'by command|by link|by language|by kind of chat|by hour|by day (UTC)|in private|in groups|language|link',
  es:
    'Solicitudes|Personas|Usuarios nuevos|Respondidas|No entendidas|Solo para propietarios|Fallidas|Inalcanzables|Grupos que lo usaron|95\u00a0% en menos de|Bloquearon el bot|Añadido a chats|Expulsado de chats|' +
    'por comando|por enlace|por idioma|por tipo de chat|por hora|por día (UTC)|en privado|en grupos|idioma|enlace',
  pt:
    'Solicitações|Pessoas|Novos usuários|Respondidas|Não entendidas|Só para donos|Com falha|Inalcançáveis|Grupos que o usaram|95% em até|Bloquearam o bot|Adicionado a chats|Removido de chats|' +
    'por comando|por link|por idioma|por tipo de chat|por hora|por dia (UTC)|em privado|em grupos|idioma|link',
  de:
    'Anfragen|Personen|Neue Nutzer|Beantwortet|Nicht verstanden|Nur für Betreiber|Fehlgeschlagen|Nicht erreichbar|Gruppen, die ihn nutzten|95\u00a0% beantwortet in|Bot blockiert|Zu Chats hinzugefügt|Aus Chats entfernt|' +
    'nach Befehl|nach Link|nach Sprache|nach Art des Chats|nach Stunde|nach Tag (UTC)|im Privatchat|in Gruppen|Sprache|Link',
  ru:
    'Запросы|Пользователи|Новые пользователи|Отвечено|Не понято|Только для владельцев|С ошибкой|Не доставлено|Группы, где им пользовались|95\u00a0% ответов за|Заблокировали бота|Добавлен в чаты|Удалён из чатов|' +
    'по командам|по ссылкам|по языкам|по видам чатов|по часам|по дням (UTC)|в личных чатах|в группах|язык|ссылка',
};

const keys: readonly string[] = [...measures, ...groupings, ...names];

/** Gives a word of questions in a language. */
export const questionWord = (word: Word, language: Language): string =>
  words[language].split('|')[keys.indexOf(word)] ?? word;

/** Says what a question asks. @example 'People · /roll · link promo_x · by language' */
export function questionInWords(
  {
    measure,
    where = {},
    by,
  }: { readonly measure: Word; readonly where?: Names | undefined; readonly by?: Word | undefined },
  language: Language,
): string {
  const { command, chat, language: spoken, source } = where;
  const parts = [
    questionWord(measure, language),
    command && `/${command}`,
    chat && questionWord(chat, language),
    spoken && `${questionWord('in-language', language)} ${spoken}`,
    source && `${questionWord('by-link', language)} ${source}`,
    by && questionWord(by, language),
  ];
  return parts.filter(Boolean).join(' · ');
}
