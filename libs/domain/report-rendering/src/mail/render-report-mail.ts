import { isUnsubscribeAddress } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { inertText, joinHtml, html as markup } from '@pulso/kit/telegram';

import { type MailChart, footer, mailBlocks } from './mail-blocks';
import { styleSheet } from './mail-style';
import { mailTextOf } from './mail-text';
import { mailTexts } from './mail-words';
import { firstLineText } from '../view/chat-lines';
import { colors } from '../view/colors';
import { clip } from '../view/line-text';
import { type ReportView, type ViewOptions, reportViewOf } from '../view/report-view';

interface MailOptions extends ViewOptions {
  /** The picture that travels with the mail. Absent: none. */
  readonly chart?: MailChart | undefined;
  /** Where readers end their subscription, see {@link isUnsubscribeAddress}. Anything else is left out. */
  readonly unsubscribeUrl?: string | undefined;
}

/** A report as a mail; who sends it adds addresses, headers and the picture. */
interface ReportMail {
  /** One line of at most 120 UTF-16 units. */
  readonly subject: string;
  readonly html: string;
  /** Lines of at most 72 columns, ended by `\n`. */
  readonly text: string;
}

const maxPreviewLength = 140;
/** As long as a chart's words may be. */
const maxAltTextLength = 900;

/**
 * Renders a report as a mail that says the same as the message in a chat. The same content gives the same mail. It loads
 * nothing, and no title or answer becomes markup or a link.
 */
export function renderReportMail(content: ReportContent, options: MailOptions = {}): ReportMail {
  const view = reportViewOf(content, options);
  const unsubscribeUrl = isUnsubscribeAddress(options.unsubscribeUrl ?? '') ? options.unsubscribeUrl : undefined;
  const chart = options.chart && { ...options.chart, altText: clip(options.chart.altText, maxAltTextLength) };
  return {
    subject: subjectOf(view),
    html: mailHtmlOf(view, chart, unsubscribeUrl),
    text: mailTextOf(view, chart?.altText, unsubscribeUrl),
  };
}

/** UTF-16 units. Lists of mails show about 60, and a header line has 998 bytes. */
const maxSubjectLength = 120;

/** Numbers first, since a list of mails shows its beginning. One line, so that no title adds a header to the mail. */
function subjectOf(view: ReportView): string {
  // A sentence, where there is no number.
  const headline = firstLineText(view).replace(/\.$/, '');
  const prefix = view.marker ? `${mailTexts[view.language].subjectPrefix[view.marker.kind]}: ` : '';
  return clip(`${prefix}${[headline, view.title].filter((part) => part !== '').join(' · ')}`, maxSubjectLength);
}

/** What lists of mails show beside the subject: the window, and the next numbers. */
function previewOf(view: ReportView): string {
  const next = firstLineText({ ...view, headline: view.body, headlineNotes: [] });
  return clip([view.window, next].join(' · '), maxPreviewLength);
}

/** Keeps what stands in the card out of the preview. */
const previewFiller = joinHtml(
  Array.from({ length: 60 }, () => markup`&#847;&zwnj;&nbsp;`),
  '',
);

/** One card of at most 600 pixels, of tables, since Outlook knows no other layout. Colours follow the reader's mode. */
function mailHtmlOf(view: ReportView, chart: MailChart | undefined, unsubscribeUrl: string | undefined): string {
  return markup`<!DOCTYPE html>
<html lang="${view.language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${inertText(subjectOf(view))}</title>
<style>${styleSheet}</style>
</head>
<body class="bg-page" style="margin:0;padding:0;background-color:${colors.page.light}">
<div style="display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:${colors.page.light}">${inertText(previewOf(view))}${previewFiller}</div>
<table role="presentation" class="bg-page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:${colors.page.light}"><tr><td align="center" style="padding:16px 8px">
<table role="presentation" class="bg-card" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background-color:${colors.card.light};border-radius:12px">
${mailBlocks(view, chart)}</table>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px"><tr><td class="pad" align="left" style="padding:14px 24px">${footer(view, unsubscribeUrl)}</td></tr></table>
</td></tr></table>
</body>
</html>
`.html;
}
