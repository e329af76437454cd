import { computed, signal } from '@preact/signals';
import type { ChatSummary, ConsoleEvent, Happened, OperationInput, ShownMessage } from '@pulso/local/console-api';

import { call } from '../../state/call';
import { lookAgain } from '../../state/events';
import { attempt } from '../../state/overview';
import { hrefOf, route } from '../../state/route';

/** All chats, the one with the latest message first; undefined before they are known. */
export const chats = signal<readonly ChatSummary[] | undefined>(undefined);

/** The chat that the address names. */
export const openChatId = computed(() => {
  const id = Number(route.value.page === 'chat' ? route.value.rest[0] : undefined);
  return Number.isSafeInteger(id) ? id : undefined;
});

export const openChat = computed(() => chats.value?.find(({ id }) => id === openChatId.value));

/** Everybody who can speak, admins first. */
export const people = computed(() =>
  (chats.value ?? [])
    .filter(({ type }) => type === 'private')
    .toSorted((a, b) => Number(b.isAdmin) - Number(a.isAdmin) || a.name.localeCompare(b.name)),
);

/** Messages of the open chat as far as they are loaded, oldest first. */
export const messages = signal<readonly ShownMessage[]>([]);

/** Ids of those of which, or of whose presses, the bot did not take an update at the first attempt. */
export const refusedIds = signal<readonly number[]>([]);

/** Who was chosen to speak in groups. */
export const chosenSpeakerId = signal<number | undefined>(undefined);

/** Who speaks: in private the person of the chat; else one who was chosen, has spoken last, or has made it; an admin. */
export const speaker = computed((): ChatSummary | undefined => {
  if (openChat.value?.type === 'private') return openChat.value;
  const lastId = messages.value.findLast(({ senderId }) => senderId !== undefined)?.senderId;
  const wantedIds = [chosenSpeakerId.value, lastId, openChat.value?.ownerId];
  const wanted = wantedIds.map((wantedId) => people.value.find(({ id }) => id === wantedId));
  return wanted.find(Boolean) ?? people.value[0];
});

/** Who speaks and where, as operations name it; undefined when no chat is open. */
export const place = computed(() => {
  const [chat, person] = [openChat.value, speaker.value];
  if (!chat || !person) return undefined;
  return { person: person.id, ...(chat.type !== 'private' && { group: chat.id }) };
});

export const replyingTo = signal<ShownMessage | undefined>(undefined);

/** What a person is told that no message says: the answer to a press, or why the bot does not see what was said. */
export const notice = signal<string | undefined>(undefined);

/** The button that was pressed here and has no answer yet, by the message and its data. */
export const pressed = signal<{ readonly queryId?: string; readonly button: string } | undefined>(undefined);

/** Answers that may come before it is known to which press, by query. */
const answers = new Map<string, string>();

/** Takes answers to presses: only the one who has pressed sees them. */
export function takeChatEvent(told: ConsoleEvent): void {
  if (told.type !== 'people' || told.event.type !== 'callback-answered') return;
  answers.set(told.event.queryId, told.event.text);
  showAnswer();
}

function showAnswer(): void {
  const answer = answers.get(pressed.value?.queryId ?? '');
  if (answer === undefined) return;
  answers.clear();
  pressed.value = undefined;
  notice.value = answer || undefined;
}

const unseenReasons = {
  privacy: 'in groups, privacy mode shows it commands and replies to it only. An administrator sees all.',
  'not-member': 'it is no member of the group.',
};

function tellOf({ unseen }: Happened): void {
  notice.value = unseen && `The bot does not see it: ${unseenReasons[unseen]}`;
}

/** @returns Whether it was said. */
export async function say(text: string): Promise<boolean> {
  const [here, replyTo] = [place.value, replyingTo.value?.messageId];
  let isSaid = false;
  await attempt(async () => {
    if (!here) return;
    tellOf(await call('chat.say', { ...here, text, replyTo }));
    replyingTo.value = undefined;
    if (here.group !== undefined) chosenSpeakerId.value = here.person;
    isSaid = true;
  });
  return isSaid;
}

/** Names an inline button. */
export const buttonOf = (messageId: number, data: string): string => `${messageId} ${data}`;

/** Presses an inline button. */
export const press = (messageId: number, data: string): Promise<void> =>
  attempt(async () => {
    if (!place.value) return;
    pressed.value = { button: buttonOf(messageId, data) };
    const { queryId, ...happened } = await call('chat.press', { ...place.value, messageId, data });
    tellOf(happened);
    pressed.value = queryId === undefined ? undefined : { queryId, button: buttonOf(messageId, data) };
    showAnswer();
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

/** Does something that changes the open chat, and shows what it is then. */
export const change = (act: () => Promise<unknown>): Promise<void> =>
  attempt(async () => {
    await act();
    lookAgain();
  });
