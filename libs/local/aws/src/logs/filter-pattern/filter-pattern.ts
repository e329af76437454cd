import { invalidParameter } from '../read-input';

export type Test<Subject> = (subject: Subject) => boolean;

/** A filter pattern of CloudWatch Logs that was read. */
export interface FilterPattern {
  /** Whether the message of an event matches. */
  readonly matches: Test<string>;
  /**
   * What the pattern takes out of a message that matches, as metric filters do, by the names that they use for it.
   *
   * @returns Empty for patterns of terms.
   */
  extract(message: string): Readonly<Record<string, string>>;
}

/** Refuses what AWS takes and this does not. */
export const regexRefusal = (): Error =>
  invalidParameter('Regular expressions in filter patterns are not emulated here.');
