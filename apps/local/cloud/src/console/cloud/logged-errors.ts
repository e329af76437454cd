import { type StoredLogEvent } from '@pulso/local/aws';

import { type CloudObserver } from '../../cloud/cloud-observer';
import { readFields } from '../../log-line';

/** Errors that a function has logged. */
export interface LoggedError {
  readonly count: number;
  /** The event of the newest, with the type of the error where there is one. */
  readonly last: string;
}

/** What functions have logged as errors: an invocation that answers with an error, as the bot's do, has not failed. */
export class LoggedErrors implements Partial<CloudObserver> {
  private readonly byLogGroup = new Map<string, LoggedError>();

  onLog({ message, logGroupName }: StoredLogEvent): void {
    if (!/"level": ?"(?:ERROR|FATAL)"/.test(message)) return;
    const { event = 'error', errorName } = readFields(message) ?? {};
    const last = [event, errorName].filter((part) => typeof part === 'string').join(': ');
    this.byLogGroup.set(logGroupName, { count: (this.of(logGroupName)?.count ?? 0) + 1, last });
  }

  /** @returns undefined: none since the local cloud was started. */
  of(logGroupName: string): LoggedError | undefined {
    return this.byLogGroup.get(logGroupName);
  }
}
