import { useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { TextEntity } from '@pulso/console-api';

import { say } from './chat-acts';
import { type TextPiece, entityTree } from './entity-tree';

/** A text with its formatting, as elements: nothing of it is markup. */
export function FormattedText({ text, entities }: { readonly text: string; readonly entities: readonly TextEntity[] }) {
  return <>{piecesOf(entityTree(text, entities))}</>;
}

function piecesOf(pieces: readonly TextPiece[]): ComponentChildren {
  return pieces.map((piece, index) => {
    if (typeof piece !== 'string') return <Formatted key={index} entity={piece.entity} pieces={piece.pieces} />;
    const before = pieces[index - 1];
    // A block ends its line by itself.
    return before && typeof before !== 'string' && isBlock(before.entity) ? piece.replace(/^\n/, '') : piece;
  });
}

const isBlock = ({ type }: TextEntity): boolean => ['pre', 'blockquote', 'expandable_blockquote'].includes(type);

function Formatted({ entity, pieces }: { readonly entity: TextEntity; readonly pieces: readonly TextPiece[] }) {
  const inner = piecesOf(pieces);
  switch (entity.type) {
    case 'bold':
      return <strong>{inner}</strong>;
    case 'italic':
      return <em>{inner}</em>;
    case 'underline':
      return <u>{inner}</u>;
    case 'strikethrough':
      return <s>{inner}</s>;
    case 'code':
      return <code>{inner}</code>;
    case 'pre':
      return <pre>{inner}</pre>;
    case 'spoiler':
      return <Spoiler>{inner}</Spoiler>;
    case 'blockquote':
      return <blockquote>{inner}</blockquote>;
    case 'expandable_blockquote':
      return isLong(textOf(pieces)) ? <LongQuote>{inner}</LongQuote> : <blockquote>{inner}</blockquote>;
    case 'bot_command':
      return (
        <button type="button" class="chat-link" title="Say it" onClick={() => void say(textOf(pieces))}>
          {inner}
        </button>
      );
    case 'text_link':
    case 'url':
    case 'email':
    case 'phone_number':
      return <Link address={entity.url ?? textOf(pieces)}>{inner}</Link>;
    case 'mention':
    case 'text_mention':
    case 'hashtag':
    case 'cashtag':
      return <span class="chat-tag">{inner}</span>;
    default:
      return <>{inner}</>;
  }
}

const textOf = (pieces: readonly TextPiece[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : textOf(piece.pieces))).join('');

interface Inner {
  readonly children: ComponentChildren;
}

function Spoiler({ children }: Inner) {
  const [isShown, setShown] = useState(false);
  if (isShown) return <span class="chat-spoiler-open">{children}</span>;
  return (
    <button type="button" class="chat-spoiler" aria-label="Show the spoiler" onClick={() => setShown(true)}>
      <span aria-hidden="true">{children}</span>
    </button>
  );
}

/** Leads nowhere: it shows where it would lead. */
function Link({ address, children }: Inner & { readonly address: string }) {
  const [isShown, setShown] = useState(false);
  return (
    <>
      <button
        type="button"
        class="chat-link"
        title={address}
        aria-expanded={isShown}
        onClick={() => setShown(!isShown)}
      >
        {children}
      </button>
      {isShown && <span class="chat-address"> ({address})</span>}
    </>
  );
}

/** Telegram shows three lines of a quote that can be opened. */
const isLong = (text: string): boolean => text.length > 180 || text.split('\n').length > 3;

function LongQuote({ children }: Inner) {
  const [isOpen, setOpen] = useState(false);
  return (
    <blockquote class={isOpen ? '' : 'chat-quote-closed'}>
      <div>{children}</div>
      <button type="button" class="chat-link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Show less' : 'Show all'}
      </button>
    </blockquote>
  );
}
