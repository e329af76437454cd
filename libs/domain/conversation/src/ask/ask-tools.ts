import { type AskedQuestion, askButtonPrefix, askButtonSigns } from '@pulso/contracts/run-requests';
import { type Html, html, inertText, joinHtml } from '@pulso/kit/telegram';
import { type AskTexts, askTextsOf, languageOf, questionInWords, questionTextsOf } from '@pulso/kit/texts';
import { createWallClock, dayMs } from '@pulso/kit/time';

import { type Buttons, type InlineButton, maxButtonDataBytes } from '../ports';
import { type ReadQuestion, hoursOf, isDistinct, readQuestion, sentenceOf, usualPeriod } from './read-question';

/** A window may reach back one day more than its length: the lag, and days that are not over. */
const reserveDays = 1;

/** The limit of the contract of run requests. */
const maxAskedDays = 400;

const today = { type: 'day', daysAgo: 0 } as const;
const yesterday = { type: 'day', daysAgo: 1 } as const;
const lastDays = (days: number) => ({ type: 'last', hours: days * 24 }) as const;

const textsOf = (languageCode: string | undefined): AskTexts => askTextsOf(languageOf(languageCode));

/** The context in which an owner's question is read. */
interface AskSurroundings {
  /** The language of the owner's app. */
  readonly languageCode: string | undefined;
  /** Names of the commands that the bot has. */
  readonly commands: readonly string[];
  readonly logRetentionDays: number;
  /** Of the stage: calendars are read in it. */
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
  const now = Math.floor(createWallClock(timeZone).wallTimeAt(askedAtMs) / dayMs);
  return readQuestion(sentence, { commands, language: languageOf(languageCode), today: now });
}

function judge(sentence: string, surroundings: AskSurroundings): OpenedQuestion {
  const texts = textsOf(surroundings.languageCode);
  const read = readIn(sentence, surroundings);
  const { questions, refused, unknown, isEmpty } = read;
  const [question] = questions;
  if (refused === undefined && (unknown.length > 0 || isEmpty)) return unclear(read, surroundings);
  const { by: _by, ...whole } = question;
  switch (refused) {
    case 'who':
      return offer([texts.who], [{ ...whole, measure: 'people' }], surroundings);
    case 'back':
      return offer(
        [texts.back],
        (['new-users', 'people'] as const).map((measure) => ({ ...whole, measure })),
        surroundings,
      );
    case 'period':
      return offer(
        [texts.period],
        [today, yesterday, lastDays(7), lastDays(30)].map((period) => ({ ...question, period })),
        surroundings,
      );
    case undefined:
      break;
    default:
      return refused satisfies never;
  }
  if (questions.length > 1) return offer([texts.oneAtATime], questions, surroundings);
  const problem = problemOf(question, surroundings);
  return problem
    ? offer([problem.text], problem.instead, surroundings)
    : { type: 'ask', question, sentence: sentenceOf(question) };
}

interface Problem {
  readonly text: string;
  /** The nearest questions that have an answer. */
  readonly instead: readonly AskedQuestion[];
}

/**
 * Says why a question has no answer. A grouping shows 31 bars by day; by hour four days, merged by the hour of the day.
 * What can't be added up can't be merged either.
 */
function problemOf(
  question: AskedQuestion,
  { logRetentionDays, languageCode, timeZone, askedAtMs }: AskSurroundings,
): Problem | undefined {
  const texts = textsOf(languageCode);
  const { measure, period, by, where } = question;
  const at = (...periods: AskedQuestion['period'][]) => periods.map((other) => ({ ...question, period: other }));
  const hours = hoursOf(period);
  const isOfBot = ['blocked', 'added', 'removed'].includes(measure);
  if (isOfBot && (where || (by && by !== 'day' && by !== 'hour'))) {
    return {
      text: texts.whole,
      instead: [
        { measure, period },
        { measure, period, by: 'day' },
      ],
    };
  }
  const isShort = period.type === 'last' ? hours < 24 : hours === 24;
  if (by === 'hour' && isDistinct(measure) && !isShort)
    return { text: texts.byHourOnce, instead: at(today, yesterday) };
  if (by === 'hour' && hours > 4 * 24) return { text: texts.byHour, instead: at(today, yesterday) };
  const reachDays = Math.min(logRetentionDays - reserveDays, maxAskedDays);
  // Days of UTC: those of another zone begin in one and end in the next, as the last hours do.
  const barCount = hours / 24 + (period.type === 'last' || timeZone !== 'UTC' ? 1 : 0);
  if (by === 'day' && barCount > 31) return { text: texts.byDay, instead: at(lastDays(Math.min(30, reachDays))) };
  const daysAgo = period.type === 'days' ? Math.ceil(askedAtMs / dayMs) + 1 - period.from : hours / 24;
  return daysAgo > reachDays ? { text: texts.tooOld(reachDays), instead: at(lastDays(reachDays)) } : undefined;
}

