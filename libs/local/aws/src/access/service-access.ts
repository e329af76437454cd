import { type RequestContext } from '@pulso/world/permissions';

import { type ServiceCall } from '../service';

/** One permission that a call needs. */
export interface NeededAccess {
  /** @example 'sqs:SendMessage' */
  readonly action: string;
  /** An ARN, or `*` for actions that know no resource. */
  readonly resource: string;
  readonly context?: RequestContext;
}

/** What is needed to tell the resources of a call. */
export interface AccessPlace {
  readonly region: string;
  readonly accountId: string;
  /** The names of all log groups: a query may choose its own by their first letters. */
  logGroupNames(): readonly string[];
}

/**
 * Tells which permissions the calls of one service need.
 *
 * undefined: the call names nothing that it could be about, because a member is missing or is no text. The service
 * refuses such a call, and its own error is the better answer.
 */
export type ServiceAccess = (call: ServiceCall, place: AccessPlace) => readonly NeededAccess[] | undefined;
