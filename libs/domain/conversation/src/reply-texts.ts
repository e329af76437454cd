import { type Html, html, joinHtml } from '@pulso/telegram-html';

/** Control characters, line breaks and marks that turn the direction of what follows, even outside the name. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const maxNameCharacters = 64;

const displayName = (firstName: string | undefined): string =>
  [...(firstName ?? '').replace(unprintable, '')].slice(0, maxNameCharacters).join('').trim();

const commandList = joinHtml([
  html`/start - what this bot is`,
  html`/help - this list`,
  html`/report - yesterday until now in numbers (owners only)`,
]);

/** @param firstName - As the person wrote it, anything. */
export const startText = (firstName: string | undefined): Html => {
  const name = displayName(firstName);
  const greeting = name === '' ? html`<b>Hello!</b>` : html`<b>Hello, ${name}!</b>`;
  return joinHtml([greeting, html`I count how I am used and tell my owners once a day.`, html``, commandList]);
};

export const helpText: Html = joinHtml([html`<b>What I can do</b>`, commandList]);

export const shortHelpText: Html = html`I did not understand that. /help lists what I can do.`;

export const notAllowedText: Html = html`Sorry, the report is for the owners of this bot only.`;

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

/** Plain text, shown in a small notice. */
export const deadButtonNotice = 'This button does nothing any more. Send /help for what I can do.';
