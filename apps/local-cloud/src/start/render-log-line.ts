import { type StoredLogEvent } from '@pulso/local-aws';

/** Codes of SGR, one per service, in the order in which they first log. */
const serviceColours = [36, 33, 35, 32, 34, 96, 93, 95];

const problemColours: Readonly<Record<string, number>> = { WARN: 33, ERROR: 31, FATAL: 31 };

/** Widest name of a service of this project; a longer one only shifts its line. */
const nameWidth = 12;

/** Enough of a request id to tell requests apart and to find the rest of it. */
const shownIdLength = 8;

const noId = '-'.repeat(shownIdLength);

export interface LogLineOptions {
  /** Whether to colour the lines. */
  readonly colours: boolean;
  /** Left out of the names of functions, for example `pulso-local-`. */
  readonly prefix: string;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Shows log events to a person: time (UTC), service, the beginning of the request id, what happened.
 *
 * A function's own lines name no request: they belong to the one that its environment, and so its log stream, works on.
 *
 * @returns Renders events in the order in which they are written; without a line break at the end.
 */
export function createLogLines({ colours, prefix }: LogLineOptions): (event: StoredLogEvent) => string {
  const colourOf = new Map<string, number>();
  /** By log stream. */
  const openRequests = new Map<string, string>();
  const paint = (text: string, code: number | undefined): string =>
    colours && code !== undefined ? `\u001B[${code}m${text}\u001B[0m` : text;

  return ({ timestamp, message, logStream, logGroupName }) => {
    const service = nameOf(logGroupName, prefix);
    const fields = fieldsOf(message);
    const named = requestIdOf(fields);
    if (named !== undefined && fields?.['type'] === 'platform.start') openRequests.set(logStream, named);
    const requestId = (named ?? openRequests.get(logStream))?.slice(0, shownIdLength) ?? noId;
    if (fields?.['type'] === 'platform.report') openRequests.delete(logStream);
    const colour = colourOf.get(service) ?? serviceColours[colourOf.size % serviceColours.length];
    if (colour !== undefined) colourOf.set(service, colour);
    const level = String(fields?.['level'] ?? '');
    return [
      new Date(timestamp).toISOString().slice(11, 23),
      paint(service.padEnd(nameWidth), colour),
      requestId,
      paint(fields ? textOf(fields) : withoutControls(message), problemColours[level] ?? failureColour(fields)),
    ].join('  ');
  };
}

const nameOf = (logGroupName: string, prefix: string): string => {
  const name = logGroupName.split('/').at(-1) ?? logGroupName;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
};

/** @returns undefined for a line that is no JSON object. */
function fieldsOf(message: string): Fields | undefined {
  if (!message.startsWith('{')) return undefined;
  try {
    return JSON.parse(message) as Fields;
  } catch {
    return undefined;
  }
}

function requestIdOf(fields: Fields | undefined): string | undefined {
  const requestId = recordOf(fields)?.['requestId'] ?? fields?.['requestId'];
  return typeof requestId === 'string' ? requestId : undefined;
}

function recordOf(fields: Fields | undefined): Fields | undefined {
  const record = fields?.['record'];
  return typeof record === 'object' && record !== null ? (record as Fields) : undefined;
}

function failureColour(fields: Fields | undefined): number | undefined {
  const status = recordOf(fields)?.['status'];
  return status === undefined || status === 'success' ? undefined : problemColours['ERROR'];
}

/** Lambda's lines in short; the others by level and event, with the rest as key=value. */
function textOf(fields: Fields): string {
  const record = recordOf(fields);
  if (typeof fields['type'] === 'string' && record) return platformText(fields['type'], record);
  const { level, event, message, service: _service, time: _time, timestamp: _timestamp, _aws, ...rest } = fields;
  const { requestId: _requestId, schemaVersion: _schemaVersion, ...shown } = rest;
  const head = [level, event, message].filter((part) => part !== undefined).map((part) => valueText(part));
  return [...head, ...Object.entries(shown).map(([name, value]) => `${name}=${valueText(value)}`)].join(' ');
}

function platformText(type: string, record: Fields): string {
  const metrics = (record['metrics'] ?? {}) as Fields;
  switch (type) {
    case 'platform.report': {
      const { durationMs, initDurationMs, maxMemoryUsedMB } = metrics;
      return [
        'REPORT',
        record['status'],
        record['errorType'],
        `${String(durationMs)} ms`,
        initDurationMs === undefined ? undefined : `after a cold start of ${String(initDurationMs)} ms`,
        maxMemoryUsedMB === 0 ? undefined : `${String(maxMemoryUsedMB)} MB`,
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
  withoutControls(typeof value === 'string' && /^[^\s="\p{C}]+$/u.test(value) ? value : JSON.stringify(value));

/** What a function logs must not steer the terminal. */
const withoutControls = (text: string): string =>
  text.replace(/\p{Cc}/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
