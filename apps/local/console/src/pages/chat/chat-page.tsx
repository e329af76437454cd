import type { ChatSummary } from '@pulso/local/console-api';
import { useEffect, useState } from 'preact/hooks';

import { Moment } from '../../shell/inline';
import { LongList } from '../../shell/long-list';
import { onEvent } from '../../state/events';
import { keepFresh, useFresh } from '../../state/keep-fresh';
import { overview } from '../../state/overview';
import { hrefOf, route } from '../../state/route';
import { chats, enter, openChat, takeChatEvent } from './chat-state';
import { Conversation, kindOf } from './conversation';
import { FirstMinute } from './first-minute';
import { shortOf } from './message';

/** Talks to the bot as its users do, and leads to what it sends otherwise. */
export function ChatPage() {
  useEffect(() => {
    const stops = [onEvent(takeChatEvent), keepFresh('chat.list', {}, (list) => (chats.value = list), ['people'])];
    return () => stops.forEach((stop) => stop());
  }, []);
  const isOpen = route.value.rest[0] !== undefined;
  const chat = openChat.value;
  return (
    <div class={`chat-page${isOpen ? ' chat-is-open' : ''}`}>
      <h1 class="hidden">Chat</h1>
      <section class="chat-side" aria-label="Chats">
        <ChatList />
        <Posted />
      </section>
      <section class="chat-main" aria-label="What is open">
        {!isOpen && <FirstMinute />}
        {isOpen && chat && <Conversation key={chat.id} chat={chat} />}
        {isOpen && chats.value && !chat && <p class="card faint">There is no such chat. Choose one, or add one.</p>}
      </section>
    </div>
  );
}

/** People and chats, the one with the latest message first. */
function ChatList() {
  const [wanted, setWanted] = useState('');
  const found = chats.value?.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase())) ?? [];
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
      {wanted !== '' && found.length === 0 && <p class="faint">No chat has this in its name.</p>}
      <LongList
        items={found}
        label="Chats"
        keyOf={({ id }) => id}
        renderRow={(chat, tabIndex) => <ChatLink chat={chat} tabIndex={tabIndex} />}
      />
    </>
  );
}

function ChatLink({ chat, tabIndex }: { readonly chat: ChatSummary; readonly tabIndex: number }) {
  const { id, type, name, last } = chat;
  const sender = last?.from === 'bot' ? overview.value?.bot.name : type === 'private' ? undefined : last?.senderName;
  return (
    <a
      class="chat-item"
      href={hrefOf('chat', String(id))}
      tabIndex={tabIndex}
      aria-current={id === openChat.value?.id ? 'true' : undefined}
    >
      <strong class="short">{name}</strong>
      <span class="faint small">{kindOf(chat)}</span>
      <span class="faint small">{last && <Moment atMs={last.atMs} />}</span>
      <span class="short faint">
        {sender !== undefined && <bdi>{sender}: </bdi>}
        {last ? shortOf(last) : 'nothing said yet'}
      </span>
    </a>
  );
}

/** Adds a person, or a group in which a person adds the bot. */
function AddChat() {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const [person = '', group = ''] = ['person', 'group'].map((name) => String(new FormData(form).get(name)));
    void enter({ person, ...(group !== '' && { group }) });
    form.reset();
    form.closest('details')?.removeAttribute('open');
  };
  return (
    <details>
      <summary>Add a person or a group</summary>
      <form class="row" onSubmit={submit}>
        <input name="person" aria-label="First name" placeholder="First name" required maxLength={64} />
        <input name="group" aria-label="Title of a group" placeholder="in a group of this title" maxLength={128} />
        <button>Add</button>
      </form>
    </details>
  );
}

/** Links to mails and calls of webhooks, the latest first. */
function Posted() {
  const posted = useFresh('chat.posted', {}, ['posted']) ?? [];
  if (posted.length === 0) return null;
  return (
    <details>
      <summary>Mails and calls of webhooks: {posted.length}</summary>
      <ul class="plain">
        {posted.map(({ path, title, atMs }) => (
          <li key={path}>
            <a href={path} target="_blank">
              {title}
            </a>{' '}
            <Moment atMs={atMs} />
          </li>
        ))}
      </ul>
    </details>
  );
}
