import { type StoredLogEvent } from '@pulso/world/logs';
import { type MapPositions } from '@pulso/adapters/node-runtime';

import { type LogLine, readFields } from '../log-line';
import { lineRenderer, problemColours } from './render-line';

/** Codes of SGR, one per service, in the order in which they first log. */
const serviceColours = [36, 33, 35, 32, 34, 96, 93, 95];

interface LogLineOptions {
  /** Whether to colour the lines. */
  readonly colours: boolean;
  /** Left out of the names of functions, for example `pulso-local-`. */
  readonly prefix: string;
  /** Leads from positions in bundles to the source. */
  readonly mapPositions: MapPositions;
}

type Fields = LogLine['fields'];

/**
 * Shows log events to a person: time (UTC), service, the beginning of the request id, what happened.
 *
 * A line that names no request, such as a usage record, belongs to the one that its environment, and so its log stream,
 * works on.
 *
 * @returns Renders events in the order in which they are written; without a line break at the end.
 */
export function createLogLines({ colours, prefix, mapPositions }: LogLineOptions): (event: StoredLogEvent) => string {
  const colourOf = new Map<string, number>();
  /** By log stream. */
  const openRequests = new Map<string, string>();
  const render = lineRenderer(colours);

  return ({ timestamp, message, logStream, logGroupName }) => {
    const service = nameOf(logGroupName, prefix);
    const fields = readFields(message);
    const named = requestIdOf(fields);
    if (named !== undefined && fields?.['type'] === 'platform.start') openRequests.set(logStream, named);
    const requestId = named ?? openRequests.get(logStream);
    if (fields?.['type'] === 'platform.report') openRequests.delete(logStream);
    const colour = colourOf.get(service) ?? serviceColours[colourOf.size % serviceColours.length];
    if (colour !== undefined) colourOf.set(service, colour);
    const level = fields?.['level'];
    return render({
      atMs: timestamp,
      name: service,
      nameColour: colour,
      id: requestId,
      text: mapPositions(service, fields ? textOf(fields, message) : message),
      textColour: (typeof level === 'string' ? problemColours[level] : undefined) ?? failureColour(fields),
    });
  };
}

const nameOf = (logGroupName: string, prefix: string): string => {
  const name = logGroupName.split('/').at(-1) ?? logGroupName;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
};

function requestIdOf(fields: Fields | undefined): string | undefined {
  const requestId = recordOf(fields)?.['requestId'] ?? fields?.['requestId'];
  return typeof requestId === 'string' ? requestId : undefined;
}

const recordOf = (fields: Fields | undefined): Fields | undefined => asFields(fields?.['record']);

const asFields = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null ? (value as Fields) : undefined;

function failureColour(fields: Fields | undefined): number | undefined {
  const status = recordOf(fields)?.['status'];
  return status === undefined || status === 'success' ? undefined : problemColours['ERROR'];
}

/** Shows a line as it is written where it is nested more deeply than anything can be written from objects again. */
function textOf(fields: Fields, message: string): string {
  try {
    return shownFields(fields);
  } catch (error) {
    if (error instanceof RangeError) return message;
    throw error;
  }
}

/** Lambda's lines in short; the others by level and event, with the rest as key=value. */
function shownFields(fields: Fields): string {
  const record = recordOf(fields);
  if (typeof fields['type'] === 'string' && record) return platformText(fields['type'], record);
  const { level, event, message, service: _service, time: _time, timestamp: _timestamp, _aws, ...rest } = fields;
  const { requestId: _requestId, traceId: _traceId, schemaVersion: _schemaVersion, ...shown } = rest;
  const head = [level, event, message].filter((part) => part !== undefined).map((part) => valueText(part));
  return [...head, ...Object.entries(shown).map(([name, value]) => `${name}=${valueText(value)}`)].join(' ');
}

function platformText(type: string, record: Fields): string {
  const metrics = asFields(record['metrics']) ?? {};
  switch (type) {
    case 'platform.report': {
      const { durationMs, initDurationMs, maxMemoryUsedMB } = metrics;
      return [
        'REPORT',
        shownValue(record['status']),
        shownValue(record['errorType']),
        shownValue(durationMs, ' ms'),
        initDurationMs === undefined ? undefined : `after a cold start of ${shownValue(initDurationMs, ' ms')}`,
        maxMemoryUsedMB === 0 ? undefined : shownValue(maxMemoryUsedMB, ' MB'),
      ]
        .filter((part) => part !== undefined)
        .join(' ');
    }
    case 'platform.start':
      return 'START';
    case 'platform.initStart':
      return 'INIT_START';
    default:
      return `${type} ${valueText(record)}`;
  }
}

/** Text as it is where it is one plain word, JSON otherwise: a value must not look like the next field. */
const valueText = (value: unknown): string =>
  typeof value === 'string' && /^[^\s="\p{C}]+$/u.test(value) ? value : JSON.stringify(value);

const shownValue = (value: unknown, unit = ''): string | undefined =>
  value === undefined ? undefined : `${valueText(value)}${unit}`;
