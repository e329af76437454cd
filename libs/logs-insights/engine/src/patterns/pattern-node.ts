/** One code point that stands for itself. */
interface LiteralNode {
  readonly type: 'literal';
  readonly char: string;
  /** Whether its other case matches too, as after `(?i)`. */
  readonly foldsCase: boolean;
}

/** One code point out of several, in RE2's notation: `.`, `\d`, `[a-z]`, `\pL`. */
interface SetNode {
  readonly type: 'set';
  readonly source: string;
}

/** A condition that takes no text, in RE2's notation: `^`, `\b`. */
interface AssertionNode {
  readonly type: 'assertion';
  readonly source: string;
}

/** Flags that hold up to the end of the group around them, alternatives included: `(?i)`. */
interface FlagsNode {
  readonly type: 'flags';
  readonly source: string;
}

interface GroupNode {
  readonly type: 'group';
  /** How the group starts in RE2's notation: `(` when it has a name, else `(?:` with its flags. */
  readonly opening: string;
  readonly body: PatternNode;
}

interface SequenceNode {
  readonly type: 'sequence';
  readonly items: readonly PatternNode[];
}

interface AlternativesNode {
  readonly type: 'alternatives';
  readonly options: readonly PatternNode[];
}

interface RepetitionNode {
  readonly type: 'repetition';
  readonly item: PatternNode;
  readonly min: number;
  /** Infinity where there is no limit. */
  readonly max: number;
  /** As it is written: `*`, `{2,5}?`. */
  readonly quantifier: string;
}

/** A regular expression as it was read. */
export type PatternNode =
  | LiteralNode
  | SetNode
  | AssertionNode
  | FlagsNode
  | GroupNode
  | SequenceNode
  | AlternativesNode
  | RepetitionNode;

/**
 * @returns Whether the literal matches only as it is written. Where case is folded only ASCII without its letters is
 * known not to have another one.
 */
export const hasOneCase = ({ char, foldsCase }: LiteralNode): boolean => !foldsCase || /^[\0-@[-`{-\x7f]$/.test(char);

/** @returns The pattern in RE2's notation; its groups with a name are the only ones that capture, in their order. */
export function writeRe2(node: PatternNode): string {
  switch (node.type) {
    case 'literal':
      return writeChar(node.char);
    case 'set':
    case 'assertion':
    case 'flags':
      return node.source;
    case 'group':
      return `${node.opening}${writeRe2(node.body)})`;
    case 'sequence':
      return node.items.map(writeRe2).join('');
    case 'alternatives':
      return node.options.map(writeRe2).join('|');
    case 'repetition':
      return writeRe2(node.item) + node.quantifier;
    default:
      return node satisfies never;
  }
}

/** @returns A code point in a notation that means the same inside and outside of a set. */
export const writeChar = (char: string): string =>
  /^[\w ]$/.test(char) ? char : `\\x{${(char.codePointAt(0) ?? 0).toString(16)}}`;

/** How much there is of a pattern once its counted repetitions are written out. */
interface PatternMeasure {
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

/** More texts than these take longer to look for than they save. */
const maxTexts = 8;

/** @returns Texts of which every match contains each one, as it is written; in their order, none within another. */
export function requiredTexts(root: PatternNode): readonly string[] {
  const texts: string[] = [];
  let run = '';
  const endRun = (): void => {
    if (run !== '') texts.push(run);
    run = '';
  };
  const visit = (node: PatternNode): void => {
    switch (node.type) {
      case 'literal':
        if (hasOneCase(node)) run += node.char;
        else endRun();
        return;
      // They take no text, so that what stands before and after them is adjacent.
      case 'assertion':
      case 'flags':
        return;
      case 'set':
      case 'alternatives':
        return endRun();
      case 'group':
        return visit(node.body);
      case 'sequence':
        return node.items.forEach(visit);
      case 'repetition':
        // The first round follows what is before; between the last and what is after there may be others.
        if (node.min > 0) visit(node.item);
        return endRun();
      default:
        return node satisfies never;
    }
  };
  visit(root);
  endRun();
  return withoutContained(texts);
}

function withoutContained(texts: readonly string[]): readonly string[] {
  const longest = [...new Set(texts)].sort((left, right) => right.length - left.length).slice(0, maxTexts);
  const kept = longest.filter((text, index) => !longest.slice(0, index).some((longer) => longer.includes(text)));
  return [...new Set(texts)].filter((text) => kept.includes(text));
}
