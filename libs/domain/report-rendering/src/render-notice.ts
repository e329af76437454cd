import { type Html, html } from '@pulso/telegram-html';

/** What a chat is told instead of a report. */
type Notice =
  /** The run never started. */
  | 'not-prepared'
  /** Another message of the same chat shows the report. */
  | 'shown-elsewhere';

/** Words a notice. In English for every reader; so far, only the titles of reports have other languages. */
export function renderNotice(notice: Notice): Html {
  switch (notice) {
    case 'not-prepared':
      return html`The report could not be prepared. Please ask for it again in a few minutes.`;
    case 'shown-elsewhere':
      return html`This message was posted twice. The report is shown in the other one.`;
    default:
      return notice satisfies never;
  }
}
