import { type PostedDestination } from '@pulso/contracts/report-plan';

/** What a world has besides one report in chats. */
export interface Features {
  /** How often the schedule fires: on so many days in a row, or in so many hours where the report is a watch. */
  readonly windowCount: number;
  /** The report is a watch over hours, which is sent for its news alone. Absent: a report of days. */
  readonly outage: Outage | undefined;
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

/** Hours in which hardly anything is counted. */
export interface Outage {
  /** Of the windows, from 0. */
  readonly first: number;
  readonly count: number;
}

const hourMs = 3_600_000;

/** The length of a window, which is also the time from one to the next, ms. */
export const windowMsOf = ({ outage }: Pick<Features, 'outage'>): number => (outage ? hourMs : 24 * hourMs);
