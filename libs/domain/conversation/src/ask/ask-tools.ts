import { askButtonPrefix, askButtonSigns, type AskedQuestion } from '@pulso/contracts/run-requests';
import { type Html, html, inertText, joinHtml } from '@pulso/kit/telegram';
import { type AskTexts, askTextsOf, languageOf } from '@pulso/kit/texts';

import { type Buttons, type InlineButton, maxButtonDataBytes } from '../ports';
import { type ReadQuestion, readQuestion, sentenceOf, usualPeriod } from './read-question';

/** A window may reach back one day more than its length: the lag, and days that are not over. */
const reserveDays = 1;

/** The limit of the contract of run requests. */
const maxAskedDays = 400;

/**
 * The longest period that a grouping can show, hours: 30 bars by day; by hour four days, merged by the hour of the day.
 * People can't be merged, since one person may use the bot in that hour of two days.
 */
function finestHours({ measure, by }: AskedQuestion): number {
  if (by === 'day') return 30 * 24;
  if (by !== 'hour') return Infinity;
  return measure === 'people' ? 23 : 4 * 24;
}

const textsOf = (languageCode: string | undefined): AskTexts => askTextsOf(languageOf(languageCode));

/** The context in which an owner's question is read. */
interface AskSurroundings {
  /** The language of the owner's app. */
  readonly languageCode: string | undefined;
  /** Names of the commands that the bot has. */
  readonly commands: readonly string[];
  readonly logRetentionDays: number;
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
      ? menuOf({ measure: 'people', period: usualPeriod }, textsOf(surroundings.languageCode))
      : judge(sentence, surroundings),
  /** @param carried - The data of a button after its prefix, any text. @returns undefined if no button carries it. */
  press: (carried: string, surroundings: AskSurroundings): OpenedQuestion | undefined => {
    const sentence = carried.slice(1);
    if (carried.startsWith(askButtonSigns.asks)) return judge(sentence, surroundings);
    if (!carried.startsWith(askButtonSigns.shows)) return undefined;
    return menuOf(readQuestion(sentence, surroundings.commands).question, textsOf(surroundings.languageCode));
  },
  /** Tells an owner that the limit is reached. */
  limited: (count: number, minutes: number, languageCode: string | undefined): string =>
    textsOf(languageCode).limited(count, minutes),
  onlyInPrivate: (languageCode: string | undefined): string => textsOf(languageCode).onlyInPrivate,
};

export type AskTools = typeof askTools;

function judge(sentence: string, { commands, logRetentionDays, languageCode }: AskSurroundings): OpenedQuestion {
  const texts = textsOf(languageCode);
  const read = readQuestion(sentence, commands, languageCode);
  const { question } = read;
  if (read.unknown.length > 0 || read.isEmpty) return unclear(read, texts, commands);
  const hours = question.period.type === 'last' ? question.period.hours : 0;
  const reachDays = Math.min(logRetentionDays - reserveDays, maxAskedDays);
  if (hours > reachDays * 24) return { type: 'say', text: html`${texts.tooOld(reachDays)}`, buttons: [] };
  if (hours > finestHours(question)) return { type: 'say', text: html`${texts.tooFine}`, buttons: [] };
  return { type: 'ask', question, sentence: sentenceOf(question) };
}

/** Says what was understood and what was not, with three examples. */
function unclear(
  { question, isEmpty, unknown }: ReadQuestion,
  texts: AskTexts,
  commands: readonly string[],
): OpenedQuestion {
  const inWords = questionInWords(question, texts);
  const words = unknown.slice(0, 5).map((word) => `“${word.slice(0, 40)}”`);
  const lines = [
    ...(isEmpty ? [] : [html`${texts.understood(inWords)}`]),
    ...(words.length === 0 ? [] : [html`${inertText(texts.notUnderstood(words.join(', ')))}`]),
    html`${texts.forExample}`,
  ];
  const understood = isEmpty ? [] : buttonOf('asks', `${texts.ask}: ${inWords}`, question);
  const examples = texts.examples.map((each) => buttonOf('asks', each, readQuestion(each, commands).question));
  const buttons = [understood, ...examples].filter((row) => row.length > 0);
  return { type: 'say', text: joinHtml(lines), buttons };
}

/** @returns Empty if the question is too long for a button; the owner can still type it. */
function buttonOf(sign: keyof typeof askButtonSigns, text: string, question: AskedQuestion): InlineButton[] {
  const data = `${askButtonPrefix}${askButtonSigns[sign]}${sentenceOf(question)}`;
  return new TextEncoder().encode(data).byteLength > maxButtonDataBytes ? [] : [{ text, data }];
}

const measures = ['people', 'requests', 'new-users', 'failed'] as const;
const groupings = ['command', 'language', 'source', 'day'] as const;
const periods: readonly AskedQuestion['period'][] = [
  { type: 'day', daysAgo: 0 },
  { type: 'day', daysAgo: 1 },
  usualPeriod,
  { type: 'last', hours: 30 * 24 },
];

/** Shows the question so far, with buttons that each change one part. */
function menuOf(question: AskedQuestion, texts: AskTexts): OpenedQuestion {
  const choice = (text: string, changed: AskedQuestion): InlineButton[] => {
    const isChosen = sentenceOf(changed) === sentenceOf(question);
    return buttonOf('shows', isChosen ? `• ${text}` : text, changed);
  };
  const { by: _by, ...ungrouped } = question;
  const rows = [
    measures.flatMap((measure) => choice(texts.measures[measure], { ...question, measure })),
    periods.flatMap((period) => choice(periodInWords(period, texts), { ...question, period })),
    groupings.flatMap((by) => choice(texts.by[by], question.by === by ? ungrouped : { ...question, by })),
    buttonOf('asks', texts.ask, question),
  ];
  const text = joinHtml([html`<b>${texts.title}</b>`, html`${questionInWords(question, texts)}`]);
  return { type: 'say', text, buttons: rows.filter((row) => row.length > 0) };
}

/** Says in an owner's language what was read. @example 'People · 7 days · /roll · by language' */
const questionInWords = ({ measure, period, where = {}, by }: AskedQuestion, texts: AskTexts): string =>
  [
    texts.measures[measure],
    periodInWords(period, texts),
    where.command === undefined ? undefined : `/${where.command}`,
    where.chat && texts.chats[where.chat],
    where.language === undefined ? undefined : texts.language(where.language),
    where.source === undefined ? undefined : texts.link(where.source),
    by && texts.by[by],
  ]
    .filter((part) => part !== undefined)
    .join(' · ');

/** Whole days as days. */
function periodInWords(period: AskedQuestion['period'], texts: AskTexts): string {
  if (period.type === 'day') return period.daysAgo === 0 ? texts.today : texts.yesterday;
  return period.hours % 24 === 0 && period.hours > 24 ? texts.days(period.hours / 24) : texts.hours(period.hours);
}
