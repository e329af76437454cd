import { useState } from 'preact/hooks';
import type { ShownMessage } from '@pulso/console-api';

import { Moment } from '../../shell/moment';
import { overview } from '../../state/overview';
import { messages, openChat, outcomes, replyingTo, saidHere, topicId } from './chat-state';
import { FormattedText } from './formatted-text';
import { InlineKeyboard } from './keyboards';

/** A message as Telegram shows it. */
export function MessageBubble({ message }: { readonly message: ShownMessage }) {
  const { messageId, from, versions, deletedAtMs, pictureId, attachment, content, silent } = message;
  const isDeleted = deletedAtMs !== undefined;
  return (
    <article
      class={`chat-bubble chat-from-${from}${isDeleted ? ' chat-deleted' : ''}`}
      aria-label={`Message ${messageId} of ${nameOf(message)}`}
    >
      <header>
        <strong>{nameOf(message)}</strong>
        <Topic message={message} />
      </header>
      <Replied message={message} />
      {pictureId !== undefined && <img src={`files/${pictureId}`} alt={attachment ?? 'A picture'} />}
      {pictureId === undefined && attachment !== undefined && <p class="chat-words">{attachment}</p>}
      {content !== undefined && <p class="chat-words">{content}</p>}
      {message.text !== '' && (
        <div class="chat-text">
          <FormattedText text={message.text} entities={message.entities} />
        </div>
      )}
      <InlineKeyboard message={message} />
      <footer>
        <span>#{messageId}</span>
        {silent && <span>silent</span>}
        <Moment atMs={versions[0]?.atMs ?? 0} />
        {isDeleted && (
          <span>
            deleted at <Moment atMs={deletedAtMs} />
          </span>
        )}
        {!isDeleted && (
          <button type="button" class="chat-link" onClick={() => (replyingTo.value = message)}>
            Reply
          </button>
        )}
        <Fate message={message} />
      </footer>
      {versions.length > 1 && <History message={message} />}
    </article>
  );
}

const nameOf = ({ from, senderName }: ShownMessage): string =>
  from === 'bot' ? (overview.value?.bot.name ?? 'The bot') : (senderName ?? openChat.value?.name ?? '');

function Topic({ message }: { readonly message: ShownMessage }) {
  if (message.topicId === undefined || topicId.value !== undefined) return null;
  const topic = openChat.value?.topics?.find(({ id }) => id === message.topicId);
  return <span class="chat-topic">{topic?.name ?? `Topic ${message.topicId}`}</span>;
}

function Replied({ message: { replyToMessageId } }: { readonly message: ShownMessage }) {
  if (replyToMessageId === undefined) return null;
  const replied = messages.value.find(({ messageId }) => messageId === replyToMessageId);
  return (
    <p class="chat-replied">
      Reply to #{replyToMessageId}
      {replied && `: ${(replied.text || replied.attachment || replied.content) ?? ''}`.slice(0, 120)}
    </p>
  );
}

/** Whether the bot has got what was said here, and why not. */
function Fate({ message: { chatId, messageId } }: { readonly message: ShownMessage }) {
  const said = saidHere.value.get(`${chatId}/${messageId}`);
  if (!said) return null;
  if (said.unseen !== undefined)
    return <span class="chat-fate">Not seen by the bot: {unseenReasons[said.unseen]}</span>;
  const outcome = outcomes.value.get(said.updateId ?? 0) ?? { type: 'waiting' };
  switch (outcome.type) {
    case 'waiting':
      return <span>on its way</span>;
    case 'taken':
      return <span>taken</span>;
    case 'refused':
      return <span class="chat-fate">The bot did not take it ({outcome.reason}). Telegram tries again.</span>;
    default:
      return <span class="chat-fate">The bot does not get it: {dropReasons[outcome.reason] ?? outcome.reason}</span>;
  }
}

const unseenReasons: Readonly<Record<string, string>> = {
  privacy: 'in groups, privacy mode shows it commands and replies to it only. An administrator sees all.',
  'not-member': 'it is no member of the group.',
};

const dropReasons: Readonly<Record<string, string>> = {
  'not-allowed': 'its allowed_updates leave this type out.',
  expired: 'it has expired.',
};

/** What it has shown before. */
function History({ message: { versions } }: { readonly message: ShownMessage }) {
  const [isOpen, setOpen] = useState(false);
  const count = versions.length - 1;
  return (
    <div class="chat-history">
      <button type="button" class="chat-link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        Edited {count === 1 ? 'once' : `${count} times`}
      </button>
      {isOpen && (
        <ol>
          {versions.map(({ atMs, text, entities }, index) => (
            <li key={index}>
              <span class="faint">
                {index === 0 ? 'Sent' : 'Edited'} <Moment atMs={atMs} />
              </span>
              <div class="chat-text">
                <FormattedText text={text} entities={entities} />
              </div>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
