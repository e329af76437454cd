import { type AskedQuestion } from '@pulso/contracts/run-requests';
import { languages } from '@pulso/kit/texts';

/** A question without its measure, flattened. */
export type Part = Partial<Pick<AskedQuestion, 'period' | 'by'>> & NonNullable<AskedQuestion['where']>;

/** What a word of a question means. */
export type Meaning =
  | { readonly is: 'measure'; readonly measure: AskedQuestion['measure'] }
  /** `names`: if the next word is the name of one, that counts instead. */
  | { readonly is: 'part'; readonly part: Part; readonly names?: 'source' | 'language' }
  /** After a number: the hours of one unit. */
  | { readonly is: 'unit'; readonly hours: number }
  | { readonly is: 'by' | 'nothing' };

const day = 24;
const week = 7 * day;
const month = 30 * day;

/** Words in five languages, lower case, without accents. Words that mean nothing may stand anywhere. */
const words: readonly (readonly [Meaning, string])[] = [
  [
    { is: 'measure', measure: 'requests' },
    'requests request messages usage solicitudes solicitud peticiones uso usos solicitacoes solicitacao pedidos ' +
      'anfragen anfrage nutzung запросы запросов запрос сообщения использование',
  ],
  [
    { is: 'measure', measure: 'people' },
    'people persons person users user ppl personas persona usuarios usuario gente pessoas pessoa personen leute nutzer ' +
      'menschen benutzer люди людей пользователи пользователей человек',
  ],
  [
    { is: 'measure', measure: 'new-users' },
    'new newcomers nuevos nuevas nuevo nueva novos novas novo nova neue neuen neuer neu новые новых новый новички новичков',
  ],
  [
    { is: 'measure', measure: 'failed' },
    'failed failures failure errors error failing fallidas fallidos fallos errores falhas falha erros erro fehler ' +
      'fehlgeschlagen fehlgeschlagene ошибки ошибок сбои сбоев',
  ],
  [{ is: 'by' }, 'by per each por cada nach pro je по'],
  [
    { is: 'part', part: { by: 'command' } },
    'command commands comando comandos befehl befehle befehlen команда команды командам',
  ],
  [
    { is: 'part', part: { by: 'language' }, names: 'language' },
    'languages language idiomas idioma linguas lingua sprachen sprache языки язык языкам языку',
  ],
  [
    { is: 'part', part: { by: 'source' } },
    'where donde onde woher откуда sources source links enlaces origenes origen origens origem quellen quelle herkunft ссылки ссылкам источники источникам',
  ],
  [{ is: 'part', part: { by: 'chat' } }, 'chats chat чаты чатам'],
  [{ is: 'part', part: { by: 'hour' } }, 'hourly часам'],
  [{ is: 'part', part: { by: 'day' } }, 'daily дням'],
  [{ is: 'part', part: { chat: 'groups' } }, 'groups group grupos grupo gruppen gruppe группы группах группе группа'],
  [
    { is: 'part', part: { chat: 'private' } },
    'private privately privado privados privada privadas privat privatchat privatchats личные личных личке приватно',
  ],
  [
    { is: 'part', part: { by: 'source' }, names: 'source' },
    'link via enlace campaign campana campanha kampagne ссылка ссылке ссылку кампания источник',
  ],
  [{ is: 'part', part: { by: 'language' }, names: 'language' }, 'lang'],
  [{ is: 'part', part: { period: { type: 'day', daysAgo: 0 } } }, 'today hoy hoje heute сегодня'],
  [{ is: 'part', part: { period: { type: 'day', daysAgo: 1 } } }, 'yesterday ayer ontem gestern вчера'],
  [{ is: 'unit', hours: 1 }, 'h hour hours hora horas stunde stunden std ч час часа часов'],
  [{ is: 'unit', hours: day }, 'd day days dia dias tag tage tagen т д день дня дней'],
  [{ is: 'unit', hours: week }, 'w week weeks semana semanas woche wochen неделя недели недель неделю'],
  [{ is: 'unit', hours: month }, 'month months mes meses monat monate monaten месяц месяца месяцев'],
  [
    { is: 'nothing' },
    'use uses how many much what which show tell give me count number of the a an in on at from for over past last during this did do ' +
      'used came asked and with to were was there bot who we get kind most top often busiest come comes coming have has had us our is are my ' +
      'typed sent wrote called ' +
      'cuantas cuantos cuanta cuanto que muestra dame numero de del la el las los en durante ultimos ultimas ultimo ultima ' +
      'con desde hubo este esta usaron usan vienen mas tuvimos bot ' +
      'quantas quantos quanta qual quais mostre numero do da dos das na nos nas em o os as ultimos ultimas houve mais usaram vem ' +
      'tivemos bot ' +
      'wie viele viel oft welche zeig zeige zahl der die das den dem im in letzten letzte letzter von mit gab es waren diese ' +
      'dieser hatten wir haben wurde wurden benutzt genutzt meistgenutzte meisten haufig kommen hat sind bot ' +
      'сколько покажи какие число в во за на с со из последние последних последнюю последний было был эта эту у нас чаще боту бота использовали приходят',
  ],
];

const meanings: ReadonlyMap<string, Meaning> = new Map(
  words.flatMap(([meaning, list]) => list.split(' ').map((word) => [word, meaning] as const)),
);

/** @param word - As {@link wordsOf} gives it. */
export const meaningOf = (word: string): Meaning | undefined => meanings.get(word);

/** Lower case, without the accents of Latin letters. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/(?<=[a-z])[\u0300-\u036f]/g, '')
    .normalize('NFC');

/** Splits a text into words: lower case, without accents, a number separate from the letters after it. */
export const wordsOf = (text: string): string[] =>
  plain(text)
    .replace(/(?<![\p{L}\p{N}_/-])(\d+)(\p{L})/gu, '$1 $2')
    .split(/[\s,;:.!?¿¡"'()]+/u)
    .filter(Boolean);

/** Languages that people name, by their codes of ISO 639-1. */
const codes =
  'ar az be bg bn ca cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk ko ky lt lv mk ms nl no pl pt ro ru sk sl sq sr sv sw ta te tg th tr uk ur uz vi zh'.split(
    ' ',
  );

export const isLanguageCode = (word: string): boolean => codes.includes(word);

/** Shorter names are compared whole. */
const leastStemLength = 5;

/** By code, the name in each of the bot's languages as {@link plain}, without an ending. */
let stemsByCode: ReadonlyMap<string, readonly string[]> | undefined;

function readStems(): ReadonlyMap<string, readonly string[]> {
  const names = languages.map((language) => new Intl.DisplayNames([language], { type: 'language' }));
  const stemOf = (name: string): string => name.slice(0, Math.max(leastStemLength, name.length - 2));
  return new Map(codes.map((code) => [code, names.map((name) => stemOf(plain(name.of(code) ?? code)))]));
}

/**
 * Finds the language that a word names, in one of the bot's languages and with any ending.
 *
 * @param word - As {@link wordsOf} gives it.
 * @example languageNamed('spanische'); // 'es'
 */
export function languageNamed(word: string): string | undefined {
  if (word.length < 4) return undefined;
  stemsByCode ??= readStems();
  return codes.find((code) => stemsByCode?.get(code)?.some((stem) => word.startsWith(stem)));
}
