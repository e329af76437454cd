import { type AskedQuestion, askButtonPrefix, askButtonSigns } from '@pulso/contracts/run-requests';
import { type Html, defined, html, inertText, joinHtml } from '@pulso/kit/telegram';
import { type AskTexts, askTextsOf, languageOf, questionInWords, questionWord } from '@pulso/kit/texts';
import { createWallClock, dayMs } from '@pulso/kit/time';

import { type Buttons, type InlineButton, maxButtonDataBytes } from '../ports';
import { type ReadQuestion, hoursOf, isDistinct, readQuestion, sentenceOf, today, usualPeriod } from './read-question';

/** A window may reach back one day more than its length: the lag, and days that are not over. */
const reserveDays = 1;

/** The limit of the contract of run requests. */
const maxAskedDays = 400;

/** A message has room for so many bars. */
const maxBars = 31;

const yesterday = { type: 'day', daysAgo: 1 } as const;
const lastDays = (days: number) => ({ type: 'last', hours: days * 24 }) as const;

const textsOf = (languageCode: string | undefined): AskTexts => askTextsOf(languageOf(languageCode));

/** The context in which an owner's question is read. */
interface AskSurroundings {
  /** The language of the owner's app. */
  readonly languageCode: string | undefined;
  readonly commands: { readonly names: readonly string[] };
  readonly logRetentionDays: number;
  readonly timeZone: string;
  /** When it was asked, epoch ms. */
  readonly askedAtMs: number;
}

/** The result of reading an owner's sentence. */
export type OpenedQuestion =
  /** `sentence`: the question in the words of buttons. Equal questions have equal sentences. */
  | { readonly type: 'ask'; readonly question: AskedQuestion; readonly sentence: string }
  /** Not a question yet: a text to show, perhaps with choices. */
  | { readonly type: 'say'; readonly text: Html; readonly buttons: Buttons };

/** Reads and words owners' questions. A separate bundle, which the handler loads with the first question. */
export const askTools = {
  /** @param sentence - What follows `/ask`, any text. Empty: shows a menu of buttons. */
  open: (sentence: string, surroundings: AskSurroundings): OpenedQuestion =>
    sentence.trim() === ''
      ? menuOf({ measure: 'people', period: usualPeriod }, surroundings)
      : judge(sentence, surroundings),
  /** @param carried - The data of a button after its prefix, any text. @returns undefined if no button carries it. */
  press: (carried: string, surroundings: AskSurroundings): OpenedQuestion | undefined => {
    const sentence = carried.slice(1);
    if (carried.startsWith(askButtonSigns.asks)) return judge(sentence, surroundings);
    if (!carried.startsWith(askButtonSigns.shows)) return undefined;
    return menuOf(readIn(sentence, surroundings).questions[0], surroundings);
  },
  /** Tells an owner that the limit is reached. */
  limited: (count: number, minutes: number, languageCode: string | undefined): string =>
    textsOf(languageCode).limited(count, minutes),
  onlyInPrivate: (languageCode: string | undefined): string => textsOf(languageCode).onlyInPrivate,
};

export type AskTools = typeof askTools;

function readIn(sentence: string, { commands, languageCode, timeZone, askedAtMs }: AskSurroundings): ReadQuestion {
  const day = Math.floor(createWallClock(timeZone).wallTimeAt(askedAtMs) / dayMs);
  return readQuestion(sentence, { commands: commands.names, language: languageOf(languageCode), today: day });
}

function judge(sentence: string, surroundings: AskSurroundings): OpenedQuestion {
  const texts = textsOf(surroundings.languageCode);
  const read = readIn(sentence, surroundings);
  const { questions, refused, unknown, isEmpty } = read;
  const [question] = questions;
  const { by: _by, ...whole } = question;
  const as = (measure: AskedQuestion['measure']): AskedQuestion => ({ ...whole, measure });
  const instead = {
    who: [question.measure === 'requests' ? as('people') : whole],
    back: [as('new-users'), as('people')],
    period: periods.map((period) => ({ ...question, period })),
  };
  if (refused) return offer(texts[refused], instead[refused], surroundings);
  if (unknown.length > 0 || isEmpty) return unclear(read, surroundings);
  if (questions.length > 1) return offer(texts.oneAtATime, questions, surroundings);
  const problem = problemOf(question, surroundings);
  return problem
    ? offer(problem[1], problem[2], surroundings)
    : { type: 'ask', question, sentence: sentenceOf(question) };
}

/** Why a question has no answer, and what can be asked instead. By hour, an answer shows four days in one. */
function problemOf(question: AskedQuestion, surroundings: AskSurroundings) {
  const { logRetentionDays, languageCode, timeZone, askedAtMs } = surroundings;
  const texts = textsOf(languageCode);
  const { measure, period, by, where } = question;
  const over = (...others: AskedQuestion['period'][]) => others.map((other) => ({ ...question, period: other }));
  const days = hoursOf(period) / 24;
  const ofBot = ['blocked', 'added', 'removed'].includes(measure);
  // The last 24 hours have the same hour twice.
  const hourDays = isDistinct(measure) ? (period.type === 'last' ? 23 / 24 : 1) : 4;
  // Bars are days of UTC: other days begin in one and end in the next.
  const bars = days + (period.type === 'last' || timeZone !== 'UTC' ? 1 : 0);
  const reachDays = Math.min(logRetentionDays - reserveDays, maxAskedDays);
  const daysBack = period.type === 'days' ? Math.ceil(askedAtMs / dayMs) - period.from : days;
  const whole: AskedQuestion[] = [undefined, 'day' as const].map((one) => ({
    measure,
    period,
    ...defined({ by: one }),
  }));
  const problems: readonly (readonly [boolean, string, readonly AskedQuestion[]])[] = [
    [ofBot && (where !== undefined || !['day', 'hour', undefined].includes(by)), texts.whole, whole],
    [by === 'hour' && days > hourDays, hourDays < 4 ? texts.byHourOnce : texts.byHour, over(today, yesterday)],
    [by === 'day' && bars > maxBars, texts.byDay, over(lastDays(Math.min(maxBars - 1, reachDays)))],
    [daysBack > reachDays, texts.tooOld(reachDays), over(lastDays(reachDays))],
  ];
  return problems.find(([isOne]) => isOne);
}

