import { type ReportContent } from '@pulso/contracts/report-updates';
import { formatNumber, percentSignOf } from '@pulso/kit/texts';

import { type Frame, periodOf } from './window-in-words';

type Value = ReportContent['values'][number];

/** How a number has changed, ready to be shown. */
export interface ChangeView {
  /** With its arrow. @example '▲12%', '▲from 0', '±0%', '▼0.2 points'; where it is unusual '(usually 260 to 310)' */
  readonly text: string;
  /** Unusual numbers stand out, and no others do. */
  readonly isUnusual: boolean;
  /** Whether it is good news. */
  readonly tone: 'good' | 'bad' | 'neutral';
}

const maxShownPercent = 999;

/**
 * Words how a number has changed. One that is unusual has its baseline in place of a percentage.
 *
 * @param usualText - The baseline, if known.
 * @returns Undefined where there is nothing to compare it with.
 */
export function changeViewOf(value: Value, usualText: string | undefined, frame: Frame): ChangeView | undefined {
  const { value: number, unit, better, usualRange } = value;
  if (value.isUnusual) {
    const direction = number > (usualRange?.high ?? 0) ? 'up' : 'down';
    const text = usualText === undefined ? '' : frame.texts.usually(usualText);
    return { text, isUnusual: true, tone: toneOf(direction, better) };
  }
  const base = baseOf(value, periodOf(frame.window) === 'day');
  if (base === null) return undefined;
  const points = unit === 'percent' ? roundPoints(number - base) : undefined;
  // What has not changed to the eye is neither better nor worse, whatever it is in percent of almost nothing.
  const change: Change = points === 0 ? { direction: 'same', percent: 0 } : changeOf(number, base);
  return {
    text: points === undefined ? percentText(change, frame) : pointsText(points, frame),
    isUnusual: false,
    tone: toneOf(change.direction, better),
  };
}

/**
 * Chooses what a number is shown against: the same weekday a week before, and of windows that are no day the one before.
 *
 * The first window of which a number is known is left aside, unless it is a sum that has all its parts: the records of a new
 * stage, or of a new field, begin within it. Nothing in its result tells, and what it lacks would look like growth.
 *
 * @returns Null where it is not known. A sum with gaps is no sum to compare.
 */
function baseOf({ earlier = [], parts, additive }: Value, isDay: boolean): number | null {
  if (parts?.includes(null) && additive !== false) return null;
  const index = earlier.length - (isDay && !parts ? 7 : 1);
  return index > 0 || parts ? (earlier[index] ?? null) : null;
}

interface Change {
  readonly direction: 'up' | 'down' | 'same';
  /** Whole percent of the base, without a sign. `new`: the base is 0, so there is no percentage. */
  readonly percent: number | 'new';
}

function changeOf(value: number, base: number): Change {
  if (value === base) return { direction: 'same', percent: 0 };
  const direction = value > base ? 'up' : 'down';
  if (base === 0) return { direction, percent: 'new' };
  const share = Math.abs((value - base) / base);
  // "▼100 %" says that nothing is left.
  const mostPercent = direction === 'down' && share < 1 ? 99 : Infinity;
  const percent = Math.min(mostPercent, Math.round(share * 100));
  return { direction: percent === 0 ? 'same' : direction, percent };
}

function toneOf(direction: Change['direction'], better: Value['better']): ChangeView['tone'] {
  if (better === undefined || direction === 'same') return 'neutral';
  return (direction === 'up') === (better === 'more') ? 'good' : 'bad';
}

const arrows: Readonly<Record<Change['direction'], string>> = { up: '▲', down: '▼', same: '±' };

function percentText({ direction, percent }: Change, { language, texts }: Frame): string {
  if (percent === 'new') return `${arrows[direction]}${texts.fromZero}`;
  const shown = percent > maxShownPercent ? `>${maxShownPercent}` : formatNumber(percent, language);
  return `${arrows[direction]}${shown}${percentSignOf(language)}`;
}

/** A percentage grows by percentage points: "1 % more" of 2 % would be read as 3 %. */
function pointsText(points: number, { language, texts }: Frame): string {
  const direction = points === 0 ? 'same' : points > 0 ? 'up' : 'down';
  const size = Math.abs(points);
  return `${arrows[direction]}${formatNumber(size, language)}\u00a0${texts.percentagePoints(size)}`;
}

export const roundPoints = (difference: number): number => Math.round(difference * 10) / 10;

/** @example '+1,234', '−5' */
export const signedNumber = (number: number, { language }: Pick<Frame, 'language'>): string =>
  `${number < 0 ? '−' : '+'}${formatNumber(Math.abs(number), language)}`;
