/** What a button below a report asks for. It names no permission: who presses is checked when it is pressed. */
export type ReportButton =
  /** The report once more, over the window that ends now. */
  | { readonly action: 'run'; readonly reportId: string }
  /** Earlier reports, up to the newest: `windowCount` of them, 1 to 31. */
  | { readonly action: 'history' | 'chart'; readonly reportId: string; readonly windowCount: number };

/**
 * The most that a button carries.
 *
 * @see https://core.telegram.org/bots/api#inlinekeyboardbutton
 */
const maxDataBytes = 64;

const pattern = /^(?:(run)|(history|chart)\/([1-9]\d?)):([a-z0-9][a-z0-9-]{0,63})$/;
const maxWindowCount = 31;

/**
 * Writes a button's `callback_data`.
 *
 * @returns undefined where the report's id is too long for a button.
 * @example reportButtonData({ action: 'history', reportId: 'daily-usage', windowCount: 7 }); // 'history/7:daily-usage'
 */
export function reportButtonData(button: ReportButton): string | undefined {
  const action = button.action === 'run' ? button.action : `${button.action}/${button.windowCount}`;
  const data = `${action}:${button.reportId}`;
  // Ids are ASCII, so units are bytes.
  return data.length <= maxDataBytes ? data : undefined;
}

/** Reads `callback_data`, which anybody may have made up. @returns undefined for what is no button of a report. */
export function readReportButton(data: string): ReportButton | undefined {
  const [, run, view, count, reportId] = pattern.exec(data) ?? [];
  if (reportId === undefined) return undefined;
  if (run) return { action: 'run', reportId };
  const windowCount = Number(count);
  if (!(windowCount <= maxWindowCount)) return undefined;
  return { action: view === 'chart' ? 'chart' : 'history', reportId, windowCount };
}
