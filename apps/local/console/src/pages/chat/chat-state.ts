import { computed, signal } from '@preact/signals';
import type { ChatSummary, ConsoleEvent, Happened, OperationInput } from '@pulso/local/console-api';

import { call } from '../../state/call';
import { lookAgain } from '../../state/events';
import { attempt, problem } from '../../state/overview';
import { hrefOf, route } from '../../state/route';

/** All chats, the one with the latest message first; undefined before they are known. */
export const chats = signal<readonly ChatSummary[] | undefined>(undefined);

/** The chat that the address names. */
export const openChat = computed(() => {
  const { page, rest } = route.value;
  return page === 'chat' ? chats.value?.find(({ id }) => String(id) === rest[0]) : undefined;
});

/** Everybody who can speak, admins first. */
export const people = computed(() =>
  (chats.value ?? [])
    .filter(({ type }) => type === 'private')
    .toSorted((a, b) => Number(b.isAdmin) - Number(a.isAdmin) || a.name.localeCompare(b.name)),
);

/** Who was chosen to speak in groups. */
export const chosenSpeakerId = signal<number | undefined>(undefined);

/** Who speaks: in private the person of the chat; else one who was chosen, or has made the group; an admin. */
export const speaker = computed((): ChatSummary | undefined => {
  if (openChat.value?.type === 'private') return openChat.value;
  const wanted = [chosenSpeakerId.value, openChat.value?.ownerId].map((id) =>
    people.value.find((one) => one.id === id),
  );
  return wanted.find(Boolean) ?? people.value[0];
});

/** Who speaks and where, as operations name it; undefined when no chat is open. */
export const place = computed(() => {
  const [chat, person] = [openChat.value, speaker.value];
  if (!chat || !person) return undefined;
  return { person: person.id, ...(chat.type !== 'private' && { group: chat.id }) };
});

/** What a person is told that no message says: the answer to a press, or why the bot does not see what was said. */
export const notice = signal<string | undefined>(undefined);

/** The button that was pressed here and has no answer yet: `<message id> <callback data>`. */
export const pressed = signal<string | undefined>(undefined);

/** Takes the answer to a press: only the one who has pressed sees it. */
export function takeChatEvent(told: ConsoleEvent): void {
  if (told.type !== 'people' || told.event.type !== 'callback-answered' || pressed.value === undefined) return;
  pressed.value = undefined;
  notice.value = told.event.text || undefined;
}

const unseenReasons = {
  privacy: 'in groups, privacy mode shows it commands and replies to it only.',
  'not-member': 'it is no member of the group.',
};

function tellOf({ unseen }: Happened): void {
  if (unseen) notice.value = `The bot does not see it: ${unseenReasons[unseen]}`;
}

/** @returns Whether it was said. */
export async function say(text: string): Promise<boolean> {
  notice.value = undefined;
  await attempt(async () => place.value && tellOf(await call('chat.say', { ...place.value, text })));
  return problem.value === undefined;
}

/** Presses an inline button. */
export const press = (messageId: number, data: string): Promise<void> =>
  attempt(async () => {
    if (!place.value) return;
    pressed.value = `${messageId} ${data}`;
    tellOf(await call('chat.press', { ...place.value, messageId, data }));
  });

/** Finds or makes a person or a chat, goes there, and says something if need be. */
export const enter = (wanted: OperationInput<'chat.enter'>, text?: string): Promise<void> =>
  attempt(async () => {
    const { chat } = await call('chat.enter', wanted);
    if (text !== undefined) await call('chat.say', { ...wanted, text });
    chats.value = [chat, ...(chats.value ?? []).filter(({ id }) => id !== chat.id)];
    location.hash = hrefOf('chat', String(chat.id));
    // A list that was asked for before may come after it.
    lookAgain();
  });
