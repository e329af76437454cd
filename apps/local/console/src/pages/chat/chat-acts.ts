import type { Happened } from '@pulso/local/console-api';

import { call } from '../../api/call';
import { lookAgain } from '../../state/events';
import { attempt } from '../../state/overview';
import { hrefOf } from '../../state/route';
import {
  chats,
  chosenSpeakerId,
  lastPress,
  messageKey,
  messages,
  place,
  remarks,
  replyingTo,
  saidCount,
  topicId,
} from './chat-state';
import { recordsHref, userIn } from './describe-handling';

/** Messages that were said or pressed here, by the update that tells the bot of it. */
const tellingOf = new Map<number, string>();

const unseenReasons = {
  privacy: 'in groups, privacy mode shows it commands and replies to it only. An administrator sees all.',
  'not-member': 'it is no member of the group.',
};

/** Remembers what was done, to say what becomes of it. */
function remember({ chatId, messageId, updateId, unseen }: Happened): void {
  const key = messageKey(chatId, messageId);
  if (updateId !== undefined) tellingOf.set(updateId, key);
  if (unseen) remark(key, `Not seen by the bot: ${unseenReasons[unseen]}`);
}

/** Those that the bot did not take at first. */
const refusedUpdateIds = new Set<number>();

/** Says what has become of an update, when it was caused here. */
export function remarkOnUpdate(updateId: number, text: string): void {
  const key = tellingOf.get(updateId);
  if (key === undefined) return;
  refusedUpdateIds.add(updateId);
  remark(key, text);
}

/** Says of an update that the bot did not take at first that it has done so now: it may have given it up. */
export function remarkOnTaken(updateId: number): void {
  if (refusedUpdateIds.has(updateId)) {
    remarkOnUpdate(updateId, 'The bot took it at last, or gave it up; "Why?" shows what it logged.');
  }
}

function remark(key: string, text: string): void {
  remarks.value = new Map(remarks.value).set(key, text);
}

/** @returns Whether it was said. */
export async function say(text: string): Promise<boolean> {
  const [here, replyTo] = [place.value, replyingTo.value?.messageId];
  let isSaid = false;
  await attempt(async () => {
    if (!here) return;
    const options = {
      ...(replyTo !== undefined && { replyTo }),
      ...(topicId.value !== undefined && { topicId: topicId.value }),
    };
    remember(await call('chat.say', { ...here, text, ...options }));
    replyingTo.value = undefined;
    saidCount.value += 1;
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
    const happened = await call('chat.press', { ...place.value, messageId, data });
    remember({ ...happened, messageId });
    lastPress.value = { queryId: happened.queryId ?? '', button: buttonOf(messageId, data) };
  });

/** Finds or makes a person or a chat, and goes there. */
export const enter = (wanted: Parameters<typeof call<'chat.enter'>>[1]): Promise<void> =>
  attempt(async () => {
    const { chat } = await call('chat.enter', wanted);
    chats.value = [chat, ...(chats.value ?? []).filter(({ id }) => id !== chat.id)];
    location.hash = hrefOf('chat', String(chat.id));
    // A list that was asked for before may come after it.
    lookAgain();
  });

/** Opens all records of the person of a private chat: their last message leads to the pseudonym. */
export const openRecords = (): Promise<void> =>
  attempt(async () => {
    const last = messages.value.findLast(({ from }) => from === 'person');
    const { handled } = last
      ? await call('chat.origin', { chatId: last.chatId, messageId: last.messageId })
      : { handled: [] };
    const user = handled.map(({ usage = '' }) => userIn(usage)).find(Boolean);
    if (user === undefined) throw new Error('No record of this person is known since this start of the local cloud.');
    location.hash = recordsHref(user);
  });

/** Does something that changes the open chat, and shows what it is then. */
export const change = (act: () => Promise<unknown>): Promise<void> =>
  attempt(async () => {
    await act();
    lookAgain();
  });
