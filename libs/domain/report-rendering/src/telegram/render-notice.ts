import { type Html, html } from '@pulso/kit/telegram';
import { languageOf, reportTexts } from '@pulso/kit/texts';

/** What a chat is told instead of a report. */
type Notice =
  /** The run never started. */
  | 'not-prepared'
  /** The run never started, and never will: asking again is in vain. */
  | 'unknown-report'
  /** Another message of the same chat shows the report. */
  | 'shown-elsewhere'
  /** A file is wanted of a report that is forgotten. */
  | 'not-stored';

/**
 * Words a notice.
 *
 * @param language - A language tag; what has no texts, and undefined, is English.
 */
export function renderNotice(notice: Notice, language?: string): Html {
  const { notices } = reportTexts(languageOf(language));
  switch (notice) {
    case 'not-prepared':
      return html`${notices.notPrepared}`;
    case 'unknown-report':
      return html`${notices.unknownReport}`;
    case 'shown-elsewhere':
      return html`${notices.shownElsewhere}`;
    case 'not-stored':
      return html`${notices.notStored}`;
    default:
      return notice satisfies never;
  }
}
