import type { InlineButton, ShownMessage } from '@pulso/local/console-api';
import { useState } from 'preact/hooks';

import { utcDayOf } from '../../shell/format';
import { Moment } from '../../shell/inline';
import { overview } from '../../state/overview';
import { buttonOf, messages, openChat, press, pressed, refusedIds, replyingTo, speaker } from './chat-state';
import { FormattedText } from './formatted-text';
import { Origin } from './origin';

/** A message as Telegram shows it. */
export function MessageBubble({ message }: { readonly message: ShownMessage }) {
  const { messageId, senderId, versions, pictureId, attachment, content, silent } = message;
  const isOwn = senderId !== undefined && senderId === speaker.value?.id;
  const atMs = versions[0]?.atMs ?? 0;
  const words = content ?? (pictureId === undefined ? attachment : undefined);
  const [asksWhy, setAsksWhy] = useState(false);
  return (
    <article class={`chat-bubble${isOwn ? ' chat-own' : ''}`} aria-label={`Message ${messageId} of ${nameOf(message)}`}>
      <strong class={openChat.value?.type === 'private' ? 'hidden' : ''}>{nameOf(message)}</strong>
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
      {refusedIds.value.includes(messageId) && (
        <p class="chat-bad small">The bot did not take it at first; &quot;Why?&quot; shows what it logged.</p>
      )}
      <footer class="row small faint">
        <button type="button" class="link" onClick={() => (replyingTo.value = message)}>
          Reply
        </button>
        <button type="button" class="link" aria-expanded={asksWhy} onClick={() => setAsksWhy(!asksWhy)}>
          Why?
        </button>
        {silent && <span>silent</span>}
        {versions.length > 1 && (
          <span>
            edited <Moment atMs={versions.at(-1)?.atMs ?? 0} />
          </span>
        )}
        <Moment atMs={atMs} day={utcDayOf(atMs)} />
      </footer>
      {asksWhy && <Origin message={message} />}
    </article>
  );
}

export const nameOf = ({ from, senderName }: ShownMessage): string =>
  from === 'bot' ? (overview.value?.bot.name ?? 'The bot') : (senderName ?? openChat.value?.name ?? '');

function Replied({ message: { replyToMessageId } }: { readonly message: ShownMessage }) {
  if (replyToMessageId === undefined) return null;
  const replied = messages.value.find(({ messageId }) => messageId === replyToMessageId);
  return (
    <p class="chat-replied short small">
      {replied ? `${nameOf(replied)}: ${shortOf(replied)}` : `Reply to #${replyToMessageId}`}
    </p>
  );
}

/** @returns A message in a few words. */
export const shortOf = ({ text, attachment, content }: Pick<ShownMessage, 'text' | 'attachment' | 'content'>): string =>
  (text || attachment || content || '').slice(0, 120);

/** The buttons under a message. One with an address leads nowhere: it shows where it would lead. */
function Buttons({ message: { messageId, keyboard } }: { readonly message: ShownMessage }) {
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
                aria-busy={pressed.value?.button === buttonOf(messageId, button.callback_data ?? '')}
                onClick={() => onPress(button)}
              >
                {button.text}
                {button.url !== undefined && <span aria-label="(link)"> ↗</span>}
              </button>
            ))}
          </div>
        ))}
      </div>
      {address !== undefined && <p class="small">It opens {address}</p>}
    </>
  );
}
