import type { OperationOutput } from '@pulso/local/console-api';
import { useEffect, useRef, useState } from 'preact/hooks';

import { Moment } from '../../shell/inline';
import { keepFresh } from '../../state/keep-fresh';
import { overview } from '../../state/overview';
import { hrefOf } from '../../state/route';
import { ChatSettings, stateOf } from './chat-settings';
import {
  type ChatRow,
  chatRows,
  lastAnswer,
  lastPress,
  messages,
  notes,
  openChat,
  openChatId,
  refusedIds,
  replyingTo,
  topicId,
} from './chat-state';
import { Composer } from './composer';
import { MessageBubble } from './message-bubble';
import { MessageList } from './message-list';

/** How many messages a chat has at first, and how many more before them each time that a reader is near the first. */
const [pageSize, earlierCount] = [200, 500];

/** The open chat: what was said, and where more is said. */
export function Conversation() {
  const [chat, chatId] = [openChat.value, openChatId.value];
  const [limit, setLimit] = useState(pageSize);
  const hasEarlier = useRef(false);
  useEffect(() => {
    messages.value = [];
    topicId.value = undefined;
    replyingTo.value = undefined;
    setLimit(pageSize);
  }, [chatId]);
  useEffect(() => {
    if (chatId === undefined) return;
    const take = (page: OperationOutput<'chat.messages'>): void => {
      messages.value = page.messages;
      refusedIds.value = page.refusedIds;
      hasEarlier.current = page.hasEarlier;
    };
    return keepFresh('chat.messages', { chatId, limit }, take, ['people']);
  }, [chatId, limit]);
  if (!chat) return <p class="chat-hint faint">There is no such chat. Choose one, or add one.</p>;
  const rows = chatRows(
    messages.value.filter((message) => topicId.value === undefined || message.topicId === topicId.value),
    notes.value.filter(({ chatId }) => chatId === undefined || chatId === chat.id),
  );
  return (
    <>
      <header class="row chat-head">
        <a class="chat-back" href={hrefOf('chat')}>
          Back
        </a>
        <h2>{chat.name}</h2>
        <span class="faint">{stateOf(chat)}</span>
        <ChatSettings key={chat.id} chat={chat} />
      </header>
      {rows.length === 0 && <p class="chat-hint faint">Nothing was said here yet. Write something, such as /start.</p>}
      <MessageList
        key={`list ${chat.id}`}
        rows={rows}
        renderRow={(row) => <Row row={row} />}
        label={`Messages of ${chat.name}`}
        onNearTop={() => {
          // More are asked for once those are there that were.
          if (hasEarlier.current && messages.value.length >= limit) setLimit(limit + earlierCount);
        }}
      />
      <Heard />
      <Answer />
      <Composer key={`composer ${chat.id}`} chatId={chat.id} />
    </>
  );
}

function Row({ row }: { readonly row: ChatRow }) {
  switch (row.type) {
    case 'day':
      return (
        <p class="chat-day chat-small">
          {new Date(row.atMs).toLocaleDateString('en-GB', { dateStyle: 'full', timeZone: 'UTC' })}
        </p>
      );
    case 'note':
      return (
        <p class="chat-bad chat-small">
          {row.text} <Moment atMs={row.atMs} />
        </p>
      );
    case 'message':
      return <MessageBubble message={row.message} />;
    default:
      return row satisfies never;
  }
}

/** For a screen reader: what was said last. */
function Heard() {
  const bot = overview.value?.bot.name ?? 'The bot';
  const last = messages.value.at(-1);
  return (
    <div role="status">
      <p class="hidden">{last && `${last.from === 'bot' ? bot : (last.senderName ?? 'Channel')}: ${last.text}`}</p>
    </div>
  );
}

/** How long an answer that is no alert stands, ms. */
const answerMs = 5000;

/** What the bot has answered to a press: a notice that goes by itself, or an alert that wants to be closed. */
function Answer() {
  const dialog = useRef<HTMLDialogElement>(null);
  const { text = '', isAlert = false } = lastAnswer.value ?? {};
  const close = (): void => {
    lastPress.value = undefined;
  };
  useEffect(() => {
    if (text === '') return;
    if (isAlert) return dialog.current?.showModal();
    const timer = setTimeout(close, answerMs);
    return () => clearTimeout(timer);
  }, [lastAnswer.value]);
  return (
    <>
      <div role="status">{text !== '' && !isAlert && <p class="chat-toast">{text}</p>}</div>
      <dialog ref={dialog} class="chat-alert" aria-label="Alert" onClose={close}>
        <p>{text}</p>
        <form method="dialog">
          <button>OK</button>
        </form>
      </dialog>
    </>
  );
}
