import { clip } from '../view/clip';
import { type ReportView, headlineTextOf } from '../view/report-view';
import { mailTexts } from './mail-texts';

/** UTF-16 units. Lists of mails show about 60, and a header line has 998 bytes. */
const maxSubjectLength = 120;

/**
 * Words the subject: numbers first, since a list of mails shows its beginning.
 *
 * @returns One line without control characters, so that no title adds a header to the mail.
 */
export function mailSubjectOf(view: ReportView): string {
  // A sentence, where there is no number.
  const headline = headlineTextOf(view).replace(/\.$/, '');
  const prefix = view.marker ? `${mailTexts[view.language].subjectPrefix[view.marker.kind]}: ` : '';
  return clip(`${prefix}${[headline, view.title].filter((part) => part !== '').join(' · ')}`, maxSubjectLength);
}