const said = (lines: readonly string[], buttons: Buttons): OpenedQuestion => ({
  type: 'say',
  text: joinHtml(lines.map((line) => html`${inertText(line)}`)),
  buttons: buttons.filter((row) => row.length > 0),
});

/** Says something, and offers those of the questions that have an answer. */
function offer(line: string, questions: readonly AskedQuestion[], surroundings: AskSurroundings): OpenedQuestion {
  const isOfTime = new Set(questions.map((question) => questionInWords(question, 'en'))).size < questions.length;
  const words = isOfTime ? ({ period }: AskedQuestion) => periodInWords(period, surroundings) : inWords;
  const answerable = questions.filter((question) => !problemOf(question, surroundings));
  return said(
    [line],
    answerable.map((question) => buttonOf('asks', words(question, surroundings), question)),
  );
}

/** Says what was understood and what was not, with three examples. */
function unclear(
  { questions: [question], isEmpty, unknown }: ReadQuestion,
  surroundings: AskSurroundings,
): OpenedQuestion {
  const texts = textsOf(surroundings.languageCode);
  const words = unknown.slice(0, 5).map((word) => `“${word.slice(0, 40)}”`);
  const understood = inWords(question, surroundings);
  const lines = [
    ...(isEmpty ? [] : [texts.understood(understood)]),
    ...(words.length === 0 ? [] : [texts.notUnderstood(words.join(', '))]),
    texts.forExample,
  ];
  const canBeAsked = !isEmpty && !problemOf(question, surroundings);
  const examples = texts.examples.map((each) => buttonOf('asks', each, readIn(each, surroundings).questions[0]));
  return said(lines, [canBeAsked ? buttonOf('asks', `${texts.ask}: ${understood}`, question) : [], ...examples]);
}

/** @returns Empty if the question is too long for a button; the owner can still type it. */
function buttonOf(sign: keyof typeof askButtonSigns, text: string, question: AskedQuestion): InlineButton[] {
  const data = `${askButtonPrefix}${askButtonSigns[sign]}${sentenceOf(question)}`;
  return new TextEncoder().encode(data).byteLength > maxButtonDataBytes ? [] : [{ text, data }];
}

const rowsOfMeasures = [['people', 'requests'] as const, ['new-users', 'failed'] as const];
const groupings = ['command', 'language', 'source', 'day'] as const;
const periods: readonly AskedQuestion['period'][] = [today, yesterday, usualPeriod, lastDays(30)];

/** Shows the question so far, with buttons that each change one part. */
function menuOf(question: AskedQuestion, surroundings: AskSurroundings): OpenedQuestion {
  const language = languageOf(surroundings.languageCode);
  const { title, ask } = askTextsOf(language);
  const choice = (text: string, changed: AskedQuestion): InlineButton[] => {
    const isChosen = sentenceOf(changed) === sentenceOf(question);
    return buttonOf('shows', isChosen ? `• ${text}` : text, changed);
  };
  const { by: _by, ...ungrouped } = question;
  const rows = [
    ...rowsOfMeasures.map((row) =>
      row.flatMap((measure) => choice(questionWord(measure, language), { ...question, measure })),
    ),
    periods.flatMap((period) => choice(periodInWords(period, surroundings), { ...question, period })),
    groupings.flatMap((by) => choice(questionWord(by, language), question.by === by ? ungrouped : { ...question, by })),
    buttonOf('asks', ask, question),
  ];
  return said([title, inWords(question, surroundings)], rows);
}

/** @example 'People · /roll · by language · 7 days' */
const inWords = (question: AskedQuestion, surroundings: AskSurroundings): string =>
  `${questionInWords(question, languageOf(surroundings.languageCode))} · ${periodInWords(question.period, surroundings)}`;

/** Whole days as days. The runtime words them: a button, unlike a report, need not be the same twice. */
function periodInWords(period: AskedQuestion['period'], { languageCode }: AskSurroundings): string {
  const language = languageOf(languageCode);
  if (period.type === 'day') {
    const day = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-period.daysAgo, 'day');
    return day.charAt(0).toUpperCase() + day.slice(1);
  }
  if (period.type === 'last') {
    const [count, unit] =
      period.hours % 24 || period.hours === 24 ? [period.hours, 'hour'] : [period.hours / 24, 'day'];
    return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  }
  const weekday = period.from === period.to ? ({ weekday: 'short' } as const) : {};
  const parts = { ...weekday, day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(language, parts).formatRange(period.from * dayMs, period.to * dayMs);
}
