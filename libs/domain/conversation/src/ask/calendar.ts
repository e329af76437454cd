import { dayMs } from '@pulso/kit/time';

/** Days of a calendar as the grammar writes them, both included. */
const spanOf = (from: number, to = from): string => `span:${from}~${to}`;

/**
 * What the grammar's words of time mean on a day, in days since 1970. `time`: nothing that has begun; `choose`: one of
 * several.
 */
export function calendarOf(today: number, language: string): Readonly<Record<string, (...words: string[]) => string>> {
  const now = new Date(today * dayMs);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const dayAt = (inYear: number, inMonth: number, day: number): number => Date.UTC(inYear, inMonth, day) / dayMs;
  const mondayOf = (day: number): number => day - ((day + 3) % 7);
  const untilToday = (from: number, to: number): string => (from > today ? 'time' : spanOf(from, Math.min(to, today)));
  /** In that year, else the latest one that has begun. */
  const latest = (dayIn: (inYear: number) => number, inYear = ''): number =>
    inYear ? dayIn(Number(inYear)) : dayIn(dayIn(year) > today ? year - 1 : year);
  /** A unit of the calendar, `ago` units before the current one. A weekend has begun, or it is the last one. */
  const unit = (name: string, ago: string): string => {
    const count = ago === 'one' ? 1 : Number(ago);
    const monday = mondayOf(today) - 7 * count;
    const saturday = mondayOf(today) + (count > 0 || mondayOf(today) + 5 > today ? -2 : 5);
    if (name === 'month') return untilToday(dayAt(year, month - count, 1), dayAt(year, month - count + 1, 0));
    if (name === 'year') return untilToday(dayAt(year - count, 0, 1), dayAt(year - count, 11, 31));
    return name === 'week' ? untilToday(monday, monday + 6) : untilToday(saturday, saturday + 1);
  };
  const dateIn = (day: string, inMonth: string, inYear?: string): string => {
    const date = latest((one) => dayAt(one, Number(inMonth) - 1, Number(day)), inYear);
    const isInMonth = new Date(date * dayMs).getUTCDate() === Number(day) && Number(inMonth) <= 12;
    return isInMonth && date <= today ? `date:${date}~${date}` : 'time';
  };
  return {
    unit,
    dateIn,
    daysAgo: (count) => spanOf(today - (count === 'one' ? 1 : Number(count))),
    span: (from, to) =>
      to !== 'today' && Number(from) > Number(to) ? 'time' : spanOf(Number(from), to === 'today' ? today : Number(to)),
    /** In English the month may come first. */
    slashed: (one, other, inYear) =>
      language === 'en' && Number(one) <= 12 && Number(other) <= 12 && one !== other
        ? 'time'
        : Number(other) > 12
          ? dateIn(other, one, inYear)
          : dateIn(one, other, inYear),
    monthIn: (inMonth, inYear) => {
      const from = latest((one) => dayAt(one, Number(inMonth) - 1, 1), inYear);
      return untilToday(from, dayAt(new Date(from * dayMs).getUTCFullYear(), Number(inMonth), 0));
    },
    /** A week of ISO 8601: the first one has 4 January. */
    weekIn: (week) => {
      const monday = latest((one) => mondayOf(dayAt(one, 0, 4)) + 7 * (Number(week) - 1));
      return untilToday(monday, monday + 6);
    },
    /** Units up to now. A month ends today, and begins on the day after the same one of the month before. */
    last: (count, name) => {
      const [hours, number] = [{ hour: 1, day: 24, week: 168 }[name], Number(count) || 1];
      const sameDay = Math.min(dayAt(year, month - number, now.getUTCDate()), dayAt(year, month - number + 1, 0));
      return hours === undefined ? spanOf(sameDay + 1, today) : `last:${number * hours}`;
    },
    /** Today's own may mean today, or a week ago. */
    weekday: (weekday, last) => {
      const daysAgo = (now.getUTCDay() - Number(weekday) + 7) % 7;
      if (daysAgo === 0 && !last) return `choose:${spanOf(today)}|${spanOf(today - 7)}`;
      return spanOf(today - (daysAgo || 7)).replace('span', 'date');
    },
    lastDay: () => `choose:last:24|${spanOf(today - 1)}`,
    anyOf: (name) => `choose:${unit(name, '0')}|${unit(name, '1')}|last:${name === 'week' ? 168 : 720}`,
    onOrSince: (from) => `choose:${spanOf(Number(from))}|${spanOf(Number(from), today)}`,
  };
}
