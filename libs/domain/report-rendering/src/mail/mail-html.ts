import { joinHtml, html as markup } from '@pulso/kit/telegram';
import { type ReportTexts } from '@pulso/kit/texts';

import { type ReportView } from '../view/report-view';
import { withoutLinks } from '../without-links';
import {
  type MailChart,
  chartBlock,
  detailsBlock,
  footerBlock,
  headlineBlock,
  missingBlock,
  noticeBlocks,
  notesBlock,
  numbersBlock,
  tableBlocks,
  titleBlock,
  unusualBlock,
} from './mail-blocks';
import { light, styleSheet } from './mail-style';

interface MailHtmlOptions {
  readonly subject: string;
  /** What lists of mails show beside the subject. */
  readonly preview: string;
  readonly texts: ReportTexts;
  readonly chart?: MailChart | undefined;
  readonly unsubscribeUrl?: string | undefined;
}

/** Keeps what stands in the card out of the preview. */
const previewFiller = joinHtml(
  Array.from({ length: 60 }, () => markup`&#847;&zwnj;&nbsp;`),
  '',
);

/**
 * Lays out a mail: one card of at most 600 pixels, of tables, since Outlook knows no other layout. Nothing is loaded from
 * anywhere; colours follow the reader's mode.
 */
export function mailHtmlOf(view: ReportView, options: MailHtmlOptions): string {
  const { subject, preview, texts, chart, unsubscribeUrl } = options;
  const blocks = [
    titleBlock(view),
    ...unusualBlock(view),
    ...noticeBlocks(view),
    ...headlineBlock(view),
    ...(chart ? [chartBlock(chart)] : []),
    ...numbersBlock(view, texts),
    ...detailsBlock(view),
    ...missingBlock(view, texts),
    ...tableBlocks(view, texts),
    ...notesBlock(view),
  ];
  return markup`<!DOCTYPE html>
<html lang="${view.language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${withoutLinks(subject)}</title>
<style>${styleSheet}</style>
</head>
<body class="bg-page" style="margin:0;padding:0;background-color:${light.page}">
<div style="display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:${light.page}">${withoutLinks(preview)}${previewFiller}</div>
<table role="presentation" class="bg-page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:${light.page}"><tr><td align="center" style="padding:16px 8px">
<table role="presentation" class="bg-card" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background-color:${light.card};border-radius:12px">
${joinHtml(blocks, '')}</table>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px"><tr><td class="pad" align="left" style="padding:14px 24px">${footerBlock(view, unsubscribeUrl)}</td></tr></table>
</td></tr></table>
</body>
</html>
`.html;
}
