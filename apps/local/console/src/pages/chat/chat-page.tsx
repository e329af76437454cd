import { useEffect } from 'preact/hooks';

import { Moment } from '../../shell/inline';
import { onEvent } from '../../state/events';
import { keepFresh, useFresh } from '../../state/keep-fresh';
import { route } from '../../state/route';
import { ChatList } from './chat-list';
import { chats } from './chat-state';
import { Conversation } from './conversation';
import { takeChatEvent } from './take-chat-event';

/** Talks to the bot as its users do, and leads to what it sends otherwise. */
export function ChatPage() {
  useEffect(() => {
    const stops = [onEvent(takeChatEvent), keepFresh('chat.list', {}, (list) => (chats.value = list), ['people'])];
    return () => stops.forEach((stop) => stop());
  }, []);
  const isOpen = route.value.rest[0] !== undefined;
  return (
    <div class={`chat-page${isOpen ? ' chat-is-open' : ''}`}>
      <h1 class="hidden">Chat</h1>
      <section class="chat-side" aria-label="Chats">
        <ChatList />
        <Posted />
      </section>
      <section class="chat-main" aria-label="What is open">
        {isOpen ? (
          <Conversation />
        ) : (
          <p class="chat-hint faint">
            Choose a chat, or add a person. An admin of the bot may ask it for a <code>/report</code>.
          </p>
        )}
      </section>
    </div>
  );
}

/** Links to mails and calls of webhooks, the latest first. */
function Posted() {
  const posted = useFresh('chat.posted', {}, ['posted']) ?? [];
  if (posted.length === 0) return null;
  return (
    <details class="chat-posted">
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
