import { type Html, html, joinHtml } from '@pulso/telegram-html';
import { type BotTexts } from '@pulso/texts';

import { type ListedCommand } from './commands';

const linesOf = (commands: readonly ListedCommand[]): readonly Html[] =>
  commands.map(({ command, description }) => html`/${command} - ${description}`);

/** @param name - Whom to greet, see `displayName`; undefined: greeted without. */
export const startReply = (texts: BotTexts, commands: readonly ListedCommand[], name: string | undefined): Html =>
  joinHtml([
    html`<b>${name === undefined ? texts.greeting : texts.greetingBy(name)}</b>`,
    html`${texts.pitch}`,
    html``,
    ...linesOf(commands),
  ]);

export const helpReply = (texts: BotTexts, commands: readonly ListedCommand[]): Html =>
  joinHtml([html`<b>${texts.helpTitle}</b>`, ...linesOf(commands)]);

/** @param logDays - How long records are kept. */
export const privacyReply = ({ privacy }: BotTexts, logDays: number): Html =>
  joinHtml(
    [html`<b>${privacy.title}</b>`, ...privacy.paragraphs.map((text) => html`${text}`), html`${privacy.kept(logDays)}`],
    '\n\n',
  );
