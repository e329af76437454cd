import { type AskedQuestion, measures } from '@pulso/contracts/run-requests';
import { defined } from '@pulso/kit/telegram';
import { dayMs } from '@pulso/kit/time';

import { calendarOf } from './calendar';
import grammar from './question-grammar.json';
import { type ReadContext, type Token, tokensOf } from './question-words';

type Measure = AskedQuestion['measure'];
type Period = AskedQuestion['period'];

/** The result of reading a sentence. */
export interface ReadQuestion {
  /** Several if the sentence asks for each, or may mean each. Requests and seven days where not said. */
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
export const today = { type: 'day', daysAgo: 0 } as const;

/** They can't be added up: the same person may come in several hours or days. */
export const isDistinct = (measure: Measure): boolean => ['people', 'used-groups', 'speed'].includes(measure);

export const hoursOf = (period: Period): number =>
  period.type === 'last' ? period.hours : period.type === 'day' ? 24 : (period.to - period.from + 1) * 24;

/**
 * The rules of the grammar: meanings that stand together, and what they mean together. `$1` is the first group that took
 * part; what has parentheses is asked of the calendar. A rule is applied wherever it fits, before the next one, which reads
 * what it has written. Words of time that no rule takes refuse the sentence.
 */
const rules = grammar.rules.map(([pattern = '', into = '']) => {
  const whole = Object.entries(grammar.short).reduce((so, [name, meant]) => so.replaceAll(name, meant), pattern);
  return { pattern: new RegExp(` (?:${whole})(?= )`), into };
});

/** Applies a rule until it no longer fits. */
function apply(
  rule: (typeof rules)[number],
  calendar: ReturnType<typeof calendarOf>,
  tokens: readonly Token[],
): readonly Token[] {
  const text = ` ${tokens.map(({ meaning }) => meaning).join(' ')} `;
  const match = rule.pattern.exec(text);
  if (!match) return tokens;
  const groups = match.slice(1).filter((group) => group !== undefined);
  const into = rule.into.replace(/\$(\d)/g, (_, at) => groups[at - 1] ?? '');
  const asked = into.replace(/(\w+)\((\S*)\)/g, (_, name, words) => calendar[name]?.(...words.split(',')) ?? '?');
  const start = text.slice(0, match.index).split(' ').length - 1;
  const end = start + match[0].trim().split(' ').length;
  const words = tokens.slice(start, end).map(({ word }) => word);
  const made = asked.split(' ').map((meaning) => ({ meaning, word: words.join(' ') }));
  return apply(rule, calendar, [...tokens.slice(0, start), ...made, ...tokens.slice(end)]);
}

/** What goes without saying beside a measure, as in "new users" and "failed requests". */
const beside: Readonly<Record<string, string>> = grammar.beside;

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
  const calendar = calendarOf(context.today, context.language);
  const tokens = rules.reduce((so, rule) => apply(rule, calendar, so), tokensOf(sentence, context));
  const left = new Set(tokens);
  /** Takes what has one of these meanings. @returns Which of them, each once. */
  const take = (isTaken: (meaning: string) => boolean): string[] => {
    const taken = [...left].filter(({ meaning }) => isTaken(meaning));
    for (const token of taken) left.delete(token);
    return [...new Set(taken.map(({ meaning }) => meaning))];
  };
  const has = (...wanted: string[]): boolean => take((meaning) => wanted.includes(meaning)).length > 0;
  const named = (start: string): string[] => take((one) => one.startsWith(start)).map((one) => one.slice(start.length));

  const said = take((meaning) => Object.hasOwn(beside, meaning) || meaning === 'usage');
  // "Groups yesterday" are counted; in "requests groups" and "private or groups" they say where.
  if (said.length === 0 && !tokens.some(({ meaning }) => meaning === 'private') && has('group'))
    said.push('used-groups');
  const implied = said.flatMap((one) => beside[one]?.split(' ') ?? []);
  const counted = said
    .filter((one) => !implied.includes(one))
    .map((one) => measures.find((each) => each === one) ?? 'requests');
  has(...implied);

  const values: readonly (readonly [kind: string, names: readonly string[]])[] = [
    ['command', named('/')],
    ['chat', [...(has('private') ? ['private'] : []), ...(has('groups', 'group') ? ['groups'] : [])]],
    ['language', named('lang:')],
    ['source', named('link:')],
  ];
  // Two of a kind are compared by showing all.
  const compared = values.flatMap(([kind, names]) => (names.length > 1 ? [kind] : []));
  const only = Object.fromEntries(values.flatMap(([kind, [name, other]]) => (name && !other ? [[kind, name]] : [])));
  const where = Object.keys(only).length > 0 ? only : undefined;
  const groupings = [...new Set([...named('by:'), ...compared])];

  const times = take((meaning) => /^(?:last|span|date):/.test(meaning));
  const periods = times.map((time) => periodIn(time, context.today));
  if (compared.length > 0 || periods.length > 1 || counted.length > 1) has('vs', 'between');
  if (periods.length > 0) has('total');

  const [isTop, isUse] = [has('top'), has('use')];
  const isWhen = has('when') || (isTop && groupings.includes('hour'));
  const hours = Math.max(0, ...periods.map(hoursOf)) > usualHours.hours ? 'day' : 'hour';
  const by =
    groupings[0] ??
    (isWhen ? hours : isTop && (isUse || said.includes('failed')) && !only['command'] ? 'command' : undefined);
  const usual = by !== 'hour' ? usualPeriod : isWhen && !counted.some(isDistinct) ? usualHours : today;
  const refused = has('who') ? 'who' : has('back') ? 'back' : has(...grammar.ofTime.split(' ')) ? 'period' : undefined;
  has(...grammar.silent.split(' '));
  const further = [...groupings.slice(1), ...(isTop && !by ? ['top'] : [])];
  const questions = (counted.length > 0 ? counted : ['requests' as const]).flatMap((measure) =>
    (periods.length > 0 ? periods : [usual]).map((period) => ({ measure, period, ...defined({ where, by }) })),
  );
  return {
    questions: questions as unknown as ReadQuestion['questions'],
    isEmpty: said.length + periods.length === 0 && !where && !by,
    refused,
    unknown: [...new Set([...left].map(({ word }) => word.replaceAll('_', ' '))), ...further],
  };
}

/** Reads a time as the calendar writes it. */
function periodIn(time: string, day: number): Period {
  const [from = 0, to = 0] = time.slice('span:'.length).split('~').map(Number);
  if (time.startsWith('last:')) return { type: 'last', hours: from };
  return from === to && day - from <= 1 ? { type: 'day', daysAgo: day - from } : { type: 'days', from, to };
}

function wordsOf(period: Period): string {
  if (period.type === 'last') return `${period.hours}h`;
  if (period.type === 'day') return period.daysAgo === 0 ? 'today' : 'yesterday';
  const [from, to] = [period.from, period.to].map((day) => new Date(day * dayMs).toISOString().slice(0, 10));
  return from === to ? `${from}` : `${from} to ${to}`;
}

/**
 * Words a question for a button, so that {@link readQuestion} reads the same question.
 *
 * @example 'people 168h /roll link promo_x by language'
 */
export function sentenceOf({
  measure,
  period,
  where: { command, chat, language, source } = {},
  by,
}: AskedQuestion): string {
  const names = [command && `/${command}`, chat, language && `lang ${language}`, source && `link ${source}`];
  return [measure, wordsOf(period), ...names, by && `by ${by}`].filter(Boolean).join(' ');
}
