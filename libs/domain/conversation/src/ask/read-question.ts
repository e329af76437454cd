import { type AskedQuestion, measures } from '@pulso/contracts/run-requests';
import { defined } from '@pulso/kit/telegram';
import { type Language } from '@pulso/kit/texts';
import { dayMs } from '@pulso/kit/time';

import { calendarOf, spanOf } from './calendar';
import { type Token, tokensOf } from './question-words';

type Measure = AskedQuestion['measure'];
type Period = AskedQuestion['period'];
type Where = NonNullable<AskedQuestion['where']>;

/** What a sentence is read with. */
export interface ReadContext {
  /** Names of the commands that the bot has. */
  readonly commands: readonly string[];
  /** Of the owner's app. */
  readonly language: Language;
  /** In the time zone of the stage, days since 1970. */
  readonly today: number;
}

/** The result of reading a sentence. */
export interface ReadQuestion {
  /** At least one; several if the sentence asks for each, or may mean each. Requests and seven days where not said. */
  readonly questions: readonly [AskedQuestion, ...AskedQuestion[]];
  /** Whether anything was understood. */
  readonly isEmpty: boolean;
  /** What records don't tell: persons, who came back, or a period such as "this morning". */
  readonly refused: 'who' | 'back' | 'period' | undefined;
  /** Words that mean nothing here or contradict others. */
  readonly unknown: readonly string[];
}

export const usualPeriod = { type: 'last', hours: 7 * 24 } as const;
/** For "when": the same hours of four days in one. */
const usualHours = { type: 'last', hours: 4 * 24 } as const;

/** They can't be added up: the same person may come in several hours or days. */
export const isDistinct = (measure: Measure): boolean => ['people', 'used-groups', 'speed'].includes(measure);

export const hoursOf = (period: Period): number =>
  period.type === 'last' ? period.hours : period.type === 'day' ? 24 : (period.to - period.from + 1) * 24;

/** Reads a time as the grammar writes it. */
function periodIn(time: string, today: number): Period {
  const [from = 0, to = 0] = time.slice('span:'.length).split('~').map(Number);
  if (time.startsWith('last:')) return { type: 'last', hours: from };
  return from === to && today - from <= 1 ? { type: 'day', daysAgo: today - from } : { type: 'days', from, to };
}

/** Meanings that stand together, and what they mean together. `$1`: the first group that took part. */
type Rule = readonly [pattern: string, into: string | ((...groups: string[]) => string)];

const n = '(\\d+|one)';
const span = '(?:span|date):(\\d+)~(\\d+)';
const units = '(hour|day|week|month)';

