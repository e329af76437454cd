import { type ProfilePart, botProfile } from '@pulso/domain/conversation';

import { type CallBotApi } from './create-call-bot-api';
import { BotApiRefusedError } from './errors';

/** A piece of what Telegram shows of the bot, or must not show any more. */
export interface RegisteredPart extends Omit<ProfilePart, 'setMethod'> {
  readonly setMethod: ProfilePart['setMethod'] | 'deleteMyCommands';
}

/** How a part stands. */
export interface PartState {
  readonly part: RegisteredPart;
  readonly outcome:
    | 'as-wanted'
    | 'different'
    /** The admin has not started the bot yet, or has left it. */
    | 'no-chat';
  /** What Telegram shows; undefined for `no-chat`. */
  readonly found: unknown;
}

/**
 * Makes Telegram show of the bot what its profile says, and leaves alone what is shown already.
 *
 * @returns How each part stood before.
 * @throws What `call` throws. All parts before the one that failed are set; running it again is harmless.
 */
export async function setUpProfile(
  profile: readonly RegisteredPart[],
  call: CallBotApi,
): Promise<readonly PartState[]> {
  const states: PartState[] = [];
  for (const part of profile) {
    const state = await readPart(part, call);
    if (state.outcome === 'different') await call(part.setMethod, { ...part.of, ...part.content });
    states.push(state);
  }
  return states;
}

/**
 * Reads what Telegram shows of the bot, and changes nothing.
 *
 * @throws What `call` throws.
 */
export async function readProfile(profile: readonly RegisteredPart[], call: CallBotApi): Promise<readonly PartState[]> {
  const states: PartState[] = [];
  for (const part of profile) states.push(await readPart(part, call));
  return states;
}

/**
 * Lists all that Telegram is to show: the bot's profile, nothing to the administrators of groups in particular, and
 * nothing any more to those who were admins of the bot. Telegram does not list the chats that have commands of their own.
 */
export const wantedProfile = (
  adminUserIds: readonly number[],
  formerAdminUserIds: readonly number[],
): readonly RegisteredPart[] => {
  const profile = botProfile(adminUserIds);
  const former = botProfile(formerAdminUserIds.filter((id) => !adminUserIds.includes(id)));
  return [
    ...profile,
    ...forGroupAdministrators(profile),
    ...former.filter(({ adminUserId }) => adminUserId !== undefined).map(emptied),
  ];
};

/** The same parts, with nothing in them. */
export const emptiedProfile = (profile: readonly RegisteredPart[]): readonly RegisteredPart[] => profile.map(emptied);

/** The one scope for many chats that the bot leaves unused. @see https://core.telegram.org/bots/api#botcommandscope */
const forGroupAdministrators = (profile: readonly RegisteredPart[]): readonly RegisteredPart[] =>
  profile
    .filter(({ of }) => (of['scope'] as { readonly type?: string } | undefined)?.type === 'default')
    .map((part) =>
      emptied({
        ...part,
        label: part.label.replace('everywhere', 'for group administrators'),
        of: { ...part.of, scope: { type: 'all_chat_administrators' } },
      }),
    );

function emptied(part: RegisteredPart): RegisteredPart {
  if (part.getMethod === 'getMyCommands') return { ...part, setMethod: 'deleteMyCommands', content: {}, answer: [] };
  const content = Object.fromEntries(Object.keys(part.content).map((field) => [field, '']));
  return { ...part, content, answer: content };
}

async function readPart(part: RegisteredPart, call: CallBotApi): Promise<PartState> {
  try {
    const found = await call(part.getMethod, part.of);
    return { part, outcome: isSame(found, part.answer) ? 'as-wanted' : 'different', found };
  } catch (error) {
    if (part.adminUserId !== undefined && isChatUnknown(error)) return { part, outcome: 'no-chat', found: undefined };
    throw error;
  }
}

const isChatUnknown = (error: unknown): boolean =>
  error instanceof BotApiRefusedError && error.errorCode === 400 && /chat not found/i.test(error.message);

/** Whether Telegram shows what it should; it may tell more. */
function isSame(shown: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return shown === wanted;
  if (typeof shown !== 'object' || shown === null) return false;
  if (Array.isArray(wanted) && (shown as unknown[]).length !== wanted.length) return false;
  return Object.entries(wanted).every(([key, value]) => isSame(Reflect.get(shown, key), value));
}
