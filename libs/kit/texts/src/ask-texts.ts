import { type Language } from './languages';

/** What the bot says about questions that owners ask: plain text. A bundle of its own has it. */
export interface AskTexts {
  readonly title: string;
  /** The button that asks. */
  readonly ask: string;
  understood(question: string): string;
  /** `words`: what was not, in quotes. */
  notUnderstood(words: string): string;
  readonly forExample: string;
  /** What examples say, in the words of the language: each is read. */
  readonly examples: readonly [string, string, string];
  tooOld(days: number): string;
  /** Where a grouping shows fewer days, and before what can be asked instead. `byHourOnce`: of what can't be added up. */
  readonly byHour: string;
  readonly byHourOnce: string;
  readonly byDay: string;
  readonly oneAtATime: string;
  /** Of a period, of who it was, of who came back; `whole`: of what has no command, language or link. */
  readonly period: string;
  readonly who: string;
  readonly back: string;
  readonly whole: string;
  limited(count: number, minutes: number): string;
  readonly onlyInPrivate: string;
}

const texts: Readonly<Record<Language, AskTexts>> = {
  en: {
    title: 'What do you want to know?',
    ask: 'Ask',
    understood: (question) => `I understood: ${question}.`,
    notUnderstood: (words) => `I did not understand: ${words}.`,
    forExample: 'For example:',
    examples: ['people 7 days by language', 'requests in groups yesterday', 'new users 30 days by link'],
    tooOld: (days) => `The logs go back ${days} days. Ask for less.`,
    byHour: 'By hour works for up to four days.',
    byHourOnce: 'By hour, these are counted for a single day.',
    byDay: 'By day works for up to 30 days.',
    oneAtATime: 'I count one thing and one period at a time. Which one?',
    period: 'I can’t count that period. I know hours, days, weeks, months and dates:',
    who: 'Records hold no names, only codes, so I can’t say who. I can count:',
    back: 'Who comes back is in the weekly report. I can count:',
    whole: 'That is only known as a whole, by day or by hour:',
    limited: (count, minutes) => `That is ${count} questions within ${minutes} minutes. Please ask again later.`,
    onlyInPrivate: 'Please ask me that in our private chat.',
  },
  es: {
    title: '¿Qué quieres saber?',
    ask: 'Preguntar',
    understood: (question) => `He entendido: ${question}.`,
    notUnderstood: (words) => `No he entendido: ${words}.`,
    forExample: 'Por ejemplo:',
    examples: ['personas 7 días por idioma', 'solicitudes en grupos ayer', 'usuarios nuevos 30 días por enlaces'],
    tooOld: (days) => `Los registros llegan hasta hace ${days} días. Pregunta por menos.`,
    byHour: 'Por hora funciona para cuatro días como máximo.',
    byHourOnce: 'Por hora, eso se cuenta para un solo día.',
    byDay: 'Por día funciona para 30 días como máximo.',
    oneAtATime: 'Cuento una cosa y un periodo cada vez. ¿Cuál?',
    period: 'No puedo contar ese periodo. Sé de horas, días, semanas, meses y fechas:',
    who: 'Los registros no tienen nombres, solo códigos, así que no puedo decir quién. Puedo contar:',
    back: 'Cuántos vuelven está en el informe semanal. Puedo contar:',
    whole: 'Eso solo se sabe en conjunto, por día o por hora:',
    limited: (count, minutes) => `Van ${count} preguntas en ${minutes} minutos. Pregunta más tarde, por favor.`,
    onlyInPrivate: 'Por favor, pregúntamelo en nuestro chat privado.',
  },
  pt: {
    title: 'O que você quer saber?',
    ask: 'Perguntar',
    understood: (question) => `Entendi: ${question}.`,
    notUnderstood: (words) => `Não entendi: ${words}.`,
    forExample: 'Por exemplo:',
    examples: ['pessoas 7 dias por idioma', 'solicitações em grupos ontem', 'novos usuários 30 dias por links'],
    tooOld: (days) => `Os registros vão até ${days} dias atrás. Pergunte por menos.`,
    byHour: 'Por hora funciona para até quatro dias.',
    byHourOnce: 'Por hora, isso é contado para um único dia.',
    byDay: 'Por dia funciona para até 30 dias.',
    oneAtATime: 'Conto uma coisa e um período de cada vez. Qual?',
    period: 'Não consigo contar esse período. Conheço horas, dias, semanas, meses e datas:',
    who: 'Os registros não têm nomes, só códigos, então não sei dizer quem. Posso contar:',
    back: 'Quantos voltam está no relatório semanal. Posso contar:',
    whole: 'Isso só se sabe no total, por dia ou por hora:',
    limited: (count, minutes) => `Já são ${count} perguntas em ${minutes} minutos. Pergunte mais tarde, por favor.`,
    onlyInPrivate: 'Por favor, pergunte isso no nosso chat privado.',
  },
  de: {
    title: 'Was möchtest du wissen?',
    ask: 'Fragen',
    understood: (question) => `Verstanden habe ich: ${question}.`,
    notUnderstood: (words) => `Nicht verstanden habe ich: ${words}.`,
    forExample: 'Zum Beispiel:',
    examples: ['Personen 7 Tage nach Sprache', 'Anfragen in Gruppen gestern', 'neue Nutzer 30 Tage nach Herkunft'],
    tooOld: (days) => `Die Aufzeichnungen reichen ${days} Tage zurück. Frag nach weniger.`,
    byHour: 'Nach Stunde geht für höchstens vier Tage.',
    byHourOnce: 'Nach Stunde wird das für einen einzelnen Tag gezählt.',
    byDay: 'Nach Tag geht für höchstens 30 Tage.',
    oneAtATime: 'Ich zähle eine Sache und einen Zeitraum auf einmal. Was davon?',
    period: 'Diesen Zeitraum kann ich nicht zählen. Ich kenne Stunden, Tage, Wochen, Monate und Daten:',
    who: 'Die Aufzeichnungen enthalten keine Namen, nur Codes; wer es war, weiß ich nicht. Zählen kann ich:',
    back: 'Wie viele wiederkommen, steht im Wochenbericht. Zählen kann ich:',
    whole: 'Das ist nur insgesamt, nach Tag oder nach Stunde bekannt:',
    limited: (count, minutes) => `Das sind ${count} Fragen in ${minutes} Minuten. Bitte frag später noch einmal.`,
    onlyInPrivate: 'Bitte frag mich das in unserem Privatchat.',
  },
  ru: {
    title: 'Что вы хотите узнать?',
    ask: 'Спросить',
    understood: (question) => `Понятно: ${question}.`,
    notUnderstood: (words) => `Непонятно: ${words}.`,
    forExample: 'Например:',
    examples: ['люди 7 дней по языкам', 'запросы в группах вчера', 'новые 30 дней по ссылкам'],
    tooOld: (days) => `Записи хранятся ${days} дн. Спросите за меньший срок.`,
    byHour: 'По часам можно не больше чем за четыре дня.',
    byHourOnce: 'По часам это считается за один день.',
    byDay: 'По дням можно не больше чем за 30 дней.',
    oneAtATime: 'Я считаю что-то одно и за один период. Что именно?',
    period: 'За такой период я не считаю. Я знаю часы, дни, недели, месяцы и даты:',
    who: 'В записях нет имён, только коды, поэтому кто это, я не знаю. Могу посчитать:',
    back: 'Сколько людей вернулось, сказано в отчёте за неделю. Могу посчитать:',
    whole: 'Это известно только целиком, по дням или по часам:',
    limited: (count, minutes) => `Это уже ${count} вопросов за ${minutes} минут. Спросите, пожалуйста, позже.`,
    onlyInPrivate: 'Пожалуйста, спросите меня об этом в личном чате.',
  },
};

/** Gives what the bot says about questions in a language. */
export const askTextsOf = (language: Language): AskTexts => texts[language];
