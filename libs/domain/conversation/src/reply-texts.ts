import { type Html, html, joinHtml } from '@pulso/telegram-html';

export const placeholderText: Html = html`Preparing the report…`;

/** The placeholder of a last attempt: true also where nothing will ever replace it. */
export const lastPlaceholderText: Html = joinHtml([
  placeholderText,
  html`If none has come within half an hour, please send /report again.`,
]);

export const notStartedText: Html = html`The report could not be started. Please send /report again in a minute.`;

/** Where an earlier attempt may have started it: true also beside a report. */
export const notStartedAgainText: Html = joinHtml([
  html`The report could not be started from here.`,
  html`If none has come within half an hour, please send /report again.`,
]);
