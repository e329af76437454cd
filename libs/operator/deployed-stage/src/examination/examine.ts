import { type Examination, type RunnableCheck, type Sources, runnable } from './check';
import { accountCheck } from './checks/account-check';
import { checks as allChecks } from './checks/checks';
import { CheckTooSlowError, CredentialsError, UnreachableError } from './errors';
import { explainFailure } from './explain-failure';
import { createFacts } from './facts';
import { type Finding, type Judgement, warning } from './finding';
import { type DoctorPorts } from './ports';
import { worstOf } from './render/render-findings';

export interface ExamineDeps {
  readonly ports: DoctorPorts;
  /** Waits so many ms of real time; ends early, with any result, when the signal is aborted. */
  readonly sleep: (durationMs: number, signal: AbortSignal) => Promise<unknown>;
  /** How long one check may take, ms. */
  readonly limitMs: number;
}

/**
 * Looks at everything that a deployed stage needs to work, and says how each thing stands. It changes nothing.
 *
 * A check that fails for want of a permission, or takes too long, is one line; the others go on. Without credentials, or
 * without a way to AWS, or in another account or region than the settings name, there is that line alone, as every other
 * would say the same.
 *
 * @returns In the order of the checks, not in that in which they have ended.
 */
export async function examine(examination: Examination, deps: ExamineDeps): Promise<Finding[]> {
  const sources: Sources = {
    ...examination,
    ports: deps.ports,
    facts: createFacts(examination.stage, deps.ports),
  };
  const account = await runCheck(runnable(accountCheck), sources, deps);
  if ([CredentialsError, UnreachableError, CheckTooSlowError].some((cause) => account.error instanceof cause)) {
    return [...account.findings, { area: 'the rest', ...warning('not checked, as nothing can be read of AWS') }];
  }
  // Elsewhere there is no stage: every other line would be a failure, and advise to deploy it there.
  if (account.error === undefined && worstOf(account.findings) === 'failed') {
    return [...account.findings, { area: 'the rest', ...warning('not checked, as the stage is elsewhere') }];
  }
  const nowMs = await sources.facts.identity().then(
    (identity) => identity.nowMs ?? examination.nowMs,
    () => examination.nowMs,
  );
  const others = await Promise.all(allChecks.map((check) => runCheck(check, { ...sources, nowMs }, deps)));
  return [account, ...tellOnce(others)].flatMap(({ findings }) => findings);
}

interface Outcome {
  readonly area: string;
  readonly findings: readonly Finding[];
  /** Why the check could not be made. */
  readonly error?: unknown;
}

const about = (area: string, judgements: readonly Judgement[]): Finding[] =>
  judgements.map((judgement) => ({ area, ...judgement }));

async function runCheck(check: RunnableCheck, sources: Sources, deps: ExamineDeps): Promise<Outcome> {
  const { area } = check;
  try {
    return { area, findings: about(area, await withinLimit(check.run(sources), deps)) };
  } catch (error) {
    return { area, findings: about(area, [explainFailure(error)]), error };
  }
}

/** What can't be reached is one failure, and the reason why other checks were not made. */
function tellOnce(outcomes: readonly Outcome[]): Outcome[] {
  const told = new Set<string>();
  return outcomes.map((outcome) => {
    const { area, error } = outcome;
    if (!(error instanceof UnreachableError)) return outcome;
    if (told.has(error.message)) return { area, findings: about(area, [warning(`not checked, as ${error.message}`)]) };
    told.add(error.message);
    return outcome;
  });
}

async function withinLimit<T>(running: Promise<T>, { sleep, limitMs }: ExamineDeps): Promise<T> {
  const over = new AbortController();
  const limit = sleep(limitMs, over.signal).then(() => Promise.reject(new CheckTooSlowError(limitMs)));
  // Also when it is ended early.
  limit.catch(() => undefined);
  try {
    return await Promise.race([running, limit]);
  } finally {
    over.abort();
  }
}
