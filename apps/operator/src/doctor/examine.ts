import { type Identity } from '../aws';
import { type Check, type Sources, type Telegram } from './check';
import { accountCheck, capacityChecks, otherChecks, secretsCheck } from './checks';
import { type Finding, failed, warning, worstOf } from './findings';
import { NotReadError } from './reads';
import { compare, kinds } from './settings';
import { type Declared } from './stacks';
import { openTelegram, telegramChecks } from './telegram-checks';

export interface ExamineDeps extends Omit<Sources, 'stacks' | 'telegram'> {
  /** @throws {UsageError} The stacks are not synthesized. */
  readonly readStacks: (identity: Identity) => readonly Declared[];
  /** Waits for the time limit of a check, and returns it in words: `20 s`. */
  readonly limit: () => Promise<string>;
}

/** The checks that compare what is deployed with the stacks: one for each kind of resource. */
const settingChecks: readonly Check[] = Object.entries(kinds).map(([type, { area }]) => ({
  area,
  run: async ({ stacks, stage, readDeployed }) => {
    const declared = stacks.filter((one) => one.type === type);
    if (declared.length === 0) return [failed(`the stacks have none: name addresses under ${area} in infra/stages`)];
    const pairs = declared.map(async (one) => ({ declared: one, answer: await readDeployed(one) }));
    return compare(type, await Promise.all(pairs), stage);
  },
}));

/**
 * Checks everything that a deployed stage needs to work. It changes nothing.
 *
 * A check that lacks a permission or takes too long is one line; the others go on. Without credentials or a way to AWS,
 * or in another account or region than the settings name, that line is the only one: all others would repeat it.
 *
 * @returns In the order of the checks.
 */
export async function examine({ readStacks, limit, ...deps }: ExamineDeps): Promise<Finding[]> {
  let sources: Sources = { ...deps, stacks: [], telegram: () => openTelegram(sources) };
  const account = await runCheck(accountCheck, sources, limit());
  const { findings, error } = account;
  if (error !== undefined || worstOf(findings) === 'failed') {
    const reason = error === undefined ? 'the stage is elsewhere' : 'nothing can be read of AWS';
    return [...findings, { area: 'the rest', ...warning(`not checked, as ${reason}`) }];
  }
  const identity = await deps.reads.identity();
  let telegram: Promise<Telegram> | undefined;
  sources = {
    ...{ ...deps, nowMs: identity.nowMs ?? deps.nowMs, stacks: readStacks(identity) },
    telegram: () => (telegram ??= openTelegram(sources)),
  };
  const all = [...capacityChecks, ...settingChecks, secretsCheck, ...telegramChecks, ...otherChecks];
  const outcomes = await Promise.all(all.map((check) => runCheck(check, sources, limit())));
  return tellOnce([account, ...outcomes]);
}

interface Outcome {
  readonly area: string;
  readonly findings: readonly Finding[];
  /** Why the check failed. */
  readonly error?: unknown;
}

async function runCheck({ area, run }: Check, sources: Sources, limit: Promise<string>): Promise<Outcome> {
  const tooLate = limit.then((time) => {
    throw new NotReadError(warning(`not checked: it took longer than ${time}`, 'run it again'));
  });
  try {
    const judgements = await Promise.race([run(sources), tooLate]);
    return { area, findings: judgements.map((judgement) => ({ area, ...judgement })) };
  } catch (error) {
    if (error instanceof NotReadError) return { area, findings: [{ area, ...error.judgement }], error };
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const judgement = failed(`the check itself has failed: ${text.replace(/\s+/g, ' ').slice(0, 300)}`);
    return { area, findings: [{ area, ...judgement }], error };
  }
}

/** Reports each cause in one line, which names the checks that it prevented. */
function tellOnce(outcomes: readonly Outcome[]): Finding[] {
  const isCause = (one: Outcome, { error }: Outcome): boolean =>
    error instanceof NotReadError &&
    (one.area === error.toldBy
      ? worstOf(one.findings) === 'failed'
      : error.judgement.verdict === 'failed' &&
        one.error instanceof NotReadError &&
        one.error.message === error.message);
  const tellerOf = (outcome: Outcome): Outcome | undefined =>
    outcomes.find((one) => one === outcome || isCause(one, outcome));
  return [...Map.groupBy(outcomes, tellerOf).values()].flatMap(([teller, ...hidden]) => {
    const { findings = [] } = teller ?? {};
    const told = hidden.length === 0 ? -1 : findings.findIndex(({ verdict }) => verdict === 'failed');
    const because = `; not checked because of it: ${hidden.map(({ area }) => area).join(', ')}`;
    return findings.map((one, index) => (index === told ? { ...one, text: one.text + because } : one));
  });
}