/** The grammar. Each rule is applied wherever it fits, before the next one, which reads what it has written. */
function rulesOf({ today, language }: ReadContext): readonly Rule[] {
  const { dateIn, monthIn, weekIn, unit, last, weekday } = calendarOf(today);
  return [
    // Time. Words of it that no rule takes refuse the sentence.
    ['by (?:week|month|year|quarter|weekend)', '?'],
    ['(today|yesterday) day', '$1'],
    ['day until yesterday|eve', spanOf(today - 2)],
    ['today', spanOf(today)],
    ['yesterday', spanOf(today - 1)],
    // In English the month may come first.
    [
      '(\\d+)/(\\d+)(?:/(20\\d\\d))?',
      (one, other, year) => {
        if (language === 'en' && Number(one) <= 12 && Number(other) <= 12 && one !== other) return 'time';
        return Number(other) > 12 ? dateIn(other, one, year) : dateIn(one, other, year);
      },
    ],
    ['(\\d+)\\.(\\d+)\\.?(20\\d\\d)?', dateIn],
    ['(\\d+) (?:to|until|by) (\\d+) (m\\d+)', '$1 $3 to $2 $3'],
    ['(\\d+) m(\\d+)(?: (20\\d\\d))?', dateIn],
    ['m(\\d+)(?: (20\\d\\d))?(?! \\d)', monthIn],
    ['m(\\d+) (\\d+)(?: (20\\d\\d))?', (month, day, year) => dateIn(day, month, year)],
    ['last w(\\d)|w(\\d) last', (one) => weekday(one, true)],
    ['(?:this )?w(\\d)', (one) => weekday(one)],
    [`since(?: ago)? ${n} ${units}(?: ago)?`, last],
    [`ago ${n} day|${n} day ago`, (count) => spanOf(today - (Number(count) || 1))],
    [`ago ${n} month|${n} month ago`, (count) => unit('month', Number(count) || 1)],
    [`(?<!ago )(?:last |past |over )*${n}(?: last| past)? ${units}(?! ago)(?: last| past)?`, last],
    ['(?:last|past|over) hour|hour past', last('1', 'hour')],
    ['(?:last|past|over) day|day (?:last|past)', `choose:last:24|${spanOf(today - 1)}`],
    ['last (week|month|year|weekend)|(week|month|year|weekend) last', (one) => unit(one, 1)],
    ['(?:past|over) (week|month)|(week|month) past', (one) => last('1', one)],
    ['(?:since )?begin (?:this )?(week|month|year)|this (week|month|year)', (one) => unit(one, 0)],
    ['week (\\d\\d?)', weekIn],
    ['(?<!this )weekend', unit('weekend', 0)],
    ['(week|month)(?! ago)', (one) => `choose:${unit(one, 0)}|${unit(one, 1)}|last:${one === 'week' ? 168 : 720}`],
    [
      `between ${span} (?:to|until|and) ${span}|(?:out |since )?${span} (?:to|until|by) ${span}`,
      (from, _to, _from, to) => (Number(from) <= Number(to) ? spanOf(Number(from), Number(to)) : 'time'),
    ],
    [`(?:since|out) ${span}`, (from) => spanOf(Number(from), today)],
    ['from date:(\\d+)~\\d+', (from) => `choose:${spanOf(Number(from))}|${spanOf(Number(from), today)}`],
    // Names.
    ['(?:by |via |out |from |source |link )+(link:\\S+)', '$1'],
    ['command (/\\S+)|(/\\S+) command', '$1'],
    ['(?:by |language )+(lang:\\S+)|(lang:\\S+) language', '$1'],
    ['(private|group) chat', '$1'],
    ['private group', '?'],
    // Persons and groups have codes only.
    ['people who', 'people'],
    ['(?:which|by|top \\d+|top active|top use) (?:new-users )?(?:people|group)|top group', 'who'],
    // What is counted.
    ['not understood', 'not-understood'],
    ['not reach', 'unreachable'],
    ['only owner|owner only', 'refused'],
    ['95 percent(?: answered)?(?: within)?|95(?: answered)? within', 'speed'],
    ['(?:not |come )+back', 'back'],
    ['many group|use group', 'used-groups'],
    ['new-users group', 'added'],
    ['(?:add|join|added) (?:group|chat)|(?:group|chat) (?:add|join|added)', 'added'],
    ['(?:leave|removed) (?:group|chat)|(?:group|chat) (?:leave|removed)', 'removed'],
    ['many (?:use|come|active)', 'people'],
    ['many (lang:\\S+|link:\\S+)', 'people $1'],
    // Groupings.
    ['(?:(?:by|which|top(?: \\d+)?|when|many|use|active) )*(command|language|hour|day)', 'by:$1'],
    ['(?:(?:by|which|top(?: \\d+)?|many) )*(?:source|link|where)', 'by:source'],
    ['(?:by|which|top) chat', 'by:chat'],
  ];
}

/** Applies a rule until it no longer fits. */
function apply([pattern, into]: Rule, tokens: readonly Token[]): readonly Token[] {
  const text = ` ${tokens.map(({ meaning }) => meaning).join(' ')} `;
  const match = new RegExp(` (?:${pattern})(?= )`).exec(text);
  if (!match) return tokens;
  const groups = match.slice(1).filter((group) => group !== undefined);
  const meanings =
    typeof into === 'string' ? into.replace(/\$(\d)/g, (_, at) => groups[at - 1] ?? '') : into(...groups);
  const start = text.slice(0, match.index).split(' ').length - 1;
  const end = start + match[0].trim().split(' ').length;
  const word = tokens
    .slice(start, end)
    .map((token) => token.word)
    .join(' ');
  const made = meanings.split(' ').map((meaning) => ({ meaning, word }));
  return apply([pattern, into], [...tokens.slice(0, start), ...made, ...tokens.slice(end)]);
}

/** What is counted, by the word of the grammar; `join` and `leave` may be of people or of the bot. */
const measureOf: Readonly<Record<string, readonly Measure[]>> = {
  ...Object.fromEntries(measures.map((measure) => [measure, [measure]])),
  ...{ times: ['requests'], join: ['new-users', 'added'], leave: ['blocked', 'removed'] },
};

const outcomes = ['answered', 'not-understood', 'refused', 'failed', 'unreachable'];

/** What goes without saying beside a measure, as in "new users" and "failed requests". */
const beside: Readonly<Record<string, string>> = {
  ...Object.fromEntries(outcomes.map((outcome) => [outcome, 'requests times'])),
  ...{
    requests: 'times',
    'new-users': 'people',
    times: 'people',
    speed: 'requests people answered',
    blocked: 'people times',
  },
  ...{ added: 'people times group chat', removed: 'people times group chat', join: 'people', leave: 'people' },
};

/** Words that change nothing once everything else is read. */
const silent = 'many which use come active this to and from out one only over usage'.split(' ');
const ofTime = 'time last past ago since until between begin week month year quarter weekend total'.split(' ');

/**
 * Reads a question about the usage records: what is counted, which records, over which time, by what. Words may stand in
 * any order and in any of the bot's languages.
 *
 * Words without meaning are left out before; a word that could mean something and is not in the grammar makes the
 * sentence unclear, since an answer to another question would pass for the right one.
 *
 * @param sentence - What an owner wrote, anything.
 */
