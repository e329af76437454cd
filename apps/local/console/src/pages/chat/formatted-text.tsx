import type { MessageEntity } from '@pulso/local/console-api';

import { say } from './chat-state';

interface FormattedTextProps {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** A text with its formatting, as elements: nothing of it is markup. Links, mentions and tags lead nowhere. */
export const FormattedText = ({ text, entities }: FormattedTextProps) => (
  <>
    {piecesOf(text, entities).map(({ piece, types }, index) =>
      types.includes('bot_command') ? (
        <button key={index} type="button" class="link" title="Say it" onClick={() => void say(piece)}>
          {piece}
        </button>
      ) : (
        <span key={index} class={types.map((type) => `text-${type}`).join(' ')}>
          {piece}
        </span>
      ),
    )}
  </>
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
