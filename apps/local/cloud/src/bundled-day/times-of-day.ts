import { type Interval } from '@pulso/kit/time';

/** How much busier than the average the busiest moment of a day is. */
const swing = 0.6;

/** UTC: when people in the middle of the bot's languages come home. */
const busiestHour = 18;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** After so many halvings the place in a day is known to less than a millisecond. */
const halvingCount = 30;

/**
 * Moves a moment that was drawn evenly from a day to where people are: more of them come in the evening than at dawn.
 *
 * The order of moments stays as it was drawn.
 *
 * @param drawnMs - Epoch ms, in the day.
 * @param day - 24 hours that begin at any time of the day.
 */
export function atBusyTime(drawnMs: number, { startMs, endMs }: Interval): number {
  const wanted = (drawnMs - startMs) / (endMs - startMs);
  const peak = ((busiestHour * hourMs - (startMs % dayMs)) / dayMs) * 2 * Math.PI;
  const shareBefore = (place: number): number =>
    place + (swing / (2 * Math.PI)) * (Math.sin(2 * Math.PI * place - peak) + Math.sin(peak));
  let [low, high] = [0, 1];
  for (let count = 0; count < halvingCount; count += 1) {
    const middle = (low + high) / 2;
    if (shareBefore(middle) < wanted) low = middle;
    else high = middle;
  }
  return Math.floor(startMs + low * (endMs - startMs));
}
