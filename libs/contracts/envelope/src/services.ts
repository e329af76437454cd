/**
 * The services, in the order in which a request and its report pass them. Each is one Lambda function: its app is
 * `apps/<service>`, its stack `infra/<service>`, its base name the service's name.
 * Things that exist once per service are derived from this list or are a `Record<Service, ...>`.
 */
export const services = ['bot', 'dispatcher', 'query-worker', 'aggregator', 'notifier'] as const;

export type Service = (typeof services)[number];

/** The queues by their base names, each with its consumer. */
export const consumers = [
  { queue: 'query-jobs', service: 'query-worker' },
  { queue: 'run-events', service: 'aggregator' },
  { queue: 'report-updates', service: 'notifier' },
] as const satisfies readonly { readonly queue: string; readonly service: Service }[];

export type QueueName = (typeof consumers)[number]['queue'];

export const queueNames: readonly QueueName[] = consumers.map(({ queue }) => queue);
