import type { MessageEntity } from '@pulso/local/console-api';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

import { say } from './chat-acts';

/** A text with its formatting, as elements: nothing of it is markup. */
export function FormattedText({
  text,
  entities,
}: {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}) {
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

const isBlock = ({ type }: MessageEntity): boolean => ['blockquote', 'expandable_blockquote'].includes(type);

/** Entities that are an element, and nothing more. */
const elements: Readonly<Record<string, 'strong' | 'em' | 'code' | 'blockquote'>> = {
  bold: 'strong',
  italic: 'em',
  code: 'code',
  blockquote: 'blockquote',
};

function Formatted({ entity: { type }, pieces }: FormattedPiece) {
  const [inner, text] = [piecesOf(pieces), textOf(pieces)];
  const Element = elements[type];
  if (Element) return <Element>{inner}</Element>;
  switch (type) {
    case 'expandable_blockquote':
      return isLong(text) ? <LongQuote>{inner}</LongQuote> : <blockquote>{inner}</blockquote>;
    case 'bot_command':
      return (
        <button type="button" class="link" title="Say it" onClick={() => void say(text)}>
          {inner}
        </button>
      );
    case 'url':
    case 'email':
      return <Link address={text}>{inner}</Link>;
    default:
      // Mentions and tags.
      return <span class="chat-tag">{inner}</span>;
  }
}

const textOf = (pieces: readonly TextPiece[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : textOf(piece.pieces))).join('');

interface Inner {
  readonly children: ComponentChildren;
}

/** Leads nowhere: it shows where it would lead. */
function Link({ address, children }: Inner & { readonly address: string }) {
  const [isShown, setShown] = useState(false);
  return (
    <>
      <button type="button" class="link" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {children}
      </button>
      {isShown && <span class="chat-small"> ({address})</span>}
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
      <button type="button" class="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Show less' : 'Show all'}
      </button>
    </blockquote>
  );
}

/** A piece of a text: plain, or formatted with pieces inside. */
export type TextPiece = string | FormattedPiece;

interface FormattedPiece {
  readonly entity: MessageEntity;
  readonly pieces: readonly TextPiece[];
}

/**
 * Nests the entities of a text as elements nest. Entities that overlap without one being inside the other are cut where
 * the outer one ends, so that every character has exactly the formatting of the entities that cover it.
 *
 * @param entities - In any order; what stands outside of the text is left out.
 */
export const entityTree = (text: string, entities: readonly MessageEntity[]): readonly TextPiece[] =>
  nest(
    text,
    { from: 0, to: text.length },
    entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length),
  );

interface Range {
  readonly from: number;
  readonly to: number;
}

function nest(text: string, { from, to }: Range, entities: readonly MessageEntity[]): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = from;
  for (const [index, entity] of entities.entries()) {
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (start >= end) continue;
    if (start > at) pieces.push(text.slice(at, start));
    pieces.push({ entity, pieces: nest(text, { from: start, to: end }, entities.slice(index + 1)) });
    at = end;
  }
  if (to > at) pieces.push(text.slice(at, to));
  return pieces;
}
