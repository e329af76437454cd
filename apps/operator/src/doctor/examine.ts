import { type Identity } from '../aws';
import { type CallBotApi } from '../telegram';
import { type Check, type Examination, type Sources } from './check';
import { accountCheck, capacityChecks, otherChecks, secretsCheck } from './checks';
import { type Finding, failed, warning, worstOf } from './findings';
import { NotReadError } from './reads';
import { compare, kinds } from './settings';
import { type Declared } from './stacks';
import { askTelegram, telegramChecks } from './telegram-checks';

export interface ExamineDeps extends Pick<Sources, 'reads' | 'readDeployed'> {
  /** @throws {UsageError} The stacks are not synthesized. */
  readonly readStacks: (identity: Identity) => readonly Declared[];
  /** Waits so many ms of real time; ends early, with any result, when the signal is aborted. */
  readonly sleep: (durationMs: number, signal: AbortSignal) => Promise<unknown>;
  /** How long one check may take, ms. */
  readonly limitMs: number;
}

/** The checks that compare what is deployed with the stacks: one for each kind of resource. */
const settingChecks: readonly Check[] = Object.entries(kinds).map(([type, { area }]) => ({
  area,
  run: async ({ stacks, stage, readDeployed }) => {
    const declared = stacks.filter((one) => one.type === type);
    if (declared.length === 0) return [failed(`the stacks have none: name addresses under ${area} in infra/stages`)];
    const answers = await Promise.all(declared.map(readDeployed));
    return compare(
      type,
      declared.map((one, index) => ({ declared: one, answer: answers[index] })),
      stage,
    );
  },
}));

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
  const { reads, readDeployed } = deps;
  let sources: Sources = { ...examination, reads, readDeployed, stacks: [], telegram: () => askTelegram(sources) };
  const account = await runCheck(accountCheck, sources, deps);
  const { findings, error } = account;
  if (error !== undefined || worstOf(findings) === 'failed') {
    const reason = error === undefined ? 'the stage is elsewhere' : 'nothing can be read of AWS';
    return [...findings, { area: 'the rest', ...warning(`not checked, as ${reason}`) }];
  }
  const identity = await reads.identity();
  let telegram: Promise<CallBotApi> | undefined;
  sources = {
    ...sources,
    nowMs: identity.nowMs ?? examination.nowMs,
    stacks: deps.readStacks(identity),
    telegram: () => (telegram ??= askTelegram(sources)),
  };
  const all = [...capacityChecks, ...settingChecks, secretsCheck, ...telegramChecks, ...otherChecks];
  const outcomes = await Promise.all(all.map((check) => runCheck(check, sources, deps)));
  return tellOnce([account, ...outcomes]);
}

interface Outcome {
  readonly area: string;
  readonly findings: readonly Finding[];
  /** Why the check could not be made. */
  readonly error?: unknown;
}

async function runCheck({ area, run }: Check, sources: Sources, deps: ExamineDeps): Promise<Outcome> {
  try {
    const judgements = await withinLimit(run(sources), deps);
    return { area, findings: judgements.map((judgement) => ({ area, ...judgement })) };
  } catch (error) {
    if (error instanceof NotReadError) return { area, findings: [{ area, ...error.judgement }], error };
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const judgement = failed(`the check itself has failed: ${text.replace(/\s+/g, ' ').slice(0, 300)}`);
    return { area, findings: [{ area, ...judgement }], error };
  }
}

/** Makes one cause one line: what could not be checked because of it is named there. */
function tellOnce(outcomes: readonly Outcome[]): Finding[] {
  const toldBy = ({ area, error }: Outcome): Outcome | undefined => {
    if (!(error instanceof NotReadError)) return undefined;
    const isCause = (one: Outcome): boolean =>
      one.area !== area &&
      (one.area === error.toldBy
        ? worstOf(one.findings) === 'failed'
        : error.judgement.verdict === 'failed' &&
          one.error instanceof NotReadError &&
          one.error.message === error.message);
    const first = outcomes.find((one) => isCause(one) || one.area === area);
    return first?.area === area ? undefined : first;
  };
  return outcomes.flatMap((outcome) => {
    if (toldBy(outcome)) return [];
    const hidden = outcomes.filter((other) => toldBy(other) === outcome).map(({ area }) => area);
    if (hidden.length === 0) return outcome.findings;
    const told = outcome.findings.findIndex(({ verdict }) => verdict === 'failed');
    return outcome.findings.map((finding, index) =>
      index === told
        ? { ...finding, text: `${finding.text}; not checked because of it: ${hidden.join(', ')}` }
        : finding,
    );
  });
}

async function withinLimit<T>(running: Promise<T>, { sleep, limitMs }: ExamineDeps): Promise<T> {
  const over = new AbortController();
  const limit = sleep(limitMs, over.signal).then(() => {
    throw new NotReadError(warning(`not checked: it took longer than ${limitMs / 1000} s`, 'run it again'), 'limit');
  });
  // Also when it is ended early.
  limit.catch(() => undefined);
  try {
    return await Promise.race([running, limit]);
  } finally {
    over.abort();
  }
}
