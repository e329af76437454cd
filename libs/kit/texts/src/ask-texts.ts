import { type Language } from './languages';
import { countedIn } from './plural';

/** What the bot says about questions that owners ask: plain text. A bundle of its own has it. */
export interface AskTexts {
  readonly title: string;
  /** On buttons, at most 16 characters each. */
  readonly measures: Readonly<Record<'requests' | 'people' | 'new-users' | 'failed', string>>;
  readonly today: string;
  readonly yesterday: string;
  hours(count: number): string;
  days(count: number): string;
  readonly chats: Readonly<Record<'private' | 'groups', string>>;
  language(code: string): string;
  link(name: string): string;
  readonly by: Readonly<Record<'command' | 'source' | 'language' | 'chat' | 'hour' | 'day', string>>;
  /** The button that asks. */
  readonly ask: string;
  understood(question: string): string;
  /** `words`: what was not, in quotes. */
  notUnderstood(words: string): string;
  readonly forExample: string;
  /** What examples say, in the words of the language: each is read. */
  readonly examples: readonly [string, string, string];
  tooOld(days: number): string;
  /** Where more days or hours are wanted than an answer shows. */
  readonly tooFine: string;
  limited(count: number, minutes: number): string;
  readonly onlyInPrivate: string;
}

const texts: Readonly<Record<Language, AskTexts>> = {
  en: {
    title: 'What do you want to know?',
    measures: { requests: 'Requests', people: 'People', 'new-users': 'New users', failed: 'Failed' },
    today: 'Today',
    yesterday: 'Yesterday',
    hours: (count) => countedIn('en', count, { one: 'hour', other: 'hours' }),
    days: (count) => countedIn('en', count, { one: 'day', other: 'days' }),
    chats: { private: 'in private', groups: 'in groups' },
    language: (code) => `language ${code}`,
    link: (name) => `link ${name}`,
    by: {
      command: 'by command',
      source: 'by link',
      language: 'by language',
      chat: 'by chat',
      hour: 'by hour',
      day: 'by day',
    },
    ask: 'Ask',
    understood: (question) => `I understood: ${question}.`,
    notUnderstood: (words) => `I did not understand: ${words}.`,
    forExample: 'For example:',
    examples: ['people 7 days by language', 'requests in groups yesterday', 'new users 30 days by link'],
    tooOld: (days) => `The logs go back ${days} days. Ask for less.`,
    tooFine: 'I can show 30 days at most by day, and four by hour; people by hour for today, yesterday or 23 hours.',
    limited: (count, minutes) => `That is ${count} questions within ${minutes} minutes. Please ask again later.`,
    onlyInPrivate: 'Please ask me that in our private chat.',
  },
  es: {
    title: '¿Qué quieres saber?',
    measures: { requests: 'Solicitudes', people: 'Personas', 'new-users': 'Usuarios nuevos', failed: 'Fallos' },
    today: 'Hoy',
    yesterday: 'Ayer',
    hours: (count) => countedIn('es', count, { one: 'hora', other: 'horas' }),
    days: (count) => countedIn('es', count, { one: 'día', other: 'días' }),
    chats: { private: 'en privado', groups: 'en grupos' },
    language: (code) => `idioma ${code}`,
    link: (name) => `enlace ${name}`,
    by: {
      command: 'por comando',
      source: 'por enlaces',
      language: 'por idioma',
      chat: 'por chat',
      hour: 'por hora',
      day: 'por día',
    },
    ask: 'Preguntar',
    understood: (question) => `He entendido: ${question}.`,
    notUnderstood: (words) => `No he entendido: ${words}.`,
    forExample: 'Por ejemplo:',
    examples: ['personas 7 días por idioma', 'solicitudes en grupos ayer', 'usuarios nuevos 30 días por enlaces'],
    tooOld: (days) => `Los registros llegan hasta hace ${days} días. Pregunta por menos.`,
    tooFine:
      'Puedo mostrar como máximo 30 días por día y cuatro por hora; personas por hora, de hoy, de ayer o de 23 horas.',
    limited: (count, minutes) => `Van ${count} preguntas en ${minutes} minutos. Pregunta más tarde, por favor.`,
    onlyInPrivate: 'Por favor, pregúntamelo en nuestro chat privado.',
  },
  pt: {
    title: 'O que você quer saber?',
    measures: { requests: 'Solicitações', people: 'Pessoas', 'new-users': 'Novos usuários', failed: 'Falhas' },
    today: 'Hoje',
    yesterday: 'Ontem',
    hours: (count) => countedIn('pt', count, { one: 'hora', other: 'horas' }),
    days: (count) => countedIn('pt', count, { one: 'dia', other: 'dias' }),
    chats: { private: 'em privado', groups: 'em grupos' },
    language: (code) => `idioma ${code}`,
    link: (name) => `link ${name}`,
    by: {
      command: 'por comando',
      source: 'por links',
      language: 'por idioma',
      chat: 'por chat',
      hour: 'por hora',
      day: 'por dia',
    },
    ask: 'Perguntar',
    understood: (question) => `Entendi: ${question}.`,
    notUnderstood: (words) => `Não entendi: ${words}.`,
    forExample: 'Por exemplo:',
    examples: ['pessoas 7 dias por idioma', 'solicitações em grupos ontem', 'novos usuários 30 dias por links'],
    tooOld: (days) => `Os registros vão até ${days} dias atrás. Pergunte por menos.`,
    tooFine:
      'Posso mostrar no máximo 30 dias por dia e quatro por hora; pessoas por hora, de hoje, de ontem ou de 23 horas.',
    limited: (count, minutes) => `Já são ${count} perguntas em ${minutes} minutos. Pergunte mais tarde, por favor.`,
    onlyInPrivate: 'Por favor, pergunte isso no nosso chat privado.',
  },
  de: {
    title: 'Was möchtest du wissen?',
    measures: { requests: 'Anfragen', people: 'Personen', 'new-users': 'Neue Nutzer', failed: 'Fehler' },
    today: 'Heute',
    yesterday: 'Gestern',
    hours: (count) => countedIn('de', count, { one: 'Stunde', other: 'Stunden' }),
    days: (count) => countedIn('de', count, { one: 'Tag', other: 'Tage' }),
    chats: { private: 'im Privatchat', groups: 'in Gruppen' },
    language: (code) => `Sprache ${code}`,
    link: (name) => `Link ${name}`,
    by: {
      command: 'nach Befehl',
      source: 'nach Herkunft',
      language: 'nach Sprache',
      chat: 'nach Chat',
      hour: 'nach Stunde',
      day: 'nach Tag',
    },
    ask: 'Fragen',
    understood: (question) => `Verstanden habe ich: ${question}.`,
    notUnderstood: (words) => `Nicht verstanden habe ich: ${words}.`,
    forExample: 'Zum Beispiel:',
    examples: ['Personen 7 Tage nach Sprache', 'Anfragen in Gruppen gestern', 'neue Nutzer 30 Tage nach Herkunft'],
    tooOld: (days) => `Die Aufzeichnungen reichen ${days} Tage zurück. Frag nach weniger.`,
    tooFine:
      'Nach Tag zeige ich höchstens 30 Tage, nach Stunde vier; Personen nach Stunde für heute, gestern oder 23 Stunden.',
    limited: (count, minutes) => `Das sind ${count} Fragen in ${minutes} Minuten. Bitte frag später noch einmal.`,
    onlyInPrivate: 'Bitte frag mich das in unserem Privatchat.',
  },
  ru: {
    title: 'Что вы хотите узнать?',
    measures: { requests: 'Запросы', people: 'Люди', 'new-users': 'Новые', failed: 'Ошибки' },
    today: 'Сегодня',
    yesterday: 'Вчера',
    hours: (count) => countedIn('ru', count, { one: 'час', few: 'часа', many: 'часов', other: 'часа' }),
    days: (count) => countedIn('ru', count, { one: 'день', few: 'дня', many: 'дней', other: 'дня' }),
    chats: { private: 'в личных чатах', groups: 'в группах' },
    language: (code) => `язык ${code}`,
    link: (name) => `ссылка ${name}`,
    by: {
      command: 'по командам',
      source: 'по ссылкам',
      language: 'по языкам',
      chat: 'по чатам',
      hour: 'по часам',
      day: 'по дням',
    },
    ask: 'Спросить',
    understood: (question) => `Понятно: ${question}.`,
    notUnderstood: (words) => `Непонятно: ${words}.`,
    forExample: 'Например:',
    examples: ['люди 7 дней по языкам', 'запросы в группах вчера', 'новые 30 дней по ссылкам'],
    tooOld: (days) => `Записи хранятся ${days} дн. Спросите за меньший срок.`,
    tooFine:
      'По дням я показываю не больше 30 дней, по часам не больше четырёх; людей по часам за сегодня, вчера или 23 часа.',
    limited: (count, minutes) => `Это уже ${count} вопросов за ${minutes} минут. Спросите, пожалуйста, позже.`,
    onlyInPrivate: 'Пожалуйста, спросите меня об этом в личном чате.',
  },
};

/** Gives what the bot says about questions in a language. */
export const askTextsOf = (language: Language): AskTexts => texts[language];