export function readQuestion(sentence: string, context: ReadContext): ReadQuestion {
  const tokens = rulesOf(context).reduce((so, rule) => apply(rule, so), tokensOf(sentence, context));
  const left = new Set(tokens);
  /** Takes what has one of these meanings. @returns Which of them, each once. */
  const take = (isTaken: (meaning: string) => boolean): string[] => {
    const taken = [...left].filter(({ meaning }) => isTaken(meaning));
    for (const token of taken) left.delete(token);
    return [...new Set(taken.map(({ meaning }) => meaning))];
  };
  const has = (wanted: string): boolean => take((meaning) => meaning === wanted).length > 0;
  const named = (prefix: string): string[] =>
    take((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length));

  const said = take((meaning) => Object.hasOwn(measureOf, meaning));
  const implied = said.flatMap((one) => beside[one]?.split(' ') ?? []);
  const [isUsed, ofGroups] = [has('usage'), has('group')];
  const isCountOfGroups = ofGroups && said.length === 0 && !isUsed;
  const counted = isCountOfGroups ? ['used-groups'] : said.filter((one) => !implied.includes(one));
  const inGroups = has('groups') || (ofGroups && !isCountOfGroups && !implied.includes('group'));
  take((meaning) => implied.includes(meaning));
  const kept = counted.flatMap((one) => measureOf[one] ?? []);

  const values: Readonly<Record<keyof Where, readonly string[]>> = {
    command: named('/'),
    chat: [...(has('private') ? ['private'] : []), ...(inGroups ? ['groups'] : [])],
    language: named('lang:'),
    source: named('link:'),
  };
  const entries = Object.entries(values);
  const compared = entries.flatMap(([kind, { length }]) => (length > 1 ? [kind] : []));
  const groupings = [...new Set([...named('by:'), ...compared])];
  const only = Object.fromEntries(entries.flatMap(([kind, all]) => (all.length === 1 ? [[kind, all[0]]] : [])));

  const times = take((meaning) => /^(?:last|span|date|choose):/.test(meaning));
  const periods = times
    .flatMap((time) => time.replace('choose:', '').split('|'))
    .map((time) => periodIn(time, context.today));
  if (compared.length > 0 || periods.length > 1 || kept.length > 1)
    take((meaning) => ['vs', 'between'].includes(meaning));
  if (periods.length > 0) has('total');

  const [isTop, isUse] = [has('top'), has('use')];
  const isWhen = has('when') || (isTop && groupings.includes('hour'));
  const isRanked = groupings.length > 0 || isWhen || (isTop && isUse && !only['command']);
  const isLong = periods.some((period) => hoursOf(period) > usualHours.hours);
  const by = groupings[0] ?? (isWhen ? (isLong ? 'day' : 'hour') : isTop && isRanked ? 'command' : undefined);
  const usual =
    by !== 'hour'
      ? usualPeriod
      : isWhen && !kept.some(isDistinct)
        ? usualHours
        : ({ type: 'day', daysAgo: 0 } as const);

  const refused = has('who')
    ? 'who'
    : has('back')
      ? 'back'
      : take((meaning) => ofTime.includes(meaning)).length > 0
        ? 'period'
        : undefined;
  take((meaning) => silent.includes(meaning));
  const unknown = [...left].map(({ word }) => word.replaceAll('_', ' '));
  const where = Object.keys(only).length > 0 ? only : undefined;
  const isEmpty = said.length + periods.length + groupings.length === 0 && !where && !isCountOfGroups && !isUsed && !by;
  const questions = (kept.length > 0 ? kept : ['requests' as const]).flatMap((measure) =>
    (periods.length > 0 ? periods : [usual]).map(
      (period) => ({ measure, period, ...defined({ where, by }) }) as AskedQuestion,
    ),
  ) as [AskedQuestion, ...AskedQuestion[]];
  return {
    questions,
    isEmpty,
    refused,
    unknown: [...new Set(unknown), ...(isTop && !isRanked ? ['top'] : []), ...groupings.slice(1)],
  };
}

const isoDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 'yyyy-mm-dd'.length);

const wordsOf = (period: Period): string => {
  if (period.type === 'last') return `${period.hours}h`;
  if (period.type === 'day') return period.daysAgo === 0 ? 'today' : 'yesterday';
  return period.from === period.to ? isoDay(period.from) : `${isoDay(period.from)} to ${isoDay(period.to)}`;
};

/**
 * Words a question for a button, so that {@link readQuestion} reads the same question.
 *
 * @example 'people 168h /roll link promo_x by language'
 */
export const sentenceOf = ({ measure, period, where = {}, by }: AskedQuestion): string =>
  [
    measure,
    wordsOf(period),
    where.command && `/${where.command}`,
    where.chat,
    where.language && `lang ${where.language}`,
    where.source && `link ${where.source}`,
    by && `by ${by}`,
  ]
    .filter(Boolean)
    .join(' ');
