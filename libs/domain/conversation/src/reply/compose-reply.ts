import { backupDays, deliveryRetentionDays } from '@pulso/contracts/envelope';
import { type Html, html, joinHtml } from '@pulso/kit/telegram';
import { type BotTexts } from '@pulso/kit/texts';

import { type ListedCommand } from '../commands/command-list';

const linesOf = (commands: readonly ListedCommand[]): readonly Html[] =>
  commands.map(({ command, description }) => html`/${command} - ${description}`);

/** @param name - Whom to greet, see {@link displayName}; undefined: greeted without. */
export const startReply = (texts: BotTexts, commands: readonly ListedCommand[], name: string | undefined): Html =>
  joinHtml([
    html`<b>${name === undefined ? texts.greeting : texts.greetingBy(name)}</b>`,
    html`${texts.pitch}`,
    html``,
    ...linesOf(commands),
  ]);

export const helpReply = (texts: BotTexts, commands: readonly ListedCommand[]): Html =>
  joinHtml([html`<b>${texts.helpTitle}</b>`, ...linesOf(commands)]);

/**
 * @param logDays - How long records are kept.
 * @param commandDays - How long the team's commands keep something; undefined: none does.
 */
export const privacyReply = (
  texts: BotTexts,
  logDays: number,
  commandDays: number | undefined,
  isOwner: boolean,
): Html => {
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

export const forgottenReply = (texts: BotTexts, logDays: number, isOwner: boolean, isKnown: boolean): Html => {
  const said = isKnown ? texts.forgotten(logDays, backupDays) : texts.nothingToForget;
  return joinHtml([html`${said}`, ...ofReports(texts, isOwner)], '\n\n');
};

/** Deliveries are kept longest. They name the chat, and the run, whose id has the pseudonym of the person who asks. */
const ofReports = ({ privacy }: BotTexts, isOwner: boolean): readonly Html[] =>
  isOwner ? [html`${privacy.ofOwners(deliveryRetentionDays)}`] : [];

/** Characters of emojis, flags included. */
const emoji = String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]`;

/** Characters that no screen shows: controls, line breaks, half characters, joiners, fillers, marks of direction. */
const invisible = String.raw`[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]`;

/** Invisible characters that shape their neighbours: they colour an emoji, join two, or separate Persian letters. */
const shaping = [
  String.raw`(?<=${emoji})\ufe0f`,
  String.raw`(?<=${emoji}\ufe0f?)\u200d(?=${emoji})`,
  String.raw`(?<=\p{L})\u200c(?=\p{L})`,
].join('|');

const shapingOrInvisible = new RegExp(`(${shaping})|${invisible}`, 'gu');

/**
 * The characters of a name, without those of addresses, mentions, commands and tags: Telegram's apps turn these into
 * links. A full stop ends a word, as in "J. R.".
 */
const harmless = new RegExp(String.raw`^(?:[\p{L}\p{M}\p{Nd}\p{Join_Control} '’´,&()·_-]|${emoji}|\.(?= |$))+$`, 'u');
const visible = new RegExp(String.raw`[\p{L}\p{Nd}]|${emoji}`, 'u');

/** Five digits may be a telephone number, which apps link, too. */
const longNumber = /(?:\p{Nd}\D{0,2}){5}/u;

/** Stacked marks reach into other lines. */
const tower = /\p{M}{4}/u;

const maxCharacters = 64;

/**
 * Turns a person's first name into a name for a greeting.
 *
 * @param firstName - As the person wrote it, anything.
 * @returns undefined if nothing visible is left or it might become a link: the greeting then has no name.
 */
export function displayName(firstName: string | undefined): string | undefined {
  const cleaned = (firstName ?? '').replace(shapingOrInvisible, '$1').replace(/\s+/gu, ' ').trim();
  const isFit = harmless.test(cleaned) && visible.test(cleaned) && !longNumber.test(cleaned) && !tower.test(cleaned);
  return isFit ? [...cleaned].slice(0, maxCharacters).join('').trim() : undefined;
}
