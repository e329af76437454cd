import { useState } from 'preact/hooks';
import type { ChatSummary } from '@pulso/console-api';

import { call } from '../../api/call';
import { Moment } from '../../shell/moment';
import { WindowedList } from '../../shell/windowed-list';
import { attempt, loadOverview, overview } from '../../state/overview';
import { hrefOf } from '../../state/route';
import { AddChat } from './add-chat';
import { chats, openChatId } from './chat-state';

/** People and chats, the one with the latest message first. */
export function ChatList() {
  const [wanted, setWanted] = useState('');
  const all = chats.value;
  const shown = all?.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase())) ?? [];
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
      {all?.length === 0 && <p class="chat-empty">No person is there yet. Add one, and say /start.</p>}
      <WindowedList
        items={shown}
        rowHeight={58}
        label="Chats"
        keyOf={({ id }) => id}
        renderRow={(chat) => <ChatLink chat={chat} />}
      />
      <FloodControl />
    </>
  );
}

const kinds = { private: 'person', group: 'group', supergroup: 'supergroup', channel: 'channel' };

function ChatLink({ chat }: { readonly chat: ChatSummary }) {
  const { id, type, name, last, topics } = chat;
  return (
    <a class="chat-item" href={hrefOf('chat', String(id))} aria-current={id === openChatId.value ? 'true' : undefined}>
      <span>
        <strong>{name}</strong>
        <span class="faint">{topics ? 'forum' : kinds[type]}</span>
        {last && <Moment atMs={last.atMs} />}
      </span>
      <span class="chat-last">{last ? latestOf(last) : 'nothing said yet'}</span>
    </a>
  );
}

function latestOf({ from, senderName, text, attachment, content }: NonNullable<ChatSummary['last']>): string {
  const sender = from === 'bot' ? overview.value?.bot.name : senderName;
  const shown = (text || attachment || content) ?? '';
  return sender === undefined ? shown : `${sender}: ${shown}`;
}

function FloodControl() {
  return (
    <label class="chat-flood">
      <input
        type="checkbox"
        checked={overview.value?.floodControl ?? false}
        onChange={({ currentTarget }) =>
          void attempt(async () => {
            await call('chat.set-flood-control', { isOn: currentTarget.checked });
            await loadOverview();
          })
        }
      />{' '}
      Flood control: refuse what the bot sends too fast
    </label>
  );
}
