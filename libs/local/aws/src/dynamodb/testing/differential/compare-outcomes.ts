import { isDeepStrictEqual } from 'node:util';

import { type Step } from './step';
import { messageClassOf } from './message-class';
import { type Outcome } from './perform-step';

/** In what two implementations differ; `success` when only one of them gives an error. */
export type Aspect = 'error' | 'message' | 'result' | 'stored' | 'success';

/** @returns Undefined when the two say the same. */
export function compareOutcomes(step: Step, ours: Outcome, theirs: Outcome): Aspect | undefined {
  if ('output' in ours !== 'output' in theirs) return 'success';
  if ('error' in ours && 'error' in theirs) {
    if (ours.error !== theirs.error) return 'error';
    const [ourClass, theirClass] = [messageClassOf(ours.message), messageClassOf(theirs.message)];
    if (ourClass !== undefined && theirClass !== undefined && ourClass !== theirClass) return 'message';
  }
  return isDeepStrictEqual(comparable(step, ours), comparable(step, theirs)) ? undefined : 'result';
}

/** @returns What is compared of an outcome: without the texts of errors, sets and what has no order of its own sorted. */
export function comparable({ operation, input }: Step, outcome: Outcome): unknown {
  if ('error' in outcome) {
    const { error, item, reasons } = outcome;
    return normalised({ error, item, reasons: reasons?.map(({ Code, Item }) => ({ Code, Item })) });
  }
  const output = normalised(outcome.output) as Record<string, unknown>;
  if (operation === 'Scan' || (operation === 'Query' && input['IndexName'] !== undefined)) {
    return comparablePages(output['Pages'] as Page[], operation === 'Query' ? sortNameOf(input) : undefined);
  }
  if (operation !== 'BatchGetItem') return output;
  const tables = Object.entries(output['Responses'] as Record<string, unknown[]>);
  return { ...output, Responses: Object.fromEntries(tables.map(([name, items]) => [name, sorted(items)])) };
}

interface Page {
  readonly Items?: readonly Readonly<Record<string, unknown>>[];
  readonly Count?: number;
  readonly ScannedCount?: number;
  readonly LastEvaluatedKey?: unknown;
}

/** Neither side promises an order of a scan or of equal keys in an index: page sizes and the set of all items count. */
function comparablePages(pages: readonly Page[], sortName: string | undefined): unknown {
  const items = pages.flatMap(({ Items = [] }) => Items);
  return {
    scannedCounts: pages.map(({ ScannedCount }) => ScannedCount),
    count: pages.reduce((sum, { Count = 0 }) => sum + Count, 0),
    hasItems: pages.map(({ Items }) => Items !== undefined),
    keyNames: pages.map(({ LastEvaluatedKey }) => LastEvaluatedKey && Object.keys(LastEvaluatedKey).sort()),
    items: sorted(items),
    ...(sortName !== undefined && { order: items.map((item) => item[sortName]) }),
  };
}

const sortNameOf = ({ IndexName }: Step['input']): string | undefined =>
  IndexName === 'by-phase' ? 'due' : IndexName === 'by-mark' ? 'mark' : undefined;

const sorted = (values: readonly unknown[]): unknown[] =>
  values
    .map((value) => ({ value, text: JSON.stringify(value) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ value }) => value);

const setTypes = ['SS', 'NS', 'BS'];

/** Plain data, members in the order of their names, bytes as text, sets sorted, absent members left out. */
export function normalised(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(normalised);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => {
      const plain = normalised(member);
      return [name, setTypes.includes(name) && Array.isArray(plain) ? [...(plain as string[])].sort() : plain];
    });
  return Object.fromEntries(members);
}
