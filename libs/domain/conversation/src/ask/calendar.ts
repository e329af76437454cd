import { dayMs } from '@pulso/kit/time';

/** Days of a calendar as the grammar writes them, both included. */
export const spanOf = (from: number, to = from): string => `span:${from}~${to}`;

/** What words of time mean on a day, in days since 1970. `time`: nothing that is over or has begun. */
export function calendarOf(today: number) {
  const now = new Date(today * dayMs);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const dayAt = (inYear: number, inMonth: number, day: number): number => Date.UTC(inYear, inMonth, day) / dayMs;
  const mondayOf = (day: number): number => day - ((day + 3) % 7);
  const untilToday = (from: number, to: number): string => (from > today ? 'time' : spanOf(from, Math.min(to, today)));
  /** Of that year, else the latest one that has begun. */
  const latest = (dayIn: (inYear: number) => number, inYear = ''): number =>
    inYear ? dayIn(Number(inYear)) : dayIn(dayIn(year) > today ? year - 1 : year);
  return {
    dateIn(day: string, inMonth: string, inYear?: string): string {
      const date = latest((one) => dayAt(one, Number(inMonth) - 1, Number(day)), inYear);
      const isInMonth = new Date(date * dayMs).getUTCDate() === Number(day) && Number(inMonth) <= 12;
      return isInMonth && date <= today ? `date:${date}~${date}` : 'time';
    },
    monthIn(inMonth: string, inYear?: string): string {
      const from = latest((one) => dayAt(one, Number(inMonth) - 1, 1), inYear);
      return untilToday(
        from,
        latest((one) => dayAt(one, Number(inMonth), 0), String(new Date(from * dayMs).getUTCFullYear())),
      );
    },
    /** A week of ISO 8601: the first one has 4 January. */
    weekIn(week: string): string {
      const monday = latest((one) => mondayOf(dayAt(one, 0, 4)) + 7 * (Number(week) - 1));
      return untilToday(monday, monday + 6);
    },
    /** A unit of the calendar, `ago` units before the current one. A weekend has begun, or it is the last one. */
    unit(unit: string, ago: number): string {
      if (unit === 'month') return untilToday(dayAt(year, month - ago, 1), dayAt(year, month - ago + 1, 0));
      if (unit === 'year') return untilToday(dayAt(year - ago, 0, 1), dayAt(year - ago, 11, 31));
      const monday = mondayOf(today) - 7 * ago;
      if (unit === 'week') return untilToday(monday, monday + 6);
      const saturday = mondayOf(today) + (ago > 0 || mondayOf(today) + 5 > today ? -2 : 5);
      return untilToday(saturday, saturday + 1);
    },
    /** Units up to now. A month ends today, and begins on the day after the same one of the month before. */
    last(count: string, unit: string): string {
      const [hours, number] = [{ hour: 1, day: 24, week: 168 }[unit], Number(count) || 1];
      if (hours !== undefined) return `last:${number * hours}`;
      return spanOf(
        Math.min(dayAt(year, month - number, now.getUTCDate()), dayAt(year, month - number + 1, 0)) + 1,
        today,
      );
    },
    /** Today's own may mean today, or a week ago. */
    weekday(weekday: string, isLast = false): string {
      const daysAgo = (now.getUTCDay() - Number(weekday) + 7) % 7;
      if (daysAgo === 0 && !isLast) return `choose:${spanOf(today)}|${spanOf(today - 7)}`;
      return spanOf(today - (daysAgo || 7)).replace('span', 'date');
    },
  };
}
