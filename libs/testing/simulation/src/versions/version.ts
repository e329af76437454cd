import * as fc from 'fast-check';

import { arbitraryOf } from './arbitrary-of';
import { type Content, type Exchange, itemExchanges, messageExchanges, standIns, unknownContent } from './exchanges';
import { type Lived } from './lived-contents';
import { notSent } from './not-sent';
import { type Usage } from './usage-questions';

/** What this version of the services writes and how it reads. */

export { changedUnits } from './changed-units';
export { compareVersions, lossesBetween } from './compare-versions';
export { usage } from './usage-questions';

/** What a service of this version may write. */
export interface Written {
  readonly exchange: string;
  readonly content: string;
  readonly writer: string;
  readonly isForLaterReaders: boolean;
  /** What lies in the queue or the table. */
  readonly text: string;
}

export type Reading =
  | { readonly type: 'read'; readonly value: unknown }
  | { readonly type: 'refused'; readonly error: string }
  /** This version has no such queue or table, or nothing of this name in it. */
  | { readonly type: 'unknown' };

/** A version, as another one sees it. Older commits have it, too: what is added to it must be optional. */
export interface Version {
  readonly readers: Readonly<Record<string, string>>;
  /** Where readers look for each content. */
  readonly places?: Readonly<Record<string, string>>;
  write(seed: number, countPerContent: number): Written[];
  read(written: Pick<Written, 'exchange' | 'content' | 'text'>): Reading;
  readonly usage?: Usage;
  live?(): Promise<Lived[]>;
}

const exchanges: readonly Exchange[] = [...messageExchanges, ...itemExchanges];

/** The service that reads each exchange. */
export const readers: Version['readers'] = Object.fromEntries(exchanges.map(({ name, reader }) => [name, reader]));

/** By the names of exchange and content. */
export const places: Version['places'] = Object.fromEntries(
  exchanges.flatMap(({ name, contents }) => contents.map((content) => [`${name}: ${content.name}`, content.place])),
);

/** @returns As many of each kind of content, always the same for a seed. */
export const write: Version['write'] = (seed, countPerContent) =>
  exchanges.flatMap((exchange) =>
    exchange.contents.flatMap((content) => writtenOf(exchange, content, seed, countPerContent)),
  );

function writtenOf(exchange: Exchange, content: Content, seed: number, count: number): Written[] {
  const { name, writer, schema, write: textOf = JSON.stringify } = content;
  const { isForLaterReaders = false } = exchange;
  const isNotSent: (value: never) => boolean = notSent[exchange.name] ?? (() => false);
  return fc
    .sample(arbitraryOf(schema, standIns), { seed, numRuns: count })
    .filter((value) => !isNotSent(value as never))
    .map((value) => ({ exchange: exchange.name, content: name, writer, isForLaterReaders, text: textOf(value) }));
}

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
