import { html } from '@pulso/kit/telegram';
import { languageOf, reportTexts } from '@pulso/kit/texts';

import { type MessageText } from './message-lines';

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
export function renderNotice(notice: Notice, language?: string): MessageText {
  const { notPrepared, unknownReport, shownElsewhere, notStored } = reportTexts(languageOf(language)).notices;
  const text = {
    'not-prepared': notPrepared,
    'unknown-report': unknownReport,
    'shown-elsewhere': shownElsewhere,
    'not-stored': notStored,
  }[notice];
  return { ...html`${text}`, text };
}
