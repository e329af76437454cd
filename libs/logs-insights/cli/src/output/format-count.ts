/** @returns A whole number with commas between thousands; `toLocaleString` takes 10 ms when it is first called. */
export const formatCount = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** @returns For example `1 row`, `2,000 rows`. */
export const counted = (count: number, noun: string): string =>
  `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
