import { useEffect } from 'preact/hooks';

import { onEvent } from '../../state/events';
import { keepFresh, useFresh } from '../../state/keep-fresh';
import { hrefOf, route } from '../../state/route';
import { ChatList } from './chat-list';
import { chats } from './chat-state';
import { Conversation } from './conversation';
import { PostList, PostView } from './posts';
import { takeChatEvent } from './take-chat-event';

const tabs = {
  chats: {
    title: 'Chats',
    href: hrefOf('chat'),
    hint: 'Choose a chat, or add a person. An admin of the bot may ask it for a /report.',
  },
  mails: { title: 'Mails', href: hrefOf('chat', 'mails'), hint: 'Choose a mail.' },
  webhooks: { title: 'Webhook calls', href: hrefOf('chat', 'webhooks'), hint: 'Choose a call.' },
};

/** Talks to the bot as its users do, and shows what it sends otherwise. */
export function ChatPage() {
  useEffect(() => {
    const stops = [onEvent(takeChatEvent), keepFresh('chat.list', {}, (list) => (chats.value = list), ['people'])];
    return () => stops.forEach((stop) => stop());
  }, []);
  const posts = {
    mails: useFresh('mails.list', {}, ['mail']),
    webhooks: useFresh('webhooks.list', {}, ['webhook-call']),
  };
  const [first, second] = route.value.rest;
  const tab = first === 'mails' || first === 'webhooks' ? first : 'chats';
  const open = tab === 'chats' ? first : second;
  return (
    <div class={`chat-page${open === undefined ? '' : ' chat-is-open'}`}>
      <h1 class="hidden">Chat</h1>
      <section class="chat-side" aria-label="Chats and posts">
        <nav class="tabs" aria-label="What to show">
          {Object.entries(tabs).map(([name, { title, href }]) => (
            <a key={name} href={href} aria-current={tab === name ? 'true' : undefined}>
              {title}
            </a>
          ))}
        </nav>
        {tab === 'chats' ? <ChatList /> : <PostList kind={tab} open={open} posts={posts} />}
      </section>
      <section class="chat-main" aria-label="What is open">
        {open === undefined && <p class="chat-hint faint">{tabs[tab].hint}</p>}
        {open !== undefined && (tab === 'chats' ? <Conversation /> : <PostView kind={tab} open={open} posts={posts} />)}
      </section>
    </div>
  );
}
