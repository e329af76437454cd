import { formatDouble } from '../values/format-value';
import { type Value, WrittenNumber } from '../values/value';

/** Lambda counts in MB; its fields are in bytes, and a megabyte has a million of them. */
const bytesPerMegabyte = 1_000_000;

const platformLine =
  /^(START|END|REPORT|INIT_START|INIT_REPORT|RESTORE_START|RESTORE_REPORT|EXTENSION|TELEMETRY|LOGS)\s+[A-Z][A-Za-z ]{0,40}:/;
const applicationLine = /^[^\t\n]{0,40}\t([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\t/;
const quantity = /^(\d+(?:\.\d+)?) (?:ms|MB)$/;

const names: ReadonlyMap<string, string> = new Map(
  Object.entries({
    RequestId: '@requestId',
    Duration: '@duration',
    'Billed Duration': '@billedDuration',
    'Init Duration': '@initDuration',
    'Memory Size': '@memorySize',
    'Max Memory Used': '@maxMemoryUsed',
    'XRAY TraceId': '@xrayTraceId',
    SegmentId: '@xraySegmentId',
  }),
);

/** The names that {@link readLambdaFields} can give. */
export const lambdaFieldNames: readonly string[] = ['@type', ...names.values()];

/**
 * Reads what Lambda's own lines say: START, END, REPORT and the like, and the request id of an application's line.
 *
 * REPORT lines are read by their labels, since some are optional. Only text-format lines have these fields.
 *
 * @param selection - The others are left out.
 * @returns An empty map for any other message.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
 */
export function readLambdaFields(
  message: string,
  selection: Pick<ReadonlySet<string>, 'has'>,
): ReadonlyMap<string, Value> {
  const fields = new Map<string, Value>();
  const type = platformLine.exec(message)?.[1];
  if (type === undefined) {
    const requestId = selection.has('@requestId') ? applicationLine.exec(message)?.[1] : undefined;
    return requestId === undefined ? fields : fields.set('@requestId', requestId);
  }
  if (selection.has('@type')) fields.set('@type', type);
  for (let start = type.length; start < message.length;) {
    const end = endOfPart(message, start);
    readLabelled(message, start, end, selection, fields);
    start = end + 1;
  }
  return fields;
}

/** Parts end with a tab or a line break. */
function endOfPart(message: string, start: number): number {
  for (let end = start; end < message.length; end += 1) {
    const unit = message.charCodeAt(end);
    if (unit === 0x09 || unit === 0x0a) return end;
  }
  return message.length;
}

function readLabelled(
  message: string,
  start: number,
  end: number,
  selection: Pick<ReadonlySet<string>, 'has'>,
  fields: Map<string, Value>,
): void {
  const part = message.slice(start, end);
  const colon = part.indexOf(': ');
  const name = colon < 0 ? undefined : names.get(part.slice(0, colon).trim());
  if (name === undefined || !selection.has(name)) return;
  const text = part.slice(colon + 2).trim();
  if (name === '@requestId') fields.set(name, text.split(' ')[0] ?? '');
  else if (name.startsWith('@xray')) fields.set(name, text);
  else setQuantity(name, text, fields);
}

function setQuantity(name: string, text: string, fields: Map<string, Value>): void {
  const amount = quantity.exec(text)?.[1];
  if (amount === undefined) return;
  const value = Number(amount) * (text.endsWith('MB') ? bytesPerMegabyte : 1);
  if (Number.isFinite(value)) fields.set(name, new WrittenNumber(value, formatDouble(value)));
}
