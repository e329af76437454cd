import { createWallClock } from '@pulso/time';

const dayMs = 86_400_000;
const sampledFromMs = Date.UTC(2026, 0, 1);
/** Also finds the zones that leave summer time for a few weeks alone. */
const stepDays = 7;
const sampleCount = 110;

/** Whether a time zone moves its clocks in the two years after 2025. What laws say of later ones is not known yet. */
export function movesClocks(timeZone: string): boolean {
  const { wallTimeAt } = createWallClock(timeZone);
  const offsets = Array.from({ length: sampleCount }, (_, index) => {
    const instantMs = sampledFromMs + index * stepDays * dayMs;
    return wallTimeAt(instantMs) - instantMs;
  });
  return new Set(offsets).size > 1;
}
