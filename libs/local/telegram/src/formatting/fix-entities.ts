import { type MessageEntity } from '../telegram-types';
import { endOf, isInside, isQuote, isSplittable, overlaps } from './entity-kinds';
import { sortEntities } from './sort-entities';
import { splitEntities } from './split-entities';

/**
 * Makes formatting that may overlap as Telegram keeps it: links, code and their like never overlap, the first of two
 * stays; nothing crosses the edge of a quote; bold and its kind are cut at the edges of everything else.
 *
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp fix_entities
 */
export function fixEntities(entities: readonly MessageEntity[]): readonly MessageEntity[] {
  const { pieces, quotes, others } = sortOut(sortEntities(entities));
  return combine({ pieces, quotes: withoutOverlaps(quotes), others: withoutOverlaps(others) });
}

/**
 * Adds entities that were found in the text. What was given stays where both overlap.
 *
 * @param given - As {@link fixEntities} made them.
 * @param found - Sorted, without overlaps.
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp merge_new_entities
 */
export function addEntities(
  given: readonly MessageEntity[],
  found: readonly MessageEntity[],
): readonly MessageEntity[] {
  if (found.length === 0) return given;
  const { pieces, quotes, others } = sortOut(given);
  const isFree = (entity: MessageEntity): boolean => !others.some((other) => overlaps(other, entity));
  return combine({ pieces, quotes, others: [...others, ...found.filter(isFree)] });
}

interface SortedOut {
  /** What may be cut. */
  readonly pieces: readonly MessageEntity[];
  readonly quotes: readonly MessageEntity[];
  readonly others: readonly MessageEntity[];
}

const sortOut = (entities: readonly MessageEntity[]): SortedOut => ({
  pieces: entities.filter(isSplittable),
  quotes: entities.filter(isQuote),
  others: entities.filter((entity) => !isSplittable(entity) && !isQuote(entity)),
});

function combine({ pieces, quotes, others }: SortedOut): readonly MessageEntity[] {
  const crossesQuote = (entity: MessageEntity): boolean =>
    quotes.some((quote) => overlaps(quote, entity) && !isInside(entity, quote));
  const whole = sortEntities([...others.filter((entity) => !crossesQuote(entity)), ...quotes]);
  return sortEntities([...whole, ...splitEntities(pieces, whole)]);
}

function withoutOverlaps(entities: readonly MessageEntity[]): readonly MessageEntity[] {
  let lastEnd = 0;
  return entities.filter((entity) => {
    if (entity.offset < lastEnd) return false;
    lastEnd = endOf(entity);
    return true;
  });
}
