import { type PatternNode } from './pattern-node';

/** How large a pattern is once its counted repetitions are written out. */
export interface PatternMeasure {
  /** Steps of the automaton, about; what the time for each character of a text is bounded by. */
  readonly size: number;
  /** How often its innermost part is written out, where counted repetitions stand in each other. */
  readonly repeats: number;
}

export function measurePattern(node: PatternNode): PatternMeasure {
  switch (node.type) {
    case 'literal':
    case 'set':
    case 'assertion':
      return { size: 1, repeats: 1 };
    case 'flags':
      return { size: 0, repeats: 1 };
    case 'group': {
      const { size, repeats } = measurePattern(node.body);
      return { size: size + 2, repeats };
    }
    case 'sequence':
      return total(node.items);
    case 'alternatives': {
      const { size, repeats } = total(node.options);
      return { size: size + node.options.length, repeats };
    }
    case 'repetition': {
      const { size, repeats } = measurePattern(node.item);
      const count = Math.max(node.max === Infinity ? node.min : node.max, 1);
      return { size: (size + 1) * count, repeats: repeats * count };
    }
    default:
      return node satisfies never;
  }
}

function total(nodes: readonly PatternNode[]): PatternMeasure {
  let size = 0;
  let repeats = 1;
  for (const node of nodes) {
    const measure = measurePattern(node);
    size += measure.size;
    repeats = Math.max(repeats, measure.repeats);
  }
  return { size, repeats };
}
