import { useState } from 'preact/hooks';
import type { ChatSummary } from '@pulso/local/console-api';

import { Moment } from '../../shell/moment';
import { WindowedList } from '../../shell/windowed-list';
import { overview } from '../../state/overview';
import { hrefOf } from '../../state/route';
import { AddChat } from './add-chat';
import { kindOf } from './chat-settings';
import { chats, openChatId } from './chat-state';
import { shortOf } from './message-bubble';

/** People and chats, the one with the latest message first. */
export function ChatList() {
  const [wanted, setWanted] = useState('');
  const found = chats.value?.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase())) ?? [];
  // What was just added is seen at once.
  const shown = found.toSorted((a, b) => Number(isNew(b)) - Number(isNew(a)));
  return (
    <>
      <AddChat />
      <input
        type="search"
        aria-label="Find a chat by its name"
        placeholder="Find"
        value={wanted}
        onInput={({ currentTarget }) => setWanted(currentTarget.value)}
      />
      {chats.value?.length === 0 && <p class="chat-hint faint">No person is there yet. Add one, and say /start.</p>}
      <WindowedList
        items={shown}
        rowHeight={58}
        label="Chats"
        keyOf={({ id }) => id}
        renderRow={(chat) => <ChatLink chat={chat} />}
      />
    </>
  );
}

const isNew = ({ id, last }: ChatSummary): boolean => !last && id === openChatId.value;

function ChatLink({ chat }: { readonly chat: ChatSummary }) {
  const { id, type, name, last } = chat;
  const sender = last?.from === 'bot' ? overview.value?.bot.name : type === 'private' ? undefined : last?.senderName;
  return (
    <a class="chat-item" href={hrefOf('chat', String(id))} aria-current={id === openChatId.value ? 'true' : undefined}>
      <span class="row">
        <strong class="chat-short">{name}</strong>
        <span class="faint">{kindOf(chat)}</span>
        {last && <Moment atMs={last.atMs} />}
      </span>
      <span class="chat-short faint">
        {sender !== undefined && <bdi>{sender}: </bdi>}
        {last ? shortOf(last) : 'nothing said yet'}
      </span>
    </a>
  );
}
