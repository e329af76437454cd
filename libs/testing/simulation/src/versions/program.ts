/**
 * Bundled from two commits: how this version of the services writes and reads. Each bundle reads random content of the
 * other.
 */
import * as fc from 'fast-check';

import { arbitraryOf } from './arbitrary-of';
import { type Version } from './compare-versions';
import { exchanges, notSent, standIns, unknownContent } from './exchanges';

export { compareVersions } from './compare-versions';

export const readers: Version['readers'] = Object.fromEntries(exchanges.map(({ name, reader }) => [name, reader]));

export const places: Version['places'] = Object.fromEntries(
  exchanges.flatMap(({ name, contents }) => contents.map((content) => [`${name}: ${content.name}`, content.place])),
);

export const write: Version['write'] = (seed, countPerContent) =>
  exchanges.flatMap(({ name: exchange, contents, isForLaterReaders = false }) =>
    contents.flatMap(({ name: content, writer, schema, write: textOf = JSON.stringify }) =>
      fc
        .sample(arbitraryOf(schema, standIns), { seed, numRuns: countPerContent })
        .filter((value) => !notSent[exchange]?.(value as never))
        .map((value) => ({ exchange, content, writer, isForLaterReaders, text: textOf(value) })),
    ),
  );

export const read: Version['read'] = ({ exchange: name, content, text }) => {
  const exchange = exchanges.find((candidate) => candidate.name === name);
  if (exchange === undefined) return { type: 'unknown' };
  try {
    const value = exchange.read(text, content);
    return value === unknownContent ? { type: 'unknown' } : { type: 'read', value };
  } catch (error) {
    return { type: 'refused', error: String(error) };
  }
};
