import { useEffect } from 'preact/hooks';

import { onEvent } from '../../state/take-event';
import { hrefOf, route } from '../../state/route';
import { loadChats } from './chat-acts';
import { ChatList } from './chat-list';
import { Conversation } from './conversation';
import { MailList, MailView, loadMails } from './mails';
import { takeChatEvent } from './take-chat-event';
import { WebhookCallView, WebhookList, loadWebhookCalls } from './webhook-calls';
import './chat.css';

type Tab = 'chats' | 'mails' | 'webhooks';

/** Talks to the bot as its users do, and shows what it sends otherwise. */
export function ChatPage() {
  useEffect(() => {
    void loadChats();
    return onEvent((event) => {
      takeChatEvent(event);
      if (event.type === 'mail' || event.type === 'reset') void loadMails();
      if (event.type === 'webhook-call' || event.type === 'reset') void loadWebhookCalls();
    });
  }, []);
  const [first, second] = route.value.rest;
  const tab: Tab = first === 'mails' || first === 'webhooks' ? first : 'chats';
  const open = tab === 'chats' ? first : second;
  return (
    <div class={`chat-page${open === undefined ? '' : ' chat-is-open'}`}>
      <h1 class="chat-title">Chat</h1>
      <section class="chat-side" aria-label="Chats and posts">
        <Tabs tab={tab} />
        {tab === 'chats' && <ChatList />}
        {tab === 'mails' && <MailList openNumber={open} />}
        {tab === 'webhooks' && <WebhookList openNumber={open} />}
      </section>
      <section class="chat-main" aria-label="What is open">
        <Open tab={tab} open={open} />
      </section>
    </div>
  );
}

function Tabs({ tab }: { readonly tab: Tab }) {
  const link = (name: Tab, title: string, href: string) => (
    <a href={href} aria-current={tab === name ? 'true' : undefined}>
      {title}
    </a>
  );
  return (
    <nav class="chat-tabs" aria-label="What to show">
      {link('chats', 'Chats', hrefOf('chat'))}
      {link('mails', 'Mails', hrefOf('chat', 'mails'))}
      {link('webhooks', 'Webhook calls', hrefOf('chat', 'webhooks'))}
    </nav>
  );
}

function Open({ tab, open }: { readonly tab: Tab; readonly open: string | undefined }) {
  if (open === undefined) {
    const what = { chats: 'a chat, or add a person', mails: 'a mail', webhooks: 'a call' }[tab];
    return <p class="chat-empty">Choose {what}.</p>;
  }
  switch (tab) {
    case 'chats':
      return <Conversation />;
    case 'mails':
      return <MailView number={open} />;
    case 'webhooks':
      return <WebhookCallView number={open} />;
    default:
      return tab satisfies never;
  }
}
