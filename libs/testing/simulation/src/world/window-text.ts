const windowTexts = new Map<number, string>();

/** How a report of a day says which day it is. */
export function windowText(windowEndMs: number): string {
  let text = windowTexts.get(windowEndMs);
  if (text === undefined) {
    const [weekday = '', day, month, , time = ''] = new Date(windowEndMs).toUTCString().split(' ');
    text = `24 hours to ${weekday.slice(0, -1)} ${Number(day)} ${month}, ${time.slice(0, 5)} UTC`;
    windowTexts.set(windowEndMs, text);
  }
  return text;
}
