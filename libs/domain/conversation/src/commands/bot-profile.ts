import { type Language, botDescriptions, botTextsOf, languages } from '@pulso/kit/texts';

import { ownCommands } from '../own-commands';
import { commandList } from './command-list';

/** Every command of this bot. */
export const commands = /* @__PURE__ */ commandList(ownCommands);

type Shown = 'Commands' | 'Description' | 'ShortDescription';

/** A part of the bot's profile, for one language and one kind of chat. */
export interface ProfilePart {
  /** Its name for people. */
  readonly label: string;
  /** The methods of the Bot API that get it and set it. */
  readonly getMethod: `getMy${Shown}`;
  readonly setMethod: `setMy${Shown}`;
  /** Parameters of both. */
  readonly of: Readonly<Record<string, unknown>>;
  /** Further parameters of `setMethod`. */
  readonly content: Readonly<Record<string, unknown>>;
  /** What `getMethod` answers once it is set. */
  readonly answer: unknown;
  /** Whose private chat it is for: Telegram refuses it until that person has started the bot. */
  readonly adminUserId?: number;
}

/**
 * Lists the parts of the bot's profile: its commands for each kind of chat and each admin, and its descriptions.
 *
 * People whose language the bot does not speak see English.
 *
 * @param adminUserIds - Who may ask for reports; they alone see the commands for it, in their private chats.
 */
export function botProfile(adminUserIds: Iterable<number>): readonly ProfilePart[] {
  const scopes = [
    { label: 'everywhere', scope: { type: 'default' }, place: 'groups' as const },
    { label: 'in private', scope: { type: 'all_private_chats' }, place: 'private' as const },
    { label: 'in groups', scope: { type: 'all_group_chats' }, place: 'groups' as const },
    ...Array.from(adminUserIds, (adminUserId) => ({
      ...{ label: `for admin ${adminUserId}`, scope: { type: 'chat', chat_id: adminUserId }, adminUserId },
      place: 'private' as const,
    })),
  ];
  return languages.flatMap((language) => [
    ...scopes.map(({ label, scope, place, ...admin }) => {
      const listed = commands.listed(place, 'adminUserId' in admin, language);
      return { ...partOf('Commands', `commands ${label}`, language, { scope }, listed), ...admin };
    }),
    partOf('Description', 'description', language, {}, botDescriptions[language]),
    partOf('ShortDescription', 'short description', language, {}, botTextsOf(language).pitch),
  ]);
}

/** @param of - For commands the chats. @see https://core.telegram.org/bots/api#botcommandscope */
function partOf(shown: Shown, label: string, language: Language, of: object, value: unknown): ProfilePart {
  const content = { [parameterOf[shown]]: value };
  return {
    label: `${label} (${language})`,
    getMethod: `getMy${shown}`,
    setMethod: `setMy${shown}`,
    of: { ...of, language_code: language === 'en' ? '' : language },
    content,
    answer: shown === 'Commands' ? value : content,
  };
}

const parameterOf = {
  Commands: 'commands',
  Description: 'description',
  ShortDescription: 'short_description',
} as const;
