/** A record of use, as far as questions are about it. */
export interface UsedRecord {
  readonly atMs: number;
  readonly user: string;
  readonly is_group: number;
  readonly is_new_user: number;
  readonly outcome: string;
  readonly command?: string;
  readonly language_code?: string;
  readonly chat_type?: string;
  readonly source?: string;
}

/** A sentence, and what it asks, said in another way: which records, over which time, by what. */
export interface AskedSentence {
  readonly text: string;
  /** What the owner's app speaks. */
  readonly language: 'en' | 'es' | 'pt' | 'de' | 'ru';
  /** Hours up to five minutes before; or days ago of a day in UTC. */
  readonly hours?: number;
  readonly daysAgo?: number;
  /** Distinct people are counted, and not requests. */
  readonly isOfPeople?: true;
  readonly isMeant?: (record: UsedRecord) => boolean;
  readonly keyOf?: (record: UsedRecord) => string | undefined;
}

const week = 168;
const month = 720;

const people = { isOfPeople: true } as const;
const isNew = ({ is_new_user }: UsedRecord): boolean => is_new_user === 1;
const hasFailed = ({ outcome }: UsedRecord): boolean => ['failed', 'reply-failed', 'reply-unknown'].includes(outcome);
const inGroups = ({ is_group }: UsedRecord): boolean => is_group === 1;
const inPrivate = ({ is_group }: UsedRecord): boolean => is_group === 0;
const isRoll = ({ command }: UsedRecord): boolean => command === 'roll';
const isHelp = ({ command }: UsedRecord): boolean => command === 'help';
const speaks =
  (code: string) =>
  ({ language_code: spoken = '' }: UsedRecord): boolean =>
    spoken === code || spoken.startsWith(`${code}-`);
const byLink =
  (name: string) =>
  ({ source }: UsedRecord): boolean =>
    source === name;
const both =
  (...all: readonly ((record: UsedRecord) => boolean)[]) =>
  (record: UsedRecord): boolean =>
    all.every((is) => is(record));

const byCommand = { keyOf: ({ command }: UsedRecord) => command ?? '' };
const byLanguage = { keyOf: ({ language_code: code }: UsedRecord) => code ?? '' };
/** Who came by no link is in no row. */
const bySource = { keyOf: ({ source }: UsedRecord) => source };
const byChat = { keyOf: ({ chat_type: type }: UsedRecord) => type ?? '' };
const byDay = { keyOf: ({ atMs }: UsedRecord) => new Date(atMs).toISOString().slice(0, 10) };
/** Of several days the same hour of each together. */
const byHour = { keyOf: ({ atMs }: UsedRecord) => new Date(atMs).toISOString().slice(11, 13) };

type Rest = Omit<AskedSentence, 'language' | 'text'>;
const of =
  (language: AskedSentence['language']) =>
  (text: string, rest: Rest): AskedSentence => ({ text, language, ...rest });
const [en, es, pt, de, ru] = [of('en'), of('es'), of('pt'), of('de'), of('ru')];

