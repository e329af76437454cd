import { defined } from '@pulso/kit/telegram';

/** The request of a button below a report. It grants no permission: the bot checks who presses it. */
export type ReportButton =
  /** The report again: over the window that ends now, or one that ended `windowsAgo` (1 to 30) windows earlier. */
  | { readonly action: 'run'; readonly reportId: string; readonly windowsAgo?: number }
  /** The same over the window that ends now. It replaces the report above the button, which a person asked for then. */
  | { readonly action: 'refresh'; readonly reportId: string; readonly askedAtMs: number }
  /** A file with the numbers of the report above the button, which was scheduled then. */
  | { readonly action: 'csv'; readonly reportId: string; readonly scheduledAtMs: number }
  /** The same for a report that the person who presses asked for then, `windowsAgo` windows before the newest. */
  | { readonly action: 'own-csv'; readonly reportId: string; readonly askedAtMs: number; readonly windowsAgo?: number }
  /** Earlier reports, 1 to 31, up to the newest whose window ended by `endedByMs` (whole seconds), or of all. */
  | {
      readonly action: 'history' | 'chart';
      readonly reportId: string;
      readonly windowCount: number;
      readonly endedByMs?: number;
    };

/**
 * The maximum data of a button.
 *
 * @see https://core.telegram.org/bots/api#inlinekeyboardbutton
 */
const maxDataBytes = 64;

/** Times are seconds in base 36: six characters until the year 2038. */
export const reportButtonPattern =
  /^(run|refresh|csv|own-csv|history|chart)(?:\/([1-9]\d?))?(?:@([1-9a-z][0-9a-z]{4,6}))?:([a-z0-9][a-z0-9-]{0,63})$/;
const timeBase = 36;
const maxWindowCount = 31;
/** How far back a person may ask for a report, in its own windows, if logs are kept that long. */
export const maxWindowsAgo = 30;

/**
 * Writes a button's `callback_data`. If the id leaves no room for a time, a button for earlier reports means the newest.
 *
 * @returns undefined if the report's id is too long for a button.
 * @example
 * reportButtonData({ action: 'history', reportId: 'daily-usage', windowCount: 7 }); // 'history/7:daily-usage'
 * reportButtonData({ action: 'chart', reportId: 'a', windowCount: 30, endedByMs: 1_764_159_900_000 }); // 'chart/30@t6c2ho:a'
 */
export function reportButtonData(button: ReportButton): string | undefined {
  const { action, reportId, windowsAgo, windowCount, askedAtMs, scheduledAtMs, endedByMs }: AnyButton = button;
  const [count, timeMs] = [windowsAgo ?? windowCount, askedAtMs ?? scheduledAtMs ?? endedByMs];
  const time = timeMs === undefined ? '' : `@${Math.ceil(timeMs / 1000).toString(timeBase)}`;
  const data = `${action}${count === undefined ? '' : `/${count}`}${time}:${reportId}`;
  // Ids are ASCII, so units are bytes.
  if (data.length <= maxDataBytes) return data;
  if (!('endedByMs' in button)) return undefined;
  const { endedByMs: _, ...ofTheNewest } = button;
  return reportButtonData(ofTheNewest);
}

type Parameter = 'windowsAgo' | 'windowCount' | 'askedAtMs' | 'scheduledAtMs' | 'endedByMs';
type AnyButton = Pick<ReportButton, 'action' | 'reportId'> & Readonly<Partial<Record<Parameter, number>>>;

/** Reads `callback_data`, which anybody may have made up. @returns undefined if it is not a report's button. */
export function readReportButton(data: string): ReportButton | undefined {
  const [, action, countText, timeOf, reportId] = reportButtonPattern.exec(data) ?? [];
  if (reportId === undefined) return undefined;
  const count = countText === undefined ? undefined : Number(countText);
  const timeMs = timeOf === undefined ? undefined : parseInt(timeOf, timeBase) * 1000;
  const isTimeAlone = timeMs !== undefined && count === undefined;
  switch (action) {
    case 'run':
      if (timeMs !== undefined || (count ?? 1) > maxWindowsAgo) return undefined;
      return { action, reportId, ...defined({ windowsAgo: count }) };
    case 'refresh':
      return isTimeAlone ? { action, reportId, askedAtMs: timeMs } : undefined;
    case 'csv':
      return isTimeAlone ? { action, reportId, scheduledAtMs: timeMs } : undefined;
    case 'own-csv':
      if (timeMs === undefined || (count ?? 1) > maxWindowsAgo) return undefined;
      return { action, reportId, askedAtMs: timeMs, ...defined({ windowsAgo: count }) };
    case 'history':
    case 'chart':
      if (count === undefined || count > maxWindowCount) return undefined;
      return { action, reportId, windowCount: count, ...defined({ endedByMs: timeMs }) };
    default:
      return undefined;
  }
}

/** The prefix of data of `/ask` buttons; no other button has it. */
export const askButtonPrefix = '/ask:';

/** The sign before the sentence of such a button: asks the question, or shows it for changes. */
export const askButtonSigns = { asks: '!', shows: '?' } as const;

/** Data of buttons that ask about the last two hours, by measure. Sentences of `/ask`, which the bot reads. */
export const lastTwoHoursData = {
  requests: `${askButtonPrefix}${askButtonSigns.asks}requests 2h by hour`,
  failed: `${askButtonPrefix}${askButtonSigns.asks}failed 2h by hour`,
} as const;
