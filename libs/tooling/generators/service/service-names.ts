/** What a new service and its parts are called, in the spellings that code needs. */
export interface ServiceNames {
  readonly name: string;
  readonly Name: string;
  readonly scope: 'bot' | 'report';
  /** Of the domain library. */
  readonly library: string;
  readonly queue: string;
  readonly Queue: string;
  /** One of the queue. */
  readonly message: string;
  readonly Message: string;
  readonly messageCamel: string;
}
