import type { Happened, ShownMessage } from '@pulso/console-api';

import { call } from '../../api/call';
import { attempt, refresh } from '../../state/overview';
import { hrefOf } from '../../state/route';
import { mergeMessages } from './chat-rows';
import {
  callbackNotice,
  chats,
  earlyAnswers,
  hasEarlier,
  messages,
  openChat,
  openChatId,
  pressed,
  replyingTo,
  saidHere,
  speaker,
  topicId,
} from './chat-state';

/** Whom and where an act is of: the open chat, and who speaks there; undefined when none is open. */
export function currentPlace(): { readonly person: number; readonly group?: number } | undefined {
  const [chat, person] = [openChat.value, speaker.value];
  if (!chat || !person) return undefined;
  return { person: person.id, ...(chat.type !== 'private' && { group: chat.id }) };
}

export const loadChats = (): Promise<void> =>
  refresh(async () => {
    chats.value = await call('chat.list', {});
  });

/** Loads the latest messages of the open chat. */
export const loadMessages = (): Promise<void> =>
  refresh(async () => {
    const chatId = openChatId.value;
    if (chatId === undefined) return;
    const page = await call('chat.messages', { chatId });
    if (openChatId.value !== chatId) return;
    messages.value = page.messages;
    hasEarlier.value = page.hasEarlier;
  });

let isLoadingEarlier = false;

/** Loads messages before those that are there. */
export async function loadEarlier(): Promise<void> {
  const [chatId, before] = [openChatId.value, messages.value[0]?.messageId];
  if (isLoadingEarlier || !hasEarlier.value || chatId === undefined || before === undefined) return;
  isLoadingEarlier = true;
  await attempt(async () => {
    const page = await call('chat.messages', { chatId, before, limit: 500 });
    if (openChatId.value !== chatId) return;
    messages.value = mergeMessages(messages.value, page.messages);
    hasEarlier.value = page.hasEarlier;
  });
  isLoadingEarlier = false;
}

/** @returns Whether it was said. */
export async function say(text: string): Promise<boolean> {
  const place = currentPlace();
  if (!place) return false;
  let isSaid = false;
  await attempt(async () => {
    const happened = await call('chat.say', {
      ...place,
      text,
      ...(replyingTo.value && { replyTo: replyingTo.value.messageId }),
      ...(topicId.value !== undefined && { topicId: topicId.value }),
    });
    replyingTo.value = undefined;
    isSaid = true;
    remember(happened);
  });
  return isSaid;
}

function remember({ chatId, messageId, updateId, unseen }: Happened): void {
  const said = { ...(updateId !== undefined && { updateId }), ...(unseen !== undefined && { unseen }) };
  saidHere.value = new Map(saidHere.value).set(`${chatId}/${messageId}`, said);
}

/** Names a button for as long as its press waits. */
export const buttonKey = (messageId: number, data: string): string => `${messageId} ${data}`;

/** Presses an inline button. */
export const press = ({ messageId }: Pick<ShownMessage, 'messageId'>, data: string): Promise<void> =>
  attempt(async () => {
    const place = currentPlace();
    if (!place) return;
    const { queryId = '' } = await call('chat.press', { ...place, messageId, data });
    const early = earlyAnswers.get(queryId);
    if (early) takeAnswer(queryId, early);
    else pressed.value = new Map(pressed.value).set(queryId, buttonKey(messageId, data));
  });

/** Shows the answer to a press that was made here; one of another window is kept for a moment, should it be ours. */
export function takeAnswer(queryId: string, answer: { readonly text: string; readonly isAlert: boolean }): void {
  const waiting = new Map(pressed.value);
  if (!waiting.delete(queryId) && !earlyAnswers.delete(queryId)) {
    earlyAnswers.set(queryId, answer);
    setTimeout(() => earlyAnswers.delete(queryId), 2000);
    return;
  }
  pressed.value = waiting;
  if (answer.text !== '') callbackNotice.value = answer;
}

/** Finds or makes a person or a chat, and goes there. */
export const enter = (place: Parameters<typeof call<'chat.enter'>>[1]): Promise<void> =>
  attempt(async () => {
    const { chat } = await call('chat.enter', place);
    await loadChats();
    location.hash = hrefOf('chat', String(chat.id));
  });

/** Does something that changes the open chat, and shows what it is then. */
export const change = (act: () => Promise<unknown>): Promise<void> =>
  attempt(async () => {
    await act();
    await loadChats();
  });
