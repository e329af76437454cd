import { type ReadReport, readReport } from '../destinations/read-report';

/** One call that took effect, was refused, or was the last of its process, in the order in which they arrived. */
export interface TracedCall {
  readonly functionName: string;
  /** `<function>#<number of the process>`. */
  readonly process: string;
  /** Counts the invocations of this process from 0. */
  readonly invocation: number;
  /** `<service>.<operation>`. */
  readonly target: string;
  /** What the script did to it. */
  readonly fault: string | undefined;
}

/** A text that was visible in a chat. */
export interface TracedText {
  /** Since the world began, ms. */
  readonly atMs: number;
  readonly chatId: string;
  /** False: the text of an older message has changed. */
  readonly isNew: boolean;
  /** undefined for a text that is no report. */
  readonly report: ReadReport | undefined;
  readonly text: string;
}

/** A run event that is handed to the aggregator for the first time. */
export interface TracedArrival {
  readonly atMs: number;
  /** `run-opened`, `run-deadline` or the id of the query that has finished. */
  readonly event: string;
}

/** Before a report is due, sweeps alone do something. */
const sweepPattern = /^(run-events|aggregator|the alarm)\b/;

const linePattern = /^\+ *(\d+):(\d\d):(\d\d)\.(\d{3}) (.*)$/;
const callPattern = /^((\S+)#\d+) (\w+\.\w+)(?: \*\* (\S+) \*\*)?$/;
const endPattern = /^(\S+#\d+) ends: /;
const arrivalPattern = /m\d+ \(receive 1, (?:query-finished (\S+)|(run-opened|run-deadline))\)/g;
const chatPattern = /^chat (\S+) (gets|edit): (.*)$/;

/**
 * Reads the trace of one world while it is written: what functions called, what came in
 * which order, and what people saw.
 *
 * @example
 * const trace = new TraceReader();
 * // ... with the world's option `record: trace.record`
 * trace.texts.at(-1)?.report?.state;
 */
export class TraceReader {
  readonly calls: TracedCall[] = [];
  readonly texts: TracedText[] = [];
  readonly arrivals: TracedArrival[] = [];
  /** Time of the first line that is of no sweep, ms since the world began: something was asked for. */
  firstAtMs: number | undefined;
  readonly #invocations = new Map<string, number>();

  record = (line: string): void => {
    const [, hours, minutes, seconds, ms, rest = ''] = linePattern.exec(line) ?? [];
    const atMs = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(ms);
    if (!sweepPattern.test(rest)) this.firstAtMs ??= atMs;
    if (rest.startsWith('chat ')) return this.#readText(rest, atMs);
    if (rest.startsWith('run-events delivers ')) {
      for (const [, queryId, type] of rest.matchAll(arrivalPattern)) {
        this.arrivals.push({ atMs, event: queryId ?? type ?? '' });
      }
      return;
    }
    const [, process = '', functionName = '', target = '', fault] = callPattern.exec(rest) ?? [];
    if (target !== '') {
      this.calls.push({ functionName, process, invocation: this.#invocations.get(process) ?? 0, target, fault });
      return;
    }
    const [, ended] = endPattern.exec(rest) ?? [];
    if (ended !== undefined) this.#invocations.set(ended, (this.#invocations.get(ended) ?? 0) + 1);
  };

  #readText(line: string, atMs: number): void {
    const [, chatId = '', verb, shown = ''] = chatPattern.exec(line) ?? [];
    const text = shown.replaceAll(' | ', '\n');
    this.texts.push({ atMs, chatId, isNew: verb === 'gets', report: readReport(text), text });
  }
}
