/** One piece of production code in another wording. */
export interface Edit {
  /** From the root of the repository. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
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
  readonly queryCount: number;
  /** Violations of which one must be found. */
  readonly found: readonly [string, ...string[]];
}
