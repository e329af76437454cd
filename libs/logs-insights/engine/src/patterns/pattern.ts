/** A regular expression or a glob, to search the text of an event in linear time. */
export interface Pattern {
  /** The names of the parts that {@link find} gives, in the order of the text; those of a glob are numbers. */
  readonly groupNames: readonly string[];
  /** @returns Whether the text matches anywhere. */
  test(text: string): boolean;
  /** @returns The parts of the first match, one for each name, undefined for a group that took no part; undefined for no match. */
  find(text: string): readonly (string | undefined)[] | undefined;
}
