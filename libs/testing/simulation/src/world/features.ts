import { type PostedDestination } from '@pulso/contracts/destinations';

/** What a world has besides one report in chats. */
export interface Features {
  /** How many days in a row the schedule fires. */
  readonly dayCount: number;
  /** From this day on, counted from 0, the first question of the report is another one. Absent: it stays. */
  readonly changesOnDay: number | undefined;
  /** Posts of the report's destinations: a list of addresses, a webhook. */
  readonly posts: readonly PostPlace[];
  /** The stage names a destination of a kind that its notifier does not know. */
  readonly hasUnknownKind: boolean;
  readonly hasChart: boolean;
  /** How often drawing a chart fails. */
  readonly chartFailure: number;
  /** The report is sent only if its first number is above this. Absent: always. */
  readonly onlyIfAbove: number | undefined;
  /** Its first question is asked again when the next report is. */
  readonly isRecounted: boolean;
}

/** A destination whose messages can't be edited, as keys and logs name it. */
export type PostPlace = `${PostedDestination['type']}:owners`;
