import type { TextEntity } from '@pulso/local/console-api';

/** A piece of a text: plain, or formatted with pieces inside. */
export type TextPiece = string | FormattedPiece;

export interface FormattedPiece {
  readonly entity: TextEntity;
  readonly pieces: readonly TextPiece[];
}

/**
 * Nests the entities of a text as elements nest. Entities that overlap without one being inside the other are cut where
 * the outer one ends, so that every character has exactly the formatting of the entities that cover it.
 *
 * @param entities - In any order; what stands outside of the text is left out.
 */
export const entityTree = (text: string, entities: readonly TextEntity[]): readonly TextPiece[] =>
  nest(
    text,
    { from: 0, to: text.length },
    entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length),
  );

interface Range {
  readonly from: number;
  readonly to: number;
}

function nest(text: string, { from, to }: Range, entities: readonly TextEntity[]): readonly TextPiece[] {
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
