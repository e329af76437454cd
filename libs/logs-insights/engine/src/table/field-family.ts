import { type Value } from '../values/value';
import { type JoinedText } from './joined-text';
import { type TargetColumn } from './target-column';

/** Some fields that are found in messages in the same way. */
export interface FieldFamily {
  readonly names: readonly string[];
  /** @returns The fields that the message has, perhaps others too. */
  readMessage(message: string): ReadonlyMap<string, Value>;
  /**
   * Reads many messages where they stand, without making a string of each.
   *
   * @param rows - Ascending; the first `count` of them.
   * @param columns - Where the values go, in the order of the names.
   */
  readJoined(joined: JoinedText, rows: Uint32Array, count: number, columns: readonly TargetColumn[]): void;
}
