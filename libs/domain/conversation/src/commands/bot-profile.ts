import { defined } from '@pulso/kit/telegram';
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
  const scopes: readonly Scope[] = [
    { label: 'everywhere', scope: { type: 'default' }, place: 'groups' },
    { label: 'in private', scope: { type: 'all_private_chats' }, place: 'private' },
    { label: 'in groups', scope: { type: 'all_group_chats' }, place: 'groups' },
    ...Array.from(adminUserIds, (id) => ({
      label: `for admin ${id}`,
      scope: { type: 'chat', chat_id: id },
      place: 'private' as const,
      adminUserId: id,
    })),
  ];
  return languages.flatMap((language) => [
    ...scopes.map((scope) => commandsPart(scope, language)),
    ...descriptionParts(language),
  ]);
}

/** @see https://core.telegram.org/bots/api#botcommandscope */
interface Scope extends Pick<ProfilePart, 'label' | 'adminUserId'> {
  readonly scope: { readonly type: string; readonly chat_id?: number };
  readonly place: 'private' | 'groups';
}

const methodsOf = <What extends Shown>(what: What) =>
  ({ getMethod: `getMy${what}`, setMethod: `setMy${what}` }) as const;

const inLanguage = (language: Language) => ({ language_code: language === 'en' ? '' : language });

function commandsPart({ label, scope, place, adminUserId }: Scope, language: Language): ProfilePart {
  const listed = commands.listed(place, adminUserId !== undefined, language);
  return {
    label: `commands ${label} (${language})`,
    ...methodsOf('Commands'),
    of: { scope, ...inLanguage(language) },
    content: { commands: listed },
    answer: listed,
    ...defined({ adminUserId }),
  };
}

function descriptionParts(language: Language): readonly ProfilePart[] {
  const of = inLanguage(language);
  const description = { description: botDescriptions[language] };
  const short = { short_description: botTextsOf(language).pitch };
  return [
    { label: `description (${language})`, ...methodsOf('Description'), of, content: description, answer: description },
    { label: `short description (${language})`, ...methodsOf('ShortDescription'), of, content: short, answer: short },
  ];
}
