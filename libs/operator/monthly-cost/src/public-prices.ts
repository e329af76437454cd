/** The regions whose prices this file has. */
export const pricedRegions = ['eu-central-1', 'us-east-1'] as const;

export type PricedRegion = (typeof pricedRegions)[number];

/** When the prices were last compared with their sources. */
export const pricesReadOn = '2026-11-27';

export interface PublicPrice {
  /** As the bill calls it. */
  readonly service: string;
  /** What one of it is, in words. */
  readonly unit: string;
  /** US dollars for one, before taxes, discounts and free tiers; the first tier where a price falls with the quantity. */
  readonly usd: Readonly<Record<PricedRegion, number>>;
  /** Where it is published. */
  readonly source: string;
  /**
   * Regions whose price was found neither on that page, most of which show prices to scripts alone, nor in a copy of it:
   * compare it before you rely on it.
   */
  readonly unverified: readonly PricedRegion[];
  /** When it was read, if that is not {@link pricesReadOn}. */
  readonly readOn?: string;
}

const everywhere = (usd: number): PublicPrice['usd'] => ({ 'eu-central-1': usd, 'us-east-1': usd });

const million = 1_000_000;

const lambda = { service: 'Lambda', source: 'https://aws.amazon.com/lambda/pricing/' };
/** The page's example is of us-east-1; a transcription of 2026-09-20 says the same. The other region's price is a guess. */
const durable = { ...lambda, unverified: ['eu-central-1'], readOn: '2026-12-01' } as const;
const sqs = { service: 'SQS', source: 'https://aws.amazon.com/sqs/pricing/' };
const dynamoDb = { service: 'DynamoDB', source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/' };
const logs = { service: 'CloudWatch Logs', source: 'https://aws.amazon.com/cloudwatch/pricing/' };
const cloudWatch = { ...logs, service: 'CloudWatch' };
const both = pricedRegions;

/** Public prices of AWS, one file for all. */
export const publicPrices = {
  lambdaRequest: { ...lambda, unit: 'request', usd: everywhere(0.2 / million), unverified: ['eu-central-1'] },
  lambdaGbSecond: {
    ...lambda,
    unit: 'GB-second on arm64',
    usd: everywhere(0.000_013_333_4),
    unverified: [],
  },
  durableOperation: { ...durable, unit: 'operation of a durable function', usd: everywhere(8 / million) },
  durableWrittenGb: { ...durable, unit: 'GB written by durable operations', usd: everywhere(0.25) },
  durableKeptGbMonth: { ...durable, unit: 'GB of durable operations kept for a month', usd: everywhere(0.15) },
  sqsRequest: {
    ...sqs,
    unit: 'request to a standard queue',
    usd: everywhere(0.4 / million),
    unverified: ['eu-central-1'],
  },
  dynamoDbWrite: {
    ...dynamoDb,
    unit: 'write request unit',
    usd: { 'eu-central-1': 0.7625 / million, 'us-east-1': 0.625 / million },
    unverified: [],
  },
  dynamoDbRead: {
    ...dynamoDb,
    unit: 'read request unit',
    usd: { 'eu-central-1': 0.1525 / million, 'us-east-1': 0.125 / million },
    unverified: [],
  },
  logsIngestedGb: {
    ...logs,
    unit: 'GB written, class Standard',
    usd: { 'eu-central-1': 0.63, 'us-east-1': 0.5 },
    unverified: [],
  },
  logsStoredGbMonth: {
    ...logs,
    unit: 'GB kept for a month',
    usd: { 'eu-central-1': 0.0324, 'us-east-1': 0.03 },
    unverified: ['eu-central-1'],
  },
  logsScannedGb: {
    ...logs,
    unit: 'GB scanned by Logs Insights',
    usd: { 'eu-central-1': 0.0063, 'us-east-1': 0.005 },
    unverified: [],
  },
  customMetric: { ...cloudWatch, unit: 'custom metric', usd: everywhere(0.3), unverified: ['eu-central-1'] },
  alarm: { ...cloudWatch, unit: 'metric under an alarm', usd: everywhere(0.1), unverified: ['eu-central-1'] },
  dashboard: { ...cloudWatch, unit: 'dashboard', usd: everywhere(3), unverified: [] },
  trace: {
    service: 'X-Ray',
    unit: 'trace recorded',
    usd: everywhere(5 / million),
    source: 'https://aws.amazon.com/xray/pricing/',
    unverified: both,
  },
  schedule: {
    service: 'EventBridge Scheduler',
    unit: 'invocation',
    usd: everywhere(1 / million),
    source: 'https://aws.amazon.com/eventbridge/pricing/',
    unverified: ['eu-central-1'],
  },
  stateTransition: {
    service: 'Step Functions',
    unit: 'state transition, Standard',
    usd: everywhere(0.025 / 1000),
    source: 'https://aws.amazon.com/step-functions/pricing/',
    unverified: [],
  },
  kmsRequest: {
    service: 'KMS',
    unit: 'request, for a SecureString',
    usd: everywhere(0.03 / 10_000),
    source: 'https://aws.amazon.com/kms/pricing/',
    unverified: [],
  },
  mail: {
    service: 'SES',
    unit: 'mail to one address',
    usd: everywhere(0.1 / 1000),
    source: 'https://aws.amazon.com/ses/pricing/',
    unverified: both,
  },
  transferredGb: {
    service: 'Data transfer',
    unit: 'GB to the internet',
    usd: everywhere(0.09),
    source: 'https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer',
    // In eu-central-1 by AWS's price list of 2026-08-31, EUC1-DataTransfer-Out-Bytes:
    // https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AWSDataTransfer/current/eu-central-1/index.json
    unverified: [],
  },
} as const satisfies Readonly<Record<string, PublicPrice>>;

export type PriceId = keyof typeof publicPrices;

/** What is free each month in every account, for as long as it exists. All of an account's uses share it. */
export interface FreeAllowance {
  /** Used up in this order. The order within one allowance is unverified. */
  readonly prices: readonly PriceId[];
  readonly quantity: number;
}

/**
 * Those without an end. SES and DynamoDB have none for what is used here; parameters of the standard tier cost nothing.
 *
 * @see https://aws.amazon.com/free/
 */
export const freeAllowances: readonly FreeAllowance[] = [
  { prices: ['lambdaRequest'], quantity: million },
  { prices: ['lambdaGbSecond'], quantity: 400_000 },
  { prices: ['sqsRequest'], quantity: million },
  { prices: ['logsIngestedGb', 'logsStoredGbMonth', 'logsScannedGb'], quantity: 5 },
  { prices: ['customMetric'], quantity: 10 },
  { prices: ['alarm'], quantity: 10 },
  { prices: ['dashboard'], quantity: 3 },
  { prices: ['trace'], quantity: 100_000 },
  { prices: ['schedule'], quantity: 14 * million },
  { prices: ['stateTransition'], quantity: 4_000 },
  { prices: ['kmsRequest'], quantity: 20_000 },
  { prices: ['transferredGb'], quantity: 100 },
];