/** Says something, and offers what can be asked. */
function offer(
  lines: readonly string[],
  questions: readonly AskedQuestion[],
  surroundings: AskSurroundings,
): OpenedQuestion {
  const answerable = questions.filter((question) => problemOf(question, surroundings) === undefined);
  const isOfTime = new Set(questions.map((question) => questionInWords(question, 'en'))).size === 1;
  const buttons = answerable.map((question) =>
    buttonOf(
      'asks',
      isOfTime ? periodInWords(question.period, surroundings) : inWords(question, surroundings),
      question,
    ),
  );
  return {
    type: 'say',
    text: joinHtml(lines.map((line) => html`${inertText(line)}`)),
    buttons: buttons.filter((row) => row.length > 0),
  };
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
  const canBeAsked = !isEmpty && problemOf(question, surroundings) === undefined;
  const examples = texts.examples.map((each) => buttonOf('asks', each, readIn(each, surroundings).questions[0]));
  const buttons = [canBeAsked ? buttonOf('asks', `${texts.ask}: ${understood}`, question) : [], ...examples];
  return {
    type: 'say',
    text: joinHtml(lines.map((line) => html`${inertText(line)}`)),
    buttons: buttons.filter((row) => row.length > 0),
  };
}

/** @returns Empty if the question is too long for a button; the owner can still type it. */
function buttonOf(sign: keyof typeof askButtonSigns, text: string, question: AskedQuestion): InlineButton[] {
  const data = `${askButtonPrefix}${askButtonSigns[sign]}${sentenceOf(question)}`;
  return new TextEncoder().encode(data).byteLength > maxButtonDataBytes ? [] : [{ text, data }];
}

const measures = [
  ['people', 'requests'],
  ['new-users', 'failed'],
] as const;
const groupings = ['command', 'language', 'source', 'day'] as const;
const periods: readonly AskedQuestion['period'][] = [today, yesterday, usualPeriod, lastDays(30)];

/** Shows the question so far, with buttons that each change one part. */
function menuOf(question: AskedQuestion, surroundings: AskSurroundings): OpenedQuestion {
  const texts = textsOf(surroundings.languageCode);
  const labels = questionTextsOf(languageOf(surroundings.languageCode));
  const choice = (text: string, changed: AskedQuestion): InlineButton[] => {
    const isChosen = sentenceOf(changed) === sentenceOf(question);
    return buttonOf('shows', isChosen ? `• ${text}` : text, changed);
  };
  const { by: _by, ...ungrouped } = question;
  const rows = [
    ...measures.map((row) => row.flatMap((measure) => choice(labels.measures[measure], { ...question, measure }))),
    periods.flatMap((period) => choice(periodInWords(period, surroundings), { ...question, period })),
    groupings.flatMap((by) => choice(labels.by[by], question.by === by ? ungrouped : { ...question, by })),
    buttonOf('asks', texts.ask, question),
  ];
  const text = joinHtml([html`<b>${texts.title}</b>`, html`${inWords(question, surroundings)}`]);
  return { type: 'say', text, buttons: rows.filter((row) => row.length > 0) };
}

/** @example 'People · /roll · by language · 7 days' */
const inWords = (question: AskedQuestion, surroundings: AskSurroundings): string =>
  `${questionInWords(question, languageOf(surroundings.languageCode))} · ${periodInWords(question.period, surroundings)}`;

/** Whole days as days. Dates are as the language has them: a button, unlike a report, need not be the same twice. */
function periodInWords(period: AskedQuestion['period'], { languageCode }: AskSurroundings): string {
  const texts = textsOf(languageCode);
  if (period.type === 'day') return period.daysAgo === 0 ? texts.today : texts.yesterday;
  if (period.type === 'last') {
    return period.hours % 24 === 0 && period.hours > 24 ? texts.days(period.hours / 24) : texts.hours(period.hours);
  }
  const weekday = period.from === period.to ? ({ weekday: 'short' } as const) : {};
  const format = new Intl.DateTimeFormat(languageOf(languageCode), {
    ...weekday,
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  return format.formatRange(period.from * dayMs, period.to * dayMs);
}
