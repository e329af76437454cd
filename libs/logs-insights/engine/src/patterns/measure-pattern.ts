import { type PatternNode } from './pattern-node';

/** How much there is of a pattern once its counted repetitions are written out. */
export interface PatternMeasure {
  /** Steps of the automaton, about: what the time for each character of a text is bounded by. */
  readonly size: number;
  /** How often its innermost part is written out, where counted repetitions stand in each other. */
  readonly repeats: number;
  /** Whether a match may be of any length. */
  readonly isUnbounded: boolean;
}

/** A pattern without counted repetitions has no more steps than characters, and one. */
export function measurePattern(node: PatternNode): PatternMeasure {
  switch (node.type) {
    case 'literal':
    case 'set':
    case 'assertion':
      return { size: 1, repeats: 1, isUnbounded: false };
    case 'flags':
      return { size: 0, repeats: 1, isUnbounded: false };
    case 'group':
      return total([node.body], 2);
    case 'sequence':
      return total(node.items, 0);
    case 'alternatives':
      return total(node.options, node.options.length);
    case 'repetition': {
      const { size, repeats, isUnbounded } = measurePattern(node.item);
      const isEndless = node.max === Infinity;
      const count = Math.max(isEndless ? node.min : node.max, 1);
      return { size: (size + 1) * count, repeats: repeats * count, isUnbounded: isUnbounded || isEndless };
    }
    default:
      return node satisfies never;
  }
}

function total(nodes: readonly PatternNode[], ownSize: number): PatternMeasure {
  const measures = nodes.map(measurePattern);
  return {
    size: measures.reduce((sum, { size }) => sum + size, ownSize),
    repeats: measures.reduce((most, { repeats }) => Math.max(most, repeats), 1),
    isUnbounded: measures.some(({ isUnbounded }) => isUnbounded),
  };
}
