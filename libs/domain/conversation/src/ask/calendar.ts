import { dayMs } from '@pulso/kit/time';

/** Days of a calendar as the grammar writes them, both included. */
const spanOf = (from: number, to = from): string => `span:${from}~${to}`;

/** What the grammar asks of the calendar on a day, in days since 1970. `time`: nothing that has begun. */
export function calendarOf(today: number, language: string): Readonly<Record<string, (...words: string[]) => string>> {
  const now = new Date(today * dayMs);
  const [year, month, monday] = [now.getUTCFullYear(), now.getUTCMonth(), today - ((today + 3) % 7)];
  const dayAt = (inYear: number, inMonth: number, day: number): number => Date.UTC(inYear, inMonth, day) / dayMs;
  const untilToday = (from: number, to: number): string => (from > today ? 'time' : spanOf(from, Math.min(to, today)));
  /** The year itself, else the latest one in which this has begun. */
  const yearOf = (dayIn: (inYear: number) => number, inYear = ''): number =>
    Number(inYear) || (dayIn(year) > today ? year - 1 : year);
  const dateIn = (day: string, inMonth: string, inYear?: string): string => {
    const dayIn = (one: number): number => dayAt(one, Number(inMonth) - 1, Number(day));
    const date = dayIn(yearOf(dayIn, inYear));
    const isInMonth = new Date(date * dayMs).getUTCDate() === Number(day) && Number(inMonth) <= 12;
    return isInMonth && date <= today ? `date:${date}~${date}` : 'time';
  };
  return {
    dateIn,
    /** In English the month may come first. */
    slashed(one, other, inYear) {
      if (language === 'en' && Number(one) <= 12 && Number(other) <= 12 && one !== other) return 'time';
      return Number(other) > 12 ? dateIn(other, one, inYear) : dateIn(one, other, inYear);
    },
    daysAgo: (count) => spanOf(today - (Number(count) || (count === 'one' ? 1 : 0))),
    span: (from, to) =>
      to !== 'today' && Number(from) > Number(to) ? 'time' : spanOf(Number(from), Number(to) || today),
    monthIn(inMonth, inYear) {
      const inThat = yearOf((one) => dayAt(one, Number(inMonth) - 1, 1), inYear);
      return untilToday(dayAt(inThat, Number(inMonth) - 1, 1), dayAt(inThat, Number(inMonth), 0));
    },
    /** A week of ISO 8601: the first one has 4 January. */
    weekIn(week) {
      const mondayIn = (one: number): number =>
        dayAt(one, 0, 4) - ((dayAt(one, 0, 4) + 3) % 7) + 7 * (Number(week) - 1);
      return untilToday(mondayIn(yearOf(mondayIn)), mondayIn(yearOf(mondayIn)) + 6);
    },
    /** A unit before the current one, or that. A weekend has begun, or it is the last one. */
    unit(unit, ago) {
      const count = Number(ago) || (ago === 'one' ? 1 : 0);
      const saturday = monday + (count > 0 || monday + 5 > today ? -2 : 5);
      if (unit === 'month') return untilToday(dayAt(year, month - count, 1), dayAt(year, month - count + 1, 0));
      if (unit === 'year') return untilToday(dayAt(year - count, 0, 1), dayAt(year - count, 11, 31));
      return unit === 'week'
        ? untilToday(monday - 7 * count, monday - 7 * count + 6)
        : untilToday(saturday, saturday + 1);
    },
    /** Units up to now. A month ends today, and begins on the day after the same one of the month before. */
    last(count, unit) {
      const [hours, number] = [{ hour: 1, day: 24, week: 168 }[unit], Number(count) || 1];
      const sameDay = Math.min(dayAt(year, month - number, now.getUTCDate()), dayAt(year, month - number + 1, 0));
      return hours === undefined ? spanOf(sameDay + 1, today) : `last:${number * hours}`;
    },
    /** Today's own is today or a week ago. */
    weekday(weekday, last) {
      const daysAgo = (now.getUTCDay() - Number(weekday) + 7) % 7;
      if (daysAgo === 0 && !last) return `${spanOf(today)} ${spanOf(today - 7)}`;
      return spanOf(today - (daysAgo || 7)).replace('span', 'date');
    },
  };
}
