const windowTexts = new Map<string, string>();

const hourMs = 3_600_000;

/** How a report of a day or an hour says which one it is. */
export function windowText(windowEndMs: number, windowMs: number): string {
  const key = `${windowEndMs} ${windowMs}`;
  let text = windowTexts.get(key);
  if (text === undefined) {
    const [weekday = '', day, month, , time = ''] = new Date(windowEndMs).toUTCString().split(' ');
    const length = windowMs === hourMs ? '1 hour' : '24 hours';
    text = `${length} to ${weekday.slice(0, -1)} ${Number(day)} ${month}, ${time.slice(0, 5)} UTC`;
    windowTexts.set(key, text);
  }
  return text;
}
