import { type Clock } from '@pulso/kit/time';
import { type LocalService } from '@pulso/local/aws';
import { type InvocationRecord } from '@pulso/local/lambda';
import { type BotApiEvent } from '@pulso/local/telegram';

/** How long a report took from its last answer to Telegram. */
export interface FanInOverhead {
  /** Milliseconds of the local cloud's clock. */
  readonly overheadMs: number;
  /** How many processes were started for it; 0: everything was warm. */
  readonly coldStartCount: number;
}

/** Watches how long a report takes from its last answer to Telegram. */
export interface FanInWatch {
  /** Lets the watch see which queries were answered. @returns The service, to be registered in its place. */
  watchQueries(logs: LocalService): LocalService;
  onBotApiEvent(event: BotApiEvent): void;
  onInvocation(record: Pick<InvocationRecord, 'initDurationMs' | 'startedAtMs'>): void;
  /**
   * Tells the fan-in overhead of a run: from the moment in which GetQueryResults answered Complete for its last query to
   * the arrival of the next Bot API request to a chat that gets reports.
   *
   * It is measured by the local cloud's clock. Real time counts as it passes, also on a slow computer; where nothing
   * was in flight and the clock jumped, as over a message's delay, the jump counts in full, since on AWS that time
   * would really pass. Without such waits the figure is the real time that the processes took. Only the first Complete
   * of a query counts; one after which no request came belongs to no report (a repeated job).
   *
   * @param sinceMs - When the run's schedule fired, epoch ms.
   * @param chatIds - Of the chats that get reports, as functions are configured with them.
   * @returns undefined when there was no such request.
   */
  overheadOf(sinceMs: number, chatIds: readonly string[]): FanInOverhead | undefined;
}

export function createFanInWatch(clock: Pick<Clock, 'nowMs'>): FanInWatch {
  /** By the call's body, which names the query; epoch ms. */
  const completions = new Map<string, number>();
  /** When processes that had just started were given their first event, epoch ms. */
  const coldStarts: number[] = [];
  const requests: { readonly chatId: string; readonly atMs: number }[] = [];

  return {
    watchQueries: (logs) => ({
      ...logs,
      handle: async (call) => {
        const answer = await logs.handle(call);
        if (call.operation === 'GetQueryResults' && statusOf(answer.body) === 'Complete') {
          const query = call.body.toString('utf8');
          if (!completions.has(query)) completions.set(query, clock.nowMs());
        }
        return answer;
      },
    }),
    onBotApiEvent: (event) => {
      if (event.type !== 'call' || event.chatId === undefined) return;
      if (['sendMessage', 'editMessageText'].includes(event.method)) {
        requests.push({ chatId: event.chatId, atMs: clock.nowMs() });
      }
    },
    onInvocation: ({ initDurationMs, startedAtMs }) => {
      if (initDurationMs !== undefined) coldStarts.push(startedAtMs);
    },
    overheadOf: (sinceMs, chatIds) => {
      const sent = requests.filter(({ chatId, atMs }) => atMs >= sinceMs && chatIds.includes(chatId));
      const lastSentMs = sent.at(-1)?.atMs ?? -Infinity;
      const completed = [...completions.values()].filter((atMs) => atMs >= sinceMs && atMs <= lastSentMs);
      const lastCompleteMs = Math.max(...completed);
      const next = sent.find(({ atMs }) => atMs >= lastCompleteMs);
      if (completed.length === 0 || !next) return undefined;
      return {
        overheadMs: Math.round(next.atMs - lastCompleteMs),
        coldStartCount: coldStarts.filter((atMs) => atMs >= lastCompleteMs && atMs <= next.atMs).length,
      };
    },
  };
}

function statusOf(body: string | Buffer): unknown {
  const answer: unknown = JSON.parse(String(body));
  return typeof answer === 'object' && answer !== null && 'status' in answer ? answer.status : undefined;
}
