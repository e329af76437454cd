import { askButtonPrefix, askButtonSigns, type AskedQuestion } from '@pulso/contracts/run-requests';
import { type Html, html, inertText, joinHtml } from '@pulso/kit/telegram';
import { type AskTexts, askTextsOf, languageOf } from '@pulso/kit/texts';

import { maxButtonDataBytes } from '../button-data';
import { type AskSurroundings, type AskTools, type Buttons, type InlineButton, type OpenedQuestion } from '../ports';
import { readQuestion, sentenceOf } from './read-question';
import { periodInWords, questionInWords } from './question-in-words';

/** A window may begin a day before a whole number of days: the lag, and days that are not over. */
const reserveDays = 1;

/** What the contract of run requests takes. */
const maxAskedDays = 400;

/**
 * Over how many hours a grouping is shown whole: bars of a month of days, and rows of four days of hours, which are put
 * together by the hour of the day. People of the same hour of two days can't be, since they may be the same.
 */
function finestHours({ measure, by }: Pick<AskedQuestion, 'measure' | 'by'>): number {
  if (by === 'day') return 30 * 24;
  if (by !== 'hour') return Infinity;
  return measure === 'people' ? 23 : 4 * 24;
}

const periods: readonly AskedQuestion['period'][] = [
  { type: 'day', daysAgo: 0 },
  { type: 'day', daysAgo: 1 },
  { type: 'last', hours: 7 * 24 },
  { type: 'last', hours: 30 * 24 },
];

/** What reads and words the questions of owners. A bundle of its own beside the handler, which loads it with the first one. */
export const askTools: AskTools = {
  open: (sentence, surroundings) => {
    const texts = askTextsOf(languageOf(surroundings.languageCode));
    if (sentence.trim() === '') return menuOf(usual, texts);
    return judge(sentence, texts, surroundings);
  },
  press: (carried, surroundings) => {
    const texts = askTextsOf(languageOf(surroundings.languageCode));
    const sentence = carried.slice(1);
    if (carried.startsWith(askButtonSigns.asks)) return judge(sentence, texts, surroundings);
    if (!carried.startsWith(askButtonSigns.shows)) return undefined;
    return menuOf(readQuestion(sentence, surroundings.commands).question, texts);
  },
  limited: (count, minutes, languageCode) => askTextsOf(languageOf(languageCode)).limited(count, minutes),
  onlyInPrivate: (languageCode) => askTextsOf(languageOf(languageCode)).onlyInPrivate,
};

const usual: AskedQuestion = { measure: 'people', period: { type: 'last', hours: 7 * 24 } };

function judge(sentence: string, texts: AskTexts, surroundings: AskSurroundings): OpenedQuestion {
  const { commands, logRetentionDays, languageCode } = surroundings;
  const { question, isEmpty, unknown } = readQuestion(sentence, commands, languageCode);
  if (unknown.length > 0 || isEmpty) return unclear(question, isEmpty, unknown, texts, surroundings);
  const { measure, period, by } = question;
  const hours = period.type === 'last' ? period.hours : 0;
  const reachDays = Math.min(logRetentionDays - reserveDays, maxAskedDays);
  if (hours > reachDays * 24) return { type: 'say', text: html`${texts.tooOld(reachDays)}`, buttons: [] };
  if (hours > finestHours({ measure, by })) return { type: 'say', text: html`${texts.tooFine}`, buttons: [] };
  return { type: 'ask', question, sentence: sentenceOf(question) };
}

/** What was understood, what was not, and three sentences that would be. */
function unclear(
  question: AskedQuestion,
  isEmpty: boolean,
  unknown: readonly string[],
  texts: AskTexts,
  { commands }: AskSurroundings,
): OpenedQuestion {
  const words = unknown
    .slice(0, 5)
    .map((word) => `“${word.slice(0, 40)}”`)
    .join(', ');
  const lines: Html[] = [
    ...(isEmpty ? [] : [html`${texts.understood(questionInWords(question, texts))}`]),
    ...(words === '' ? [] : [html`${inertText(texts.notUnderstood(words))}`]),
    html`${texts.forExample}`,
  ];
  const understood = isEmpty ? [] : [[askButton(`${texts.ask}: ${questionInWords(question, texts)}`, question)]];
  const examples = texts.examples.map((example) => [askButton(example, readQuestion(example, commands).question)]);
  const buttons = [...understood, ...examples].map((row) => row.filter((button) => button !== undefined));
  return { type: 'say', text: joinHtml(lines), buttons: buttons.filter((row) => row.length > 0) };
}

/** @returns undefined where the question is longer than what a button carries. */
function askButton(text: string, question: AskedQuestion): InlineButton | undefined {
  const data = `${askButtonPrefix}${askButtonSigns.asks}${sentenceOf(question)}`;
  return new TextEncoder().encode(data).byteLength > maxButtonDataBytes ? undefined : { text, data };
}

/** The question so far, and buttons that change one part of it each. */
function menuOf(question: AskedQuestion, texts: AskTexts): OpenedQuestion {
  const choice = (text: string, changed: AskedQuestion): InlineButton[] => {
    const sentence = sentenceOf(changed);
    const data = `${askButtonPrefix}${askButtonSigns.shows}${sentence}`;
    // What would carry too much is left out; a sentence can still be written.
    if (new TextEncoder().encode(data).byteLength > maxButtonDataBytes) return [];
    return [{ text: `${sentence === sentenceOf(question) ? '• ' : ''}${text}`, data }];
  };
  const { by: _by, ...ungrouped } = question;
  const measures = ['people', 'requests', 'new-users', 'failed'] as const;
  const groupings = ['command', 'language', 'source', 'day'] as const;
  const rows: Buttons = [
    measures.flatMap((measure) => choice(texts.measures[measure], { ...question, measure })),
    periods.flatMap((period) => choice(periodInWords(period, texts), { ...question, period })),
    groupings.flatMap((by) => choice(texts.by[by], question.by === by ? ungrouped : { ...question, by })),
    [askButton(texts.ask, question)].filter((button) => button !== undefined),
  ];
  const text = joinHtml([html`<b>${texts.title}</b>`, html`${questionInWords(question, texts)}`]);
  return { type: 'say', text, buttons: rows.filter((row) => row.length > 0) };
}
