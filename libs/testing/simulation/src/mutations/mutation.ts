/** One part of the services' code, and the code that takes its place. */
export interface Edit {
  /** From the root of the repository. */
  readonly file: string;
  /** The way to the part by names, as {@link partsOf} reads it: `sendReport > call markSent`. */
  readonly at: string;
  /** Code; or makes it of what stands there, which is in parentheses where it is an expression. */
  readonly becomes: string | ((was: string) => string);
}

/** A rule of the protocol, dropped: what the simulation must notice. */
export interface Mutation {
  /** The rule's name in docs/protocol.md; a letter is added where a rule has several halves. */
  readonly id: string;
  /** What is gone. */
  readonly drops: string;
  readonly edits: readonly [Edit, ...Edit[]];
  /** A fault plan, as `--faults` reads it, under which the unchanged code keeps every promise. */
  readonly faults: string;
  /** Absent: 3. */
  readonly queryCount?: number;
  /** Violations of which one must be found. */
  readonly found: readonly [string, ...string[]];
}
