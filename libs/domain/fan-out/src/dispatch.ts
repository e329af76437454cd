import { maxDelaySeconds } from '@pulso/contracts/envelope';
import { type QueryJob } from '@pulso/contracts/query-jobs';
import { type RunEvent } from '@pulso/contracts/run-events';
import {
  type RunRequest,
  historyRunIdOf,
  readRunRequest,
  runIdOf,
  unknownReportErrorName,
} from '@pulso/contracts/run-requests';
import { type ReportDefinition } from '@pulso/domain/reports';
import { type Log, errorFields } from '@pulso/kit/runtime';
import { defined } from '@pulso/kit/telegram';
import { type Clock } from '@pulso/kit/time';

import { definitionOfQuestion } from './asked-question';
import { askingChat, planRun } from './plan-run';
import { type SendMessages, type StageReportSettings } from './ports';

export interface DispatchDeps {
  readonly catalogue: readonly ReportDefinition[];
  readonly settings: StageReportSettings;
  readonly sendRunEvents: SendMessages<RunEvent>;
  readonly sendQueryJobs: SendMessages<QueryJob>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
}

/** A run request names a report that the catalogue does not have. Not retryable: the request is wrong or too old. */
class UnknownReportError extends Error {
  override readonly name = unknownReportErrorName;
}

/**
 * Starts one run of a report: opens it, sets its deadline, hands out its questions.
 *
 * The run is announced before its jobs, so that a result never outruns a plan for long, and the delayed deadline
 * carries the plan a second time: either of the two is enough to open the run.
 *
 * @param payload - The invocation's payload, a run request.
 * @throws {MalformedMessageError} Not a run request. Not retryable, as the names that the catalogue or the stage lacks:
 *   {@link UnknownReportError}, `InvalidReportError`, `UnknownDestinationsError`.
 * @throws What the queues throw. Retryable: everything is sent again, which changes nothing that has arrived.
 */
export async function dispatch(payload: unknown, deps: DispatchDeps): Promise<void> {
  const request = readRunRequest(payload);
  const logFields = { runId: runIdOf(request), reportId: request.reportId, trigger: request.trigger.type };
  try {
    await start(request, deps);
  } catch (error) {
    // Lambda logs the error as well, and knows nothing of runs.
    deps.log.error('run-not-dispatched', { ...logFields, ...errorFields(error) });
    throw error;
  }
}

async function start(request: RunRequest, deps: DispatchDeps): Promise<void> {
  const { catalogue, settings, sendRunEvents, sendQueryJobs, clock, log } = deps;
  const { trigger } = request;
  if (trigger.type === 'history') return await passOn(request.reportId, trigger, deps);
  const question = trigger.type === 'chat' ? trigger.question : undefined;
  const definition = question ? definitionOfQuestion(question) : catalogue.find(({ id }) => id === request.reportId);
  if (!definition) {
    const known = catalogue.map(({ id }) => id).join(', ') || 'none';
    throw new UnknownReportError(`No report "${request.reportId}" in the catalogue, which has: ${known}.`);
  }
  const context = { catalogue, settings, nowMs: clock.nowMs() };
  const { runId, plan, jobs } = planRun({ ...request, trigger }, definition, context);
  const dueInSeconds = Math.ceil((plan.reportDueAtMs - plan.plannedAtMs) / 1000);
  const delaySeconds = Math.min(dueInSeconds, maxDelaySeconds);
  await sendRunEvents([
    { body: { schemaVersion: 1, type: 'run-opened', runId, plan } },
    { body: { schemaVersion: 1, type: 'run-deadline', runId, plan }, delaySeconds },
  ]);
  await sendQueryJobs(jobs);
  log.info('run-dispatched', { runId, queryCount: jobs.length, trigger: plan.trigger });
}

/** The aggregator alone knows what earlier runs have left, also of reports that the catalogue has no more. */
async function passOn(
  reportId: string,
  trigger: Extract<RunRequest['trigger'], { type: 'history' }>,
  { settings, sendRunEvents, log }: DispatchDeps,
): Promise<void> {
  const { requestId, requestedAtMs, windowCount, endedByMs, chart, fileOfRunId } = trigger;
  const body: RunEvent = {
    schemaVersion: 1,
    type: 'history-requested',
    requestId,
    reportId,
    windowCount,
    chart,
    ...defined({ endedByMs, fileOfRunId }),
    destination: askingChat(trigger, settings),
    requestedAtMs,
  };
  await sendRunEvents([{ body }]);
  log.info('history-passed-on', { runId: historyRunIdOf(reportId, requestId), reportId });
}
