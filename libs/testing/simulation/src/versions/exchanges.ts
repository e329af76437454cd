import * as z from 'zod/mini';
import {
  deliveryItem,
  type Item,
  runsTableItems,
  type StoredItem,
  toItem,
  usersTableItems,
} from '@pulso/adapters/dynamodb';
import { queryJobSchema, queryJobsDelivery, readQueryJob } from '@pulso/contracts/query-jobs';
import { destinationSchema, knownDestinationSchema } from '@pulso/contracts/report-plan';
import { readReportUpdate, reportUpdateSchema, reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { readRunEvent, runEventSchema, runEventsDelivery } from '@pulso/contracts/run-events';
import {
  dispatcherFunctionName,
  readReportButton,
  readRunRequest,
  type ReportButton,
  reportButtonPattern,
  runRequestSchema,
} from '@pulso/contracts/run-requests';

import { membershipFields, readMembershipRecord, readUsageRecord, usageFields } from '@pulso/contracts/usage-metrics';

import { type StandIns } from './arbitrary-of';

/**
 * Content that schemas allow but this version's services do not write, by exchange. Not yet, since older readers would
 * refuse it; or no longer, since later readers will refuse it.
 *
 * Remove an entry once every stage has readers that know both forms.
 *
 * @example
 * 'run-events': ({ plan }) => plan?.onlyIf !== undefined && plan.onlyIf.above === undefined,
 */
export const notSent: Readonly<Record<string, (content: never) => boolean>> = {};

/** One kind of content that services hand over to one another, or to their own later versions. */
export interface Exchange {
  /** A queue's, a payload's or a table's. */
  readonly name: string;
  /** The service that reads it. */
  readonly reader: string;
  readonly contents: readonly Content[];
  /** Reads what is sent, as the service does. */
  readonly read: (text: string, contentName: string) => unknown;
  /** An older reader need not understand it. */
  readonly isForLaterReaders?: true;
}

/** A reader's answer for a kind of content that this version does not have. */
export const unknownContent = Symbol('unknown content');

export interface Content {
  readonly name: string;
  readonly writer: string;
  /** Where readers look for it: a queue's name, or a key with example ids. */
  readonly place: string;
  readonly schema: z.core.$ZodType;
  /** Writes a value of the schema, as the service does. Absent: as JSON. */
  readonly write?: (value: unknown) => string;
}

/** Destinations are read by a function, which has no schema. */
export const standIns: StandIns = new Map([
  [destinationSchema, z.union([knownDestinationSchema, z.looseObject({ type: z.literal('carrier-pigeon') })])],
]);

/** A schema of one type of message. */
type Typed = z.ZodMiniObject<{ readonly type: z.ZodMiniLiteral<string> }>;

/** The services that write each type of a message. A type that is missing here is an error. */
const writers: Readonly<Record<string, string>> = {
  schedule: 'schedule of the dispatcher',
  chat: 'bot',
  history: 'bot',
  manual: 'command report',
  'run-opened': 'dispatcher',
  'run-deadline': 'dispatcher',
  'query-finished': 'query-worker',
  'history-requested': 'dispatcher',
  sweep: 'schedule of the aggregator',
  'report-update': 'aggregator',
  deliver: 'notifier',
  'placeholder-superseded': 'aggregator',
  'webhook-check': 'schedule of the notifier',
};

/** One content for each type of message. */
const contentsOf = (place: string, types: readonly Typed[]): Content[] =>
  types.map((schema) => {
    const type = schema.shape.type.def.values[0] ?? '';
    const writer = writers[type];
    if (writer === undefined) throw new Error(`Which service writes a ${type}? exchanges.ts does not say it.`);
    return { name: type, writer, place, schema };
  });

function buttonOf(data: string): ReportButton {
  const button = readReportButton(data);
  if (button === undefined) throw new Error('it is no button of a report');
  return button;
}

const buttonSchema = z.string().check(
  z.regex(reportButtonPattern),
  z.maxLength(64),
  z.refine((data) => readReportButton(data) !== undefined),
);

const recordOf = (fields: Readonly<Record<string, { readonly schema: z.core.$ZodType }>>, metrics = {}) =>
  z.object({ ...Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema])), ...metrics });

/** What services send to one another. */
const messageExchanges: readonly Exchange[] = [
  {
    name: 'run-requests',
    reader: 'dispatcher',
    contents: contentsOf(dispatcherFunctionName, runRequestSchema.shape.trigger.def.options).map((content) => ({
      ...content,
      schema: z.extend(runRequestSchema, { trigger: content.schema }),
    })),
    read: readRunRequest,
  },
  {
    name: 'query-jobs',
    reader: 'query-worker',
    contents: [{ name: 'job', writer: 'dispatcher', place: queryJobsDelivery.queueName, schema: queryJobSchema }],
    read: readQueryJob,
  },
  {
    name: 'run-events',
    reader: 'aggregator',
    contents: contentsOf(runEventsDelivery.queueName, runEventSchema.def.options),
    read: readRunEvent,
  },
  {
    name: 'report-updates',
    reader: 'notifier',
    contents: contentsOf(reportUpdatesDelivery.queueName, reportUpdateSchema.def.options),
    read: readReportUpdate,
  },
  {
    name: 'report-buttons',
    reader: 'bot',
    contents: [{ name: 'button', writer: 'notifier', place: 'callback_data', schema: buttonSchema, write: String }],
    read: buttonOf,
    // They stay below messages for years. The bot answers unknown newer ones by a notice.
    isForLaterReaders: true,
  },
  {
    name: 'usage records',
    reader: 'dispatcher, whose questions are asked of them,',
    contents: [
      {
        ...{ name: 'request', writer: 'bot', place: 'log' },
        schema: recordOf(usageFields, { Requests: z.literal(1), HandlerDuration: z.int().check(z.gte(1)) }),
      },
      { name: 'membership', writer: 'bot', place: 'log', schema: recordOf(membershipFields) },
    ],
    read: (text, contentName) => (contentName === 'membership' ? readMembershipRecord(text) : readUsageRecord(text)),
    // A question filters by known values, and earlier records keep theirs.
    isForLaterReaders: true,
  },
];

/** Items of a table, which the service that owns it wrote before it was deployed, or rolled back. */
const itemExchange = (name: string, owner: string, items: readonly StoredItem[]): Exchange => ({
  name,
  reader: owner,
  contents: items.map(({ name: content, key, schema }): Content => ({
    name: content,
    writer: owner,
    place: `${key['pk']?.S} / ${key['sk']?.S}`,
    schema,
    write: (fields) => JSON.stringify({ ...key, ...toItem(fields as Record<string, string>) }),
  })),
  read: (text, contentName) => {
    const item = items.find((stored) => stored.name === contentName);
    return item === undefined ? unknownContent : item.read(JSON.parse(text) as Item);
  },
});

/** What services send to one another, and find in their tables. */
export const exchanges: readonly Exchange[] = [
  ...messageExchanges,
  itemExchange('table runs', 'aggregator', runsTableItems),
  itemExchange('table deliveries', 'notifier', [deliveryItem]),
  itemExchange('table users', 'bot', usersTableItems),
];
