import {
  askedOf,
  lastTwoHoursData,
  type ReportButton,
  reportButtonData,
  scheduledAtMsOf,
} from '@pulso/contracts/run-requests';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Period, languageOf, reportTexts } from '@pulso/kit/texts';

import { periodOf, periodOfPart, windowOf } from '../view/window-in-words';

/** A button below a message: a text of at most 20 characters, and its `callback_data`. */
interface ButtonView {
  readonly text: string;
  readonly data: string;
}

/** How many earlier reports buttons offer, by the length of one window. */
const windowCounts: Readonly<Record<Period, readonly [few: number, many: number]>> = {
  day: [7, 30],
  week: [4, 12],
  other: [7, 30],
};

/**
 * Chooses the buttons below a report: earlier reports, a chart of them, a file, and, below the newest that a person
 * asked for, a refresh. An anomaly has one for the last two hours; a report of earlier ones offers the other count.
 *
 * @param runId - Tells the file and who asked. Absent: no button for a file, and no refresh.
 * @returns Rows. None if the report is open, or its id is too long.
 */
export function reportButtons(content: ReportContent, language?: string, runId = ''): readonly ButtonView[][] {
  const { buttons } = reportTexts(languageOf(language));
  if (content.notifications) return [[{ text: buttons.lastTwoHours, data: lastTwoHoursData[measureOf(content)] }]];
  // Answers to questions have no history.
  if (content.scannedBytes !== undefined || content.state === 'progress') return [];
  const { reportId, windowEndMs: endedByMs } = content;
  const partCount = Math.max(...content.values.map(({ parts = [] }) => parts.length));
  const isHistory = content.trigger === 'history';
  const period = isHistory ? periodOfPart(windowOf(content), partCount) : periodOf(windowOf(content));
  const [few, many] = windowCounts[period];
  const earlier = (windowCount: number): ButtonView[] =>
    button(buttons.earlier(windowCount, period), { action: 'history', reportId, windowCount, endedByMs });
  const chart = (windowCount: number): ButtonView[] =>
    hasChart(content) ? button(buttons.chart, { action: 'chart', reportId, windowCount, endedByMs }) : [];
  // A refresh of an earlier window would show the newest.
  const asked = askedOf(runId);
  const refresh =
    asked?.windowsAgo === 0 ? button(buttons.refresh, { action: 'refresh', reportId, askedAtMs: asked.askedAtMs }) : [];
  // A report with fewer than the smaller count shows all.
  const others = partCount < few ? [] : earlier(partCount > few ? few : many);
  const rows = isHistory
    ? [[...others, ...chart(partCount > few ? many : few)]]
    : [
        hasHistory(content) ? [...earlier(few), ...earlier(many)] : [],
        [...chart(many), ...fileButton(reportId, runId), ...refresh],
      ];
  return rows.filter((row) => row.length > 0);
}

/** What an anomaly is about: a number that should be low counts failures. */
function measureOf({ notifications = [], values }: ReportContent): keyof typeof lastTwoHoursData {
  const anomaly = notifications.find(({ change }) => change !== 'back') ?? notifications[0];
  const value = values.find(({ queryId, numberId }) => queryId === anomaly?.queryId && numberId === anomaly.numberId);
  return value?.better === 'less' ? 'failed' : 'requests';
}

/** Whether there are earlier reports to show. A scheduled report itself will be one; one that a person asked for not. */
const hasHistory = ({ values, trigger }: ReportContent): boolean =>
  values.some(({ earlier, parts }) => earlier !== undefined || (parts !== undefined && !isAskedFor(trigger)));

/** Whether two reports know the same number, as a chart needs. */
function hasChart({ values, trigger }: ReportContent): boolean {
  if (trigger === 'history') return values.some(({ parts = [] }) => knownCountOf(parts) >= 2);
  const ownCount = isAskedFor(trigger) ? 0 : 1;
  return values.some(({ earlier = [] }) => knownCountOf(earlier) + ownCount >= 2);
}

const isAskedFor = (trigger: ReportContent['trigger']): boolean => trigger === 'chat' || trigger === 'manual';

const knownCountOf = (series: readonly (number | null)[]): number => series.filter((one) => one !== null).length;

/** Not translated: it is the name of the format. */
const csvLabel = 'CSV';

/** None if an operator started the run, who has a command for the file. */
function fileButton(reportId: string, runId: string): ButtonView[] {
  const asked = askedOf(runId);
  if (asked) {
    const { askedAtMs, windowsAgo } = asked;
    return button(csvLabel, { action: 'own-csv', reportId, askedAtMs, ...(windowsAgo > 0 && { windowsAgo }) });
  }
  const scheduledAtMs = scheduledAtMsOf(runId);
  return scheduledAtMs === undefined ? [] : button(csvLabel, { action: 'csv', reportId, scheduledAtMs });
}

function button(text: string, button: ReportButton): ButtonView[] {
  const data = reportButtonData(button);
  return data === undefined ? [] : [{ text, data }];
}
