import { backupDays, deliveryRetentionDays } from '@pulso/contracts/envelope';
import { type Html, html, joinHtml } from '@pulso/kit/telegram';
import { type BotTexts } from '@pulso/kit/texts';

import { type ListedCommand } from './command-list';

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

/** For whom something is said about what is kept. */
interface KeptAbout {
  /** How long records are kept. */
  readonly logDays: number;
  /** How long the team's commands keep something; undefined: none does. */
  readonly commandDays: number | undefined;
  /** Owners get reports, with which more is kept than of others. */
  readonly isOwner: boolean;
}

export const privacyReply = (texts: BotTexts, { logDays, commandDays, isOwner }: KeptAbout): Html => {
  const { title, paragraphs, kept, ofCommands } = texts.privacy;
  return joinHtml(
    [
      html`<b>${title}</b>`,
      ...paragraphs.map((text) => html`${text}`),
      html`${kept(logDays, backupDays)}`,
      ...(commandDays === undefined ? [] : [html`${ofCommands(commandDays, backupDays)}`]),
      ...ofReports(texts, isOwner),
    ],
    '\n\n',
  );
};

export const forgottenReply = (texts: BotTexts, { logDays, isOwner }: Omit<KeptAbout, 'commandDays'>): Html =>
  joinHtml([html`${texts.forgotten(logDays, backupDays)}`, ...ofReports(texts, isOwner)], '\n\n');

/** Deliveries are kept longest. They name the chat, and the run, whose id has the pseudonym of the person who asks. */
const ofReports = ({ privacy }: BotTexts, isOwner: boolean): readonly Html[] =>
  isOwner ? [html`${privacy.ofOwners(deliveryRetentionDays)}`] : [];
