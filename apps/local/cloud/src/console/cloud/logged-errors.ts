import { type StoredLogEvent } from '@pulso/world/logs';

import { type CloudObserver } from '../../cloud/cloud-observer';
import { readFields } from '../../log-line';

/** Errors that a function has logged. */
export interface LoggedError {
  readonly count: number;
  /** The newest: its event, with the type of the error where there is one. */
  readonly last: { readonly atMs: number; readonly error: string };
}

/** What functions have logged as errors: an invocation that answers with an error, as the bot's do, has not failed. */
export class LoggedErrors implements Partial<CloudObserver> {
  private readonly byLogGroup = new Map<string, LoggedError>();

  onLog({ message, logGroupName, timestamp: atMs }: StoredLogEvent): void {
    if (!/"level": ?"(?:ERROR|FATAL)"/.test(message)) return;
    const { event = 'error', errorName } = readFields(message) ?? {};
    const error = [event, errorName].filter((part) => typeof part === 'string').join(': ');
    this.byLogGroup.set(logGroupName, { count: (this.of(logGroupName)?.count ?? 0) + 1, last: { atMs, error } });
  }

  /** @returns undefined: none since the local cloud was started. */
  of(logGroupName: string): LoggedError | undefined {
    return this.byLogGroup.get(logGroupName);
  }
}
