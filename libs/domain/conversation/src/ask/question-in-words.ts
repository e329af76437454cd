import { type AskedQuestion } from '@pulso/contracts/run-requests';
import { type AskTexts } from '@pulso/kit/texts';

/** Says in an owner's language what was read. @example 'People · 7 days · /roll · by language' */
export const questionInWords = ({ measure, period, where = {}, by }: AskedQuestion, texts: AskTexts): string =>
  [
    texts.measures[measure],
    periodInWords(period, texts),
    ...(where.command === undefined ? [] : [`/${where.command}`]),
    ...(where.chat === undefined ? [] : [texts.chats[where.chat]]),
    ...(where.language === undefined ? [] : [texts.language(where.language)]),
    ...(where.source === undefined ? [] : [texts.link(where.source)]),
    ...(by === undefined ? [] : [texts.by[by]]),
  ].join(' · ');

/** Whole days as days. */
export function periodInWords(period: AskedQuestion['period'], texts: AskTexts): string {
  if (period.type === 'day') return period.daysAgo === 0 ? texts.today : texts.yesterday;
  return period.hours % 24 === 0 && period.hours > 24 ? texts.days(period.hours / 24) : texts.hours(period.hours);
}