/** What owners ask, in their words. */
export const askedSentences: readonly AskedSentence[] = [
  en('people roll 7d by source', { hours: week, ...people, isMeant: isRoll, ...bySource }),
  en('requests groups yesterday', { daysAgo: 1, isMeant: inGroups }),
  en('new 30d by language', { hours: month, isMeant: isNew, ...byLanguage }),
  en('people', { hours: week, ...people }),
  en('requests today', { daysAgo: 0 }),
  en('how many people used the bot yesterday?', { daysAgo: 1, ...people }),
  en('How many new users did we get this week', { hours: week, isMeant: isNew }),
  en('errors 48h by command', { hours: 48, isMeant: hasFailed, ...byCommand }),
  en('failed requests in private, 3 days', { hours: 72, isMeant: both(hasFailed, inPrivate) }),
  en('requests by day', { hours: week, ...byDay }),
  en('requests by hour yesterday', { daysAgo: 1, ...byHour }),
  en('people by hour 23 hours', { hours: 23, ...people, ...byHour }),
  en('requests by command', { hours: week, ...byCommand }),
  en('usage per language last 2 weeks', { hours: 336, ...byLanguage }),
  en('people by chat', { hours: week, ...people, ...byChat }),
  en('requests by kind of chat month', { hours: month, ...byChat }),
  en('people link promo_x', { hours: week, ...people, isMeant: byLink('promo_x') }),
  en('requests via promo_x by day', { hours: week, isMeant: byLink('promo_x'), ...byDay }),
  en('spanish people', { hours: week, ...people, isMeant: speaks('es') }),
  en('portuguese requests in groups', { hours: week, isMeant: both(speaks('pt'), inGroups) }),
  en('language de requests 24h', { hours: 24, isMeant: speaks('de') }),
  en('/help yesterday', { daysAgo: 1, isMeant: isHelp }),
  en('ROLL!!! today', { daysAgo: 0, isMeant: isRoll }),
  en('1h', { hours: 1 }),
  en('new users by source month', { hours: month, isMeant: isNew, ...bySource }),
  en('people who used /roll in groups by language', {
    hours: week,
    ...people,
    isMeant: both(isRoll, inGroups),
    ...byLanguage,
  }),
  es('personas 7 días por idioma', { hours: week, ...people, ...byLanguage }),
  es('¿Cuántas personas hubo ayer?', { daysAgo: 1, ...people }),
  es('solicitudes en grupos hoy', { daysAgo: 0, isMeant: inGroups }),
  es('usuarios nuevos últimos 30 días', { hours: month, isMeant: isNew }),
  es('fallos de la última semana', { hours: week, isMeant: hasFailed }),
  es('solicitudes por comando ayer', { daysAgo: 1, ...byCommand }),
  es('solicitudes por hora hoy', { daysAgo: 0, ...byHour }),
  es('personas con enlace promo_x', { hours: week, ...people, isMeant: byLink('promo_x') }),
  es('alemán personas', { hours: week, ...people, isMeant: speaks('de') }),
  pt('pessoas 7 dias por idioma', { hours: week, ...people, ...byLanguage }),
  pt('solicitações ontem', { daysAgo: 1 }),
  pt('novos usuários por links 30 dias', { hours: month, isMeant: isNew, ...bySource }),
  pt('quantas pessoas em grupos hoje', { daysAgo: 0, ...people, isMeant: inGroups }),
  pt('falhas da semana por comando', { hours: week, isMeant: hasFailed, ...byCommand }),
  pt('pedidos por dia', { hours: week, ...byDay }),
  pt('espanhol solicitações 2 semanas', { hours: 336, isMeant: speaks('es') }),
  de('Personen letzte Woche nach Sprache', { hours: week, ...people, ...byLanguage }),
  de('Wie viele neue Nutzer gestern?', { daysAgo: 1, isMeant: isNew }),
  de('Anfragen in Gruppen 12 Stunden', { hours: 12, isMeant: inGroups }),
  de('Fehler heute nach Befehl', { daysAgo: 0, isMeant: hasFailed, ...byCommand }),
  de('Anfragen pro Tag', { hours: week, ...byDay }),
  de('spanische Nutzer', { hours: week, ...people, isMeant: speaks('es') }),
  de('Leute im Privatchat', { hours: week, ...people, isMeant: inPrivate }),
  de('neue Nutzer nach Herkunft, 30 Tage', { hours: month, isMeant: isNew, ...bySource }),
  de('/roll heute', { daysAgo: 0, isMeant: isRoll }),
  ru('сколько людей за 7 дней', { hours: week, ...people }),
  ru('запросы в группах вчера', { daysAgo: 1, isMeant: inGroups }),
  ru('новые пользователи за 30 дней по языкам', { hours: month, isMeant: isNew, ...byLanguage }),
  ru('ошибки сегодня', { daysAgo: 0, isMeant: hasFailed }),
  ru('запросы по командам за неделю', { hours: week, ...byCommand }),
  ru('люди на испанском', { hours: week, ...people, isMeant: speaks('es') }),
  ru('запросы по дням', { hours: week, ...byDay }),
  ru('запросы по часам вчера', { daysAgo: 1, ...byHour }),
  ru('люди ссылка promo_x', { hours: week, ...people, isMeant: byLink('promo_x') }),
];
