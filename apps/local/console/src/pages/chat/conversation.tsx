import { useEffect } from 'preact/hooks';

import { Moment } from '../../shell/moment';
import { overview } from '../../state/overview';
import { hrefOf } from '../../state/route';
import { loadEarlier, loadMessages } from './chat-acts';
import { type ChatRow, chatRows } from './chat-rows';
import { ChatSettings } from './chat-settings';
import { botAction, messages, notes, openChat, openChatId, replyingTo, topicId } from './chat-state';
import { Composer } from './composer';
import { MessageBubble } from './message-bubble';
import { MessageList } from './message-list';
import { Notices } from './notices';

/** The open chat: what was said, and where more is said. */
export function Conversation() {
  const chat = openChat.value;
  useEffect(() => {
    messages.value = [];
    topicId.value = undefined;
    replyingTo.value = undefined;
    void loadMessages();
  }, [openChatId.value]);
  if (!chat) return <p class="chat-empty">There is no such chat. Choose one, or add one.</p>;
  const shown = messages.value.filter((message) => topicId.value === undefined || message.topicId === topicId.value);
  const rows = chatRows(
    shown,
    notes.value.filter(({ chatId }) => chatId === undefined || chatId === chat.id),
  );
  const { chatId, action } = botAction.value ?? {};
  const bot = overview.value?.bot.name ?? 'The bot';
  return (
    <>
      <header class="chat-head">
        <a class="chat-back" href={hrefOf('chat')}>
          Chats
        </a>
        <h2>{chat.name}</h2>
        <ChatSettings chat={chat} />
      </header>
      {rows.length === 0 && <p class="chat-empty">Nothing was said here yet. Write something, such as /start.</p>}
      <MessageList
        key={chat.id}
        rows={rows}
        keyOf={({ key }) => key}
        isSteady={({ type }) => type !== 'day'}
        renderRow={(row) => <Row row={row} />}
        label={`Messages of ${chat.name}`}
        onNearTop={() => void loadEarlier()}
      />
      <p class="chat-action" role="status">
        {chatId === chat.id && `${bot}: ${action} …`}
      </p>
      <Notices />
      <Composer key={chat.id} />
    </>
  );
}

function Row({ row }: { readonly row: ChatRow }) {
  switch (row.type) {
    case 'day':
      return (
        <p class="chat-day">{new Date(row.atMs).toLocaleDateString('en-GB', { dateStyle: 'full', timeZone: 'UTC' })}</p>
      );
    case 'note':
      return (
        <p class="chat-note">
          {row.text} <Moment atMs={row.atMs} />
        </p>
      );
    case 'message':
      return <MessageBubble message={row.message} />;
    default:
      return row satisfies never;
  }
}
