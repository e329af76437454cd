/** A part of a date that is written in digits. */
export type DateUnit =
  | 'year'
  | 'year-of-century'
  | 'month'
  | 'day'
  | 'day-of-year'
  | 'hour'
  | 'hour-of-half-day'
  | 'minute'
  | 'second'
  | 'fraction'
  | 'epoch-seconds';

/** One piece of a date's text. */
export type DatePart =
  | { readonly type: 'literal'; readonly text: string }
  /** `width` is the least number of digits, for a fraction the exact one; `pad` fills up to it, by default with zeros. */
  | { readonly type: 'number'; readonly unit: DateUnit; readonly width: number; readonly pad?: ' ' }
  | { readonly type: 'name'; readonly of: 'month' | 'weekday'; readonly isShort: boolean }
  /** AM or PM. */
  | { readonly type: 'half-day' }
  /** `hours` is `+02` where there are no minutes; `hasZulu` writes `Z` for UTC. */
  | { readonly type: 'offset'; readonly style: 'hours' | 'basic' | 'extended'; readonly hasZulu: boolean }
  /** The name of the zone, such as `UTC` or `CET`. */
  | { readonly type: 'zone' };

/** A pattern longer than this is none; UTF-16 units. */
export const maxPatternLength = 1000;

export const monthNames: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** From Sunday. */
export const weekdayNames: readonly string[] = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
];

/** How many letters of a name its short form has. */
export const shortNameLength = 3;
