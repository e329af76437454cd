import * as fc from 'fast-check';

import { type MessageEntity } from '../telegram-types';
import { isInside, isSealed, isSplittable, overlaps } from './entity-kinds';
import { addEntities, fixEntities } from './fix-entities';

const types = ['bold', 'italic', 'spoiler', 'code', 'pre', 'date_time', 'text_link', 'blockquote', 'custom_emoji'];

const entity = (...of: readonly string[]) =>
  fc.record({ type: fc.constantFrom(...of), offset: fc.nat(12), length: fc.integer({ min: 1, max: 12 }) });

const given = fc.array(entity(...types), { maxLength: 12 });

/** Of two that share a character, one holds the other. */
const isNested = (entities: readonly MessageEntity[]): boolean =>
  entities.every((one) =>
    entities.every((other) => !overlaps(one, other) || isInside(one, other) || isInside(other, one)),
  );

/** Which types cover each position. */
const coverOf = (entities: readonly MessageEntity[], isShown: (one: MessageEntity) => boolean): string[] =>
  Array.from({ length: 24 }, (_, at) =>
    [
      ...new Set(
        entities.filter((one) => isShown(one) && overlaps(one, { offset: at, length: 1 })).map(({ type }) => type),
      ),
    ]
      .sort()
      .join(),
  );

describe('fixEntities', () => {
  it('leaves formatting that nests, and changes that no further', () => {
    fc.assert(
      fc.property(given, (entities) => {
        const fixed = fixEntities(entities);

        expect(isNested(fixed)).toBe(true);
        expect(fixEntities(fixed)).toEqual(fixed);
      }),
    );
  });

  it('shows bold and its kind where they were asked for, but inside of code', () => {
    fc.assert(
      fc.property(given, (entities) => {
        const fixed = fixEntities(entities);
        const sealed = coverOf(fixed, isSealed);
        const asked = coverOf(entities, isSplittable).map((shown, at) => (sealed[at] === '' ? shown : ''));

        expect(coverOf(fixed, isSplittable)).toEqual(asked);
      }),
    );
  });

  it('does not lose what was given to what was found', () => {
    fc.assert(
      fc.property(given, entity('url'), (entities, found) => {
        const fixed = fixEntities(entities);
        const all = addEntities(fixed, [found]);

        expect(isNested(all)).toBe(true);
        expect(coverOf(all, ({ type }) => type !== 'url')).toEqual(coverOf(fixed, () => true));
      }),
    );
  });
});
