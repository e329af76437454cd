import { isUnsubscribeAddress } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { reportTexts } from '@pulso/kit/texts';

import { clip } from '../view/clip';
import { type ReportView, type ViewOptions, headlineTextOf, reportViewOf } from '../view/report-view';
import { type MailChart } from './mail-blocks';
import { mailHtmlOf } from './mail-html';
import { mailTextOf } from './mail-text';
import { mailTexts } from './mail-texts';

interface MailOptions extends ViewOptions {
  /** The picture that travels with the mail. Absent: none. */
  readonly chart?: MailChart | undefined;
  /** Where readers end their subscription, see {@link isUnsubscribeAddress}. Anything else is left out. */
  readonly unsubscribeUrl?: string | undefined;
}

/** A report as a mail; who sends it adds addresses, headers and the picture. */
export interface ReportMail {
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
 * Renders a report as a mail: subject, HTML and plain text say the same as the message in a chat.
 *
 * The same content gives the same mail. Nothing in it is loaded from elsewhere, and nothing that a title or an answer
 * contains is markup or becomes a link.
 */
export function renderReportMail(content: ReportContent, options: MailOptions = {}): ReportMail {
  const view = reportViewOf(content, options);
  const texts = reportTexts(view.language);
  const subject = mailSubjectOf(view);
  const unsubscribeUrl = isUnsubscribeAddress(options.unsubscribeUrl ?? '') ? options.unsubscribeUrl : undefined;
  const chart = options.chart && { ...options.chart, altText: clip(options.chart.altText, maxAltTextLength) };
  return {
    subject,
    html: mailHtmlOf(view, { subject, preview: previewOf(view), texts, chart, unsubscribeUrl }),
    text: mailTextOf(view, { texts, chartAltText: chart?.altText, unsubscribeUrl }),
  };
}

/** What the subject does not say: when, and the next numbers. */
const previewOf = (view: ReportView): string =>
  clip(
    [view.window, headlineTextOf({ ...view, headline: view.body, headlineNotes: [] })].join(' · '),
    maxPreviewLength,
  );

/** UTF-16 units. Lists of mails show about 60, and a header line has 998 bytes. */
const maxSubjectLength = 120;

/**
 * Words the subject: numbers first, since a list of mails shows its beginning.
 *
 * @returns One line without control characters, so that no title adds a header to the mail.
 */
function mailSubjectOf(view: ReportView): string {
  // A sentence, where there is no number.
  const headline = headlineTextOf(view).replace(/\.$/, '');
  const prefix = view.marker ? `${mailTexts[view.language].subjectPrefix[view.marker.kind]}: ` : '';
  return clip(`${prefix}${[headline, view.title].filter((part) => part !== '').join(' · ')}`, maxSubjectLength);
}
