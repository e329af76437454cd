import type { MessageEntity } from '@pulso/local/console-api';
import type { ComponentChildren } from 'preact';

import { say } from './chat-state';

interface FormattedTextProps {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** A text with its formatting, as elements: nothing of it is markup. */
export const FormattedText = ({ text, entities }: FormattedTextProps) => <>{piecesOf(entityTree(text, entities))}</>;

function piecesOf(pieces: readonly TextPiece[]): ComponentChildren {
  return pieces.map((piece, index) => {
    if (typeof piece !== 'string') return <Formatted key={index} {...piece} />;
    const before = pieces[index - 1];
    // A block ends its line by itself.
    const isBehindBlock = typeof before === 'object' && /^pre$|blockquote/.test(before.entity.type);
    return isBehindBlock ? piece.replace(/^\n/, '') : piece;
  });
}

/** Entities that are an element, and nothing more. */
const elements: Readonly<Record<string, 'strong' | 'em' | 'u' | 's' | 'code' | 'pre' | 'blockquote'>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
};

function Formatted({ entity: { type, url }, pieces }: FormattedPiece) {
  const inner = piecesOf(pieces);
  const Element = elements[type];
  if (Element) return <Element>{inner}</Element>;
  if (type === 'bot_command') {
    return (
      <button type="button" class="link" title="Say it" onClick={() => void say(textOf(pieces))}>
        {inner}
      </button>
    );
  }
  // Links, mentions and tags lead nowhere.
  return (
    <span class="chat-tag" title={url}>
      {inner}
    </span>
  );
}

const textOf = (pieces: readonly TextPiece[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : textOf(piece.pieces))).join('');

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
