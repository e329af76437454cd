import { type ConversationMessage } from '@pulso/world/telegram';

import { type ReadReport, readReport } from '../destinations/read-report';

/** A call that took effect, was refused, or was the last of its process; in order of arrival. */
export interface TracedCall {
  readonly atMs: number;
  readonly functionName: string;
  /** `<service>.<operation>`. */
  readonly target: string;
  readonly fault: string | undefined;
}

/** A text that was visible in a chat. */
export interface TracedText {
  readonly atMs: number;
  readonly chatId: string;
  /** False: the text of an older message has changed. */
  readonly isNew: boolean;
  readonly text: string;
  /** undefined if the text is not a report. */
  readonly report: ReadReport | undefined;
}

/** A run event that the aggregator receives for the first time. */
export interface TracedArrival {
  readonly atMs: number;
  /** `run-opened`, `run-deadline` or the id of the query that has finished. */
  readonly event: string;
}

/** What functions called, which events arrived, and what people saw, in a recorded world. */
export class Trace {
  readonly calls: TracedCall[] = [];
  readonly texts: TracedText[] = [];
  readonly arrivals: TracedArrival[] = [];

  onShown({ chatId, text, versions }: ConversationMessage, atMs: number): void {
    const isNew = versions.length === 1;
    this.texts.push({ atMs, chatId: String(chatId), isNew, text, report: readReport(text) });
  }

  onRunEvent(body: string, atMs: number): void {
    const event = runEventName(body);
    if (event !== undefined && event !== 'sweep') this.arrivals.push({ atMs, event });
  }
}

export function runEventName(body: string): string | undefined {
  const [, type] = /"type":"([a-z-]+)"/.exec(body) ?? [];
  return type === 'query-finished' ? /"queryId":"([^"]+)"/.exec(body)?.[1] : type;
}
