import { type UsageRecord, membershipFields, usageFields, usageMetrics } from '@pulso/contracts/usage-metrics';
import { type RecordMembership, type RecordUsage } from '@pulso/domain/conversation';
// Not the package's index: importing that probes the machine for its environment, over the network outside Lambda.
import { MetricsLogger } from 'aws-embedded-metrics/lib/logger/MetricsLogger';
import { type MetricsContext } from 'aws-embedded-metrics/lib/logger/MetricsContext';
import { LogSerializer } from 'aws-embedded-metrics/lib/serializers/LogSerializer';

/**
 * Writes usage records as EMF documents, one line each: CloudWatch extracts the metrics, Logs Insights finds the fields.
 *
 * Only fields that the metric schema declares are written. Each record has a new logger, because a logger keeps the
 * properties of the record before.
 *
 * @param namespace - Of the metrics; one per stage.
 * @param writeLine - Receives the document without a line break. It must reach standard output unchanged: CloudWatch
 *   extracts nothing from an envelope or after a prefix.
 * @returns A function that throws if the record breaks a limit of EMF, which no record of the schema does. `atMs` may be
 *   up to two weeks before and two hours after the machine's time.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const createRecordUsage = (namespace: string, writeLine: (line: string) => void): RecordUsage => {
  const environment = createLineEnvironment(writeLine);
  return async (record, atMs) => {
    const logger = new MetricsLogger(() => Promise.resolve(environment));
    logger.setNamespace(namespace);
    logger.setTimestamp(atMs);
    logger.setDimensions(dimensionsOf(record), false);
    for (const name of fieldNames) if (record[name] !== undefined) logger.setProperty(name, record[name]);
    for (const name of metricNames) logger.putMetric(name, record[name], usageMetrics.metrics[name]);
    await logger.flush();
  };
};

const fieldNames = Object.keys(usageFields) as (keyof typeof usageFields)[];
const metricNames = Object.keys(usageMetrics.metrics) as (keyof typeof usageMetrics.metrics)[];

/** Every distinct value is a billed metric, so these fields have only a few values. */
const dimensionsOf = (record: UsageRecord): Record<string, string>[] =>
  usageMetrics.dimensionSets.map((names) => Object.fromEntries(names.map((name) => [name, record[name]])));

/** Where the library believes it runs. It does not export the type. */
type Environment = Awaited<ReturnType<ConstructorParameters<typeof MetricsLogger>[0]>>;

/**
 * Makes the library write its documents as lines and add nothing: no default dimensions, no function name, no trace id.
 */
function createLineEnvironment(writeLine: (line: string) => void): Environment {
  const serializer = new LogSerializer();
  const sink = {
    name: 'lines',
    accept: async (context: MetricsContext): Promise<void> => {
      for (const document of serializer.serialize(context)) writeLine(document);
    },
  };
  return {
    probe: async () => true,
    getName: () => 'pulso',
    getType: () => 'pulso',
    getLogGroupName: () => '',
    configureContext: () => {},
    getSink: () => sink,
  };
}

/**
 * Writes membership records as JSON, one line each, beside the usage records: Logs Insights finds their fields, and
 * CloudWatch extracts no metric from them.
 *
 * Only fields that the metric schema declares are written.
 *
 * @param writeLine - Receives the record without a line break.
 */
export const createRecordMembership =
  (writeLine: (line: string) => void): RecordMembership =>
  (record) =>
    writeLine(JSON.stringify(Object.fromEntries(membershipFieldNames.map((name) => [name, record[name]]))));

const membershipFieldNames = Object.keys(membershipFields) as (keyof typeof membershipFields)[];
