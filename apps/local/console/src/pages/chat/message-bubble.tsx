import type { InlineButton, ShownMessage } from '@pulso/local/console-api';
import { useState } from 'preact/hooks';

import { utcDayOf } from '../../shell/format';
import { Moment } from '../../shell/inline';
import { overview } from '../../state/overview';
import { buttonOf, press } from './chat-acts';
import {
  answers,
  lastPress,
  messageKey,
  messages,
  openChat,
  refusedIds,
  remarks,
  replyingTo,
  speaker,
  topicId,
} from './chat-state';
import { FormattedText } from './formatted-text';
import { Origin } from './origin';

/** A message as Telegram shows it. */
export function MessageBubble({ message }: { readonly message: ShownMessage }) {
  const { chatId, messageId, senderId, versions, pictureId, attachment, content, silent } = message;
  const isPrivate = openChat.value?.type === 'private';
  const isOwn = senderId !== undefined && senderId === speaker.value?.id;
  const atMs = versions[0]?.atMs ?? 0;
  const words = content ?? (pictureId === undefined ? attachment : undefined);
  const [asksWhy, setAsksWhy] = useState(false);
  const remark = remarks.value.get(messageKey(chatId, messageId)) ?? refusalOf(messageId);
  return (
    <article class={`chat-bubble${isOwn ? ' chat-own' : ''}`} aria-label={`Message ${messageId} of ${nameOf(message)}`}>
      <header class={isPrivate ? 'hidden' : undefined}>
        <strong>{nameOf(message)}</strong> <Topic message={message} />
      </header>
      <Replied message={message} />
      {pictureId !== undefined && (
        <a href={`files/${pictureId}`} target="_blank">
          <img src={`files/${pictureId}`} alt={attachment ?? 'A picture'} />
        </a>
      )}
      {words !== undefined && <p class="faint">{words}</p>}
      {message.text !== '' && (
        <div class="chat-text">
          <FormattedText text={message.text} entities={message.entities} />
        </div>
      )}
      <Buttons message={message} />
      {versions.length > 1 && <History versions={versions} />}
      {remark !== undefined && <p class="chat-bad chat-small">{remark}</p>}
      <footer class="row chat-small">
        <button type="button" class="link" onClick={() => (replyingTo.value = message)}>
          Reply
        </button>
        <button type="button" class="link" aria-expanded={asksWhy} onClick={() => setAsksWhy(!asksWhy)}>
          Why?
        </button>
        {silent && <span>silent</span>}
        <Moment atMs={atMs} day={utcDayOf(atMs)} />
      </footer>
      {asksWhy && <Origin message={message} />}
    </article>
  );
}

/** What stays of remarks that were made before the page was opened. */
const refusalOf = (messageId: number): string | undefined =>
  refusedIds.value.includes(messageId) ? 'The bot did not take it at first; "Why?" shows what it logged.' : undefined;

const nameOf = ({ from, senderName }: ShownMessage): string =>
  from === 'bot' ? (overview.value?.bot.name ?? 'The bot') : (senderName ?? openChat.value?.name ?? '');

function Topic({ message: { topicId: id } }: { readonly message: ShownMessage }) {
  if (id === undefined || topicId.value !== undefined) return null;
  return <span class="faint">{openChat.value?.topics?.find((topic) => topic.id === id)?.name ?? `Topic ${id}`}</span>;
}

function Replied({ message: { replyToMessageId } }: { readonly message: ShownMessage }) {
  if (replyToMessageId === undefined) return null;
  const replied = messages.value.find(({ messageId }) => messageId === replyToMessageId);
  return (
    <p class="chat-replied chat-short chat-small">
      {replied ? `${nameOf(replied)}: ${shortOf(replied)}` : `Reply to #${replyToMessageId}`}
    </p>
  );
}

/** @returns A message in a few words. */
export const shortOf = ({ text, attachment, content }: Pick<ShownMessage, 'text' | 'attachment' | 'content'>): string =>
  (text || attachment || content || '').slice(0, 120);

/** What it has shown before. */
function History({ versions }: Pick<ShownMessage, 'versions'>) {
  const count = versions.length - 1;
  return (
    <details class="chat-small">
      <summary>
        Edited {count === 1 ? 'once' : `${count} times`}, last at <Moment atMs={versions.at(-1)?.atMs ?? 0} />
      </summary>
      <ol>
        {versions.slice(0, -1).map(({ atMs, text, entities }, index) => (
          <li key={index}>
            <Moment atMs={atMs} />
            <div class="chat-text">
              <FormattedText text={text} entities={entities} />
            </div>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** The buttons under a message. */
function Buttons({ message }: { readonly message: ShownMessage }) {
  const { messageId, keyboard } = message;
  const [address, setAddress] = useState<string>();
  if (!keyboard) return null;
  const onPress = ({ callback_data: data, url }: InlineButton): void => {
    if (data !== undefined) void press(messageId, data);
    else setAddress(url);
  };
  return (
    <>
      <div class="chat-keyboard" role="group" aria-label={`Buttons of message ${messageId}`}>
        {keyboard.map((row, at) => (
          <div key={at} class="row">
            {row.map((button, index) => (
              <button
                key={index}
                type="button"
                aria-busy={isWaitingFor(messageId, button)}
                onClick={() => onPress(button)}
              >
                {button.text}
                {button.url !== undefined && <span aria-label="(link)"> ↗</span>}
              </button>
            ))}
          </div>
        ))}
      </div>
      {address !== undefined && <p class="chat-small">It opens {address}</p>}
    </>
  );
}

function isWaitingFor(messageId: number, { callback_data: data }: InlineButton): boolean {
  const last = lastPress.value;
  return data !== undefined && last?.button === buttonOf(messageId, data) && !answers.value.has(last.queryId);
}
