import { type LogEvent } from '../execution/event-row';
import { type QueryOptions, type QueryStatistics } from '../execution/query-options';
import { readNdjson } from './read-ndjson';

/**
 * How well a statement about Logs Insights is known.
 *
 * - `documented`: an AWS page, the API's model or code that AWS publishes says so.
 * - `observed`: it was seen in real output of AWS.
 * - `corroborated`: queries in production only make sense if it holds.
 * - `secondary`: a summary by others says so.
 * - `inferred`: no source says so; it is what this engine does.
 */
type EvidenceTag = 'documented' | 'observed' | 'corroborated' | 'secondary' | 'inferred';

/** A line, or an object that is logged as JSON. */
export type Message = string | object;

/** A query and its expected results; absent members are not checked. */
export interface Check {
  readonly query: string;
  /** One event each, a second apart, the first of them at {@link firstEventMs}. */
  readonly messages?: readonly Message[];
  /** How often the messages are given, one after the other; once when left out. */
  readonly copies?: number;
  /** In place of `messages` where their times or origins matter. */
  readonly events?: readonly LogEvent[];
  /** What else the run is given. */
  readonly given?: QueryOptions;
  /** The rows as objects without `@ptr`, in their order unless `inAnyOrder`. */
  readonly rows?: readonly Readonly<Record<string, string>>[];
  readonly inAnyOrder?: true;
  readonly rowCount?: number;
  /** The names of the cells of the first row, `@ptr` among them. */
  readonly columns?: readonly string[];
  readonly statistics?: Partial<QueryStatistics>;
  /** Where a warning starts: a text of the query, where it first stands. */
  readonly warnsAt?: string;
  /** That the query has no warning at all. */
  readonly warnsOfNothing?: true;
  readonly throws?: Refusal;
}

/** How a query is refused. */
export interface Refusal {
  /** `unsupported`: AWS would run it and this engine can't. */
  readonly type: 'malformed' | 'unsupported';
  /** Where the error starts: a text of the query, where it first stands, or an offset. */
  readonly at: string | number;
  /** The offset of the last character that belongs to the error. */
  readonly endsAt?: number;
  /** A part of the message. */
  readonly says?: string;
}

/** A line of `statements.ndjson`: a statement about Logs Insights, where it is known from, and how it is tested here. */
export interface Statement {
  readonly subject: string;
  /** Unique, in kebab-case. */
  readonly id: string;
  readonly tag: EvidenceTag;
  /** One sentence. What is inferred is worded as what this engine does. */
  readonly statement: string;
  /** The address or name of what says so; absent for what is inferred. */
  readonly source?: string;
  /** What is done here, where that is not simply what the statement says. */
  readonly choice?: string;
  readonly checks: readonly [Check, ...Check[]];
  /** Checks that name no messages are made over {@link mixedMessages}. */
  readonly isOfMixedMessages?: true;
}

/** The time of the first of a check's messages: 2026-11-25T12:00:00Z, a Wednesday. */
export const firstEventMs = 1_795_608_000_000;

/** Everything that is known, or assumed, of how Logs Insights behaves. */
export const statements = readNdjson<Statement>('statements.ndjson');

/** Numbers, booleans, a missing field, a text and a wide event. */
export const mixedMessages = readNdjson<Message>('mixed-messages.ndjson');
