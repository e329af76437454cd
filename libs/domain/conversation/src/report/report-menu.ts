import { reportButtonData } from '@pulso/contracts/run-requests';
import { type Html, html, joinHtml } from '@pulso/kit/telegram';
import { botTextsOf, languageOf } from '@pulso/kit/texts';

import { type ChatReport, wordOf } from '../chat-reports';
import { type Buttons, type InlineButton } from '../ports';
import { maxWindowsAgoOf } from './report-command';

/**
 * Shows what can be asked for by `/report`, how far back, and a button for each report and for the one before the usual one.
 *
 * @param logRetentionDays - For how many days the logs are kept.
 */
export function reportMenu(
  languageCode: string | undefined,
  reports: readonly [ChatReport, ...ChatReport[]],
  logRetentionDays: number,
): { readonly text: Html; readonly buttons: Buttons } {
  const texts = botTextsOf(languageCode).report;
  const language = languageOf(languageCode);
  const [usual] = reports;
  const earliest = reports.flatMap((report) => {
    const windowsAgo = maxWindowsAgoOf(report, logRetentionDays);
    return windowsAgo > 0 ? [html`<code>/report ${wordOf(report)} ${windowsAgo}</code>`] : [];
  });
  const text = joinHtml([
    html`<b>${texts.menuTitle}</b>`,
    ...reports.map((report) => html`<code>/report ${wordOf(report)}</code> - ${report.label[language]}`),
    ...(earliest.length > 0 ? [html`${texts.menuEarlierHint} ${joinHtml(earliest, ', ')}`] : []),
  ]);
  const buttons = [
    ...reports.map(({ reportId, label }) => runButton(label[language], { reportId })),
    ...(maxWindowsAgoOf(usual, logRetentionDays) > 0
      ? [runButton(texts.menuDayBefore, { reportId: usual.reportId, windowsAgo: 1 })]
      : []),
  ];
  return { text, buttons: [buttons.filter((button) => button !== undefined)] };
}

function runButton(
  text: string,
  button: { readonly reportId: string; readonly windowsAgo?: number },
): InlineButton | undefined {
  const data = reportButtonData({ action: 'run', ...button });
  return data === undefined ? undefined : { text, data };
}
