/** What is said of one operation that is emulated. */
export interface OperationEntry {
  /** What callers of AWS may expect of it and do not get, as the end of the sentence "It lacks ...". */
  readonly lacks?: string;
}

/** One operation's address in a REST service, for example `GET /schedules/{Name}`. */
export type RestRoute = `${'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT'} /${string}`;

export interface RestOperationEntry extends OperationEntry {
  readonly route: RestRoute;
}

interface NamedApi<Entry extends OperationEntry = OperationEntry> {
  /** As AWS writes the service's name. */
  readonly title: string;
  /** The reference of its operations. */
  readonly documentation: string;
  /** The operations that are emulated, by AWS's names for them. */
  readonly operations: Readonly<Record<string, Entry>>;
}

/**
 * A service's operations and how a request says which one it asks for.
 *
 * The one list from which requests are dispatched, permissions are derived and the documentation is written.
 */
export type ServiceApi =
  | (NamedApi & {
      readonly protocol: 'json';
      readonly jsonVersion: '1.0' | '1.1';
      /** What stands before the operation's name in the header `x-amz-target`. */
      readonly targetPrefix: string;
    })
  | (NamedApi<RestOperationEntry> & { readonly protocol: 'rest-json' })
  | (NamedApi & {
      /** Parameters in a form, answers in XML. */
      readonly protocol: 'query';
      /** Of the API, a date. */
      readonly apiVersion: string;
    });
