/** One code point that stands for itself. */
export interface LiteralNode {
  readonly type: 'literal';
  readonly char: string;
  /** Whether its other case matches too, as after `(?i)`. */
  readonly foldsCase: boolean;
}

/** One code point out of several, in RE2's notation: `.`, `\d`, `[a-z]`, `\pL`. */
export interface SetNode {
  readonly type: 'set';
  readonly source: string;
}

/** A condition that takes no text, in RE2's notation: `^`, `\b`. */
export interface AssertionNode {
  readonly type: 'assertion';
  readonly source: string;
}

/** Flags that hold up to the end of the group around them, alternatives included: `(?i)`. */
export interface FlagsNode {
  readonly type: 'flags';
  readonly source: string;
}

export interface GroupNode {
  readonly type: 'group';
  /** How the group starts in RE2's notation: `(` when it has a name, else `(?:` with its flags. */
  readonly opening: string;
  readonly body: PatternNode;
}

export interface SequenceNode {
  readonly type: 'sequence';
  readonly items: readonly PatternNode[];
}

export interface AlternativesNode {
  readonly type: 'alternatives';
  readonly options: readonly PatternNode[];
}

export interface RepetitionNode {
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
  LiteralNode | SetNode | AssertionNode | FlagsNode | GroupNode | SequenceNode | AlternativesNode | RepetitionNode;
