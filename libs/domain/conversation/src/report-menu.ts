import { reportButtonData } from '@pulso/contracts/report-buttons';
import { type Html, html, joinHtml } from '@pulso/telegram-html';
import { botTextsOf, languageOf } from '@pulso/texts';

import { type ChatReport, wordOf } from './chat-reports';
import { type Buttons, type InlineButton } from './ports';
import { maxWindowsAgo } from './report-command';

/** Shows what can be asked for by `/report`, with a button for each report and for the one before the usual one. */
export function reportMenu(
  languageCode: string | undefined,
  reports: readonly [ChatReport, ...ChatReport[]],
): { readonly text: Html; readonly buttons: Buttons } {
  const texts = botTextsOf(languageCode).report;
  const language = languageOf(languageCode);
  const [usual] = reports;
  const example = html`<code>/report ${wordOf(usual)} 3</code>`;
  const text = joinHtml([
    html`<b>${texts.menuTitle}</b>`,
    ...reports.map((report) => html`<code>/report ${wordOf(report)}</code> - ${report.label[language]}`),
    html`${texts.menuEarlierHint(maxWindowsAgo)} ${example}`,
  ]);
  const buttons = [
    ...reports.map(({ reportId, label }) => runButton(label[language], { reportId })),
    runButton(texts.menuYesterday, { reportId: usual.reportId, windowsAgo: 1 }),
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
