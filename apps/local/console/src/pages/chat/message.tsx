import type { MessageEntity, ShownMessage } from '@pulso/local/console-api';
import { type VNode, h } from 'preact';
import { useState } from 'preact/hooks';

import { Badge, Moment } from '../../shell/inline';
import { overview } from '../../state/overview';
import { notice, openChat, press, pressed, say, speaker } from './chat-state';
import { Origin } from './origin';

interface MessageBubbleProps {
  readonly message: ShownMessage;
  /** Which one it replies to, in a few words; undefined: none. */
  readonly replied: string | undefined;
  /** Whether the bot did not take it, or a press of its buttons, at the first attempt. */
  readonly isRefused: boolean;
}

/** A message as Telegram shows it. */
export function MessageBubble({ message, replied, isRefused }: MessageBubbleProps) {
  const { messageId, senderId, versions, pictureId, attachment, content, text, entities } = message;
  const isOwn = senderId !== undefined && senderId === speaker.value?.id;
  const words = content ?? (pictureId === undefined ? attachment : undefined);
  const [asksWhy, setAsksWhy] = useState(false);
  return (
    <article class={`chat-bubble${isOwn ? ' chat-own' : ''}`} aria-label={`Message ${messageId} of ${nameOf(message)}`}>
      <strong class={openChat.value?.type === 'private' ? 'hidden' : ''}>{nameOf(message)}</strong>
      {replied !== undefined && <p class="chat-replied short small">{replied}</p>}
      {pictureId !== undefined && (
        <a href={`files/${pictureId}`} target="_blank">
          <img src={`files/${pictureId}`} alt={attachment ?? 'A picture'} />
        </a>
      )}
      {words !== undefined && <p class="faint">{words}</p>}
      {text !== '' && (
        <div class="chat-text">
          {piecesOf(text, entities).map(({ piece, types }, index) => (
            <Piece key={index} piece={piece} types={types} />
          ))}
        </div>
      )}
      <Buttons message={message} />
      {isRefused && (
        <p>
          <Badge kind="bad">The bot did not take it at first</Badge>
        </p>
      )}
      <footer class="row small faint">
        <button type="button" class="link" aria-expanded={asksWhy} onClick={() => setAsksWhy(!asksWhy)}>
          Why?
        </button>
        {versions.length > 1 && (
          <span>
            edited <Moment atMs={versions.at(-1)?.atMs ?? 0} />
          </span>
        )}
        <Moment atMs={versions[0]?.atMs ?? 0} />
      </footer>
      {asksWhy && <Origin message={message} />}
    </article>
  );
}

export const nameOf = ({ from, senderName }: ShownMessage): string =>
  from === 'bot' ? (overview.value?.bot.name ?? 'The bot') : (senderName ?? openChat.value?.name ?? '');

/** @returns A message in a few words. */
export const shortOf = ({ text, attachment, content }: Pick<ShownMessage, 'text' | 'attachment' | 'content'>): string =>
  (text || attachment || content || '').slice(0, 120);

/** The buttons under a message. One with an address leads nowhere: it says where it would lead. */
const Buttons = ({ message: { messageId, keyboard } }: { readonly message: ShownMessage }) =>
  keyboard && (
    <div class="chat-keyboard" role="group" aria-label={`Buttons of message ${messageId}`}>
      {keyboard.map((row, at) => (
        <div key={at} class="row">
          {row.map(({ text, url, callback_data: data }, index) => (
            <button
              key={index}
              type="button"
              onClick={() => (data === undefined ? (notice.value = `It opens ${url}`) : void press(messageId, data))}
            >
              {text} {pressed.value === `${messageId} ${data}` && '…'}
              {url !== undefined && <span aria-label="(link)"> ↗</span>}
            </button>
          ))}
        </div>
      ))}
    </div>
  );

/** What shows formatting; tags, mentions and links lead nowhere. */
const elements: Readonly<Record<string, string>> = {
  ...{ bold: 'b', italic: 'i', code: 'code', expandable_blockquote: 'mark' },
  ...{ hashtag: 'a', mention: 'a', url: 'a' },
};

/** A text with its formatting, as elements: nothing of it is markup. */
const Piece = ({ piece, types }: { readonly piece: string; readonly types: readonly string[] }): VNode =>
  types.includes('bot_command') ? (
    <button type="button" class="link" title="Say it" onClick={() => void say(piece)}>
      {piece}
    </button>
  ) : (
    types.reduce((inner, type) => h(elements[type] ?? 'span', {}, inner), <>{piece}</>)
  );

/**
 * Cuts a text where the formatting changes.
 *
 * @param entities - In any order; they may overlap, and reach out of the text.
 * @returns The pieces in their order, each with the types of all entities that cover it.
 */
export function piecesOf(text: string, entities: readonly MessageEntity[]) {
  const ends = entities.flatMap(({ offset, length }) => [offset, offset + length]);
  const cuts = [...new Set([0, ...ends, text.length])].filter((at) => at <= text.length).sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, index) => ({
    piece: text.slice(from, cuts[index + 1]),
    types: entities.filter(({ offset, length }) => offset <= from && from < offset + length).map(({ type }) => type),
  }));
}
