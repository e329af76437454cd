import { DeployError } from './deploy-error.ts';
import { type DeployedRecord, isSameRecord } from './deployed-records.ts';
import { contains, findCommit, headCommit, uncommittedFiles } from './git.ts';
import type { DeployOptions } from './read-options.ts';
import { createPlanFolder, readPlanFolder, type SavedPlan } from './saved-plans.ts';
import { type DeployResult, settleInOrder, type StageTools } from './settle-in-order.ts';
import { short } from './settle-stack.ts';
import { summarize } from './summarize.ts';
import type { Plan, Terraform } from './terraform.ts';

export interface DeployTools extends StageTools {
  /** @returns The digests of stacks. */
  readonly build: (stacks: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly terraformOf: (stack: string) => Terraform;
}

/** Options, once it is known where the state is. */
export type WithBucket<T> = T & { readonly stateBucket: string };

type Records = ReadonlyMap<string, DeployedRecord>;

/** A stack to be built, and why. */
interface Candidate {
  readonly stack: string;
  readonly why: string;
  readonly plan?: Plan;
}

/** What builds read. Documents, and what a pipeline has put beside them, are no part of what is deployed. */
const isBuilt = (path: string): boolean =>
  /^((apps|infra|libs)\/|(nx|package|package-lock|tsconfig[^/]*)\.json$)/.test(path);

/** What a first deploy writes into the work tree itself; it changes nothing of what is deployed. */
const lockFile = 'infra/.terraform.lock.hcl';

/**
 * Deploys what is not identical, byte by byte, to what was last deployed.
 *
 * @throws {DeployError} Nothing was deployed, nor planned.
 */
export async function deploy(options: WithBucket<DeployOptions>, tools: DeployTools): Promise<DeployResult> {
  const commit = headCommit(tools.root);
  checkWorkTree(options, tools, commit);
  const { stage, stateBucket, applyPlansOf, savePlansIn } = options;
  const origin = { stage, stateBucket };
  const saved = applyPlansOf === undefined ? undefined : readPlanFolder(applyPlansOf, origin, options.stacks);
  const names = saved === undefined ? options.stacks : saved.map(({ stack }) => stack);
  const records = await tools.records.read(names);
  refuseOtherRecords(saved ?? [], records, applyPlansOf);
  const candidates = saved ?? findCandidates(names, records, options, tools);
  const digests = await buildAll(names, tools);
  // A build takes a minute, in which the person may go on working.
  if (!options.isPlanOnly || savePlansIn !== undefined) checkWorkTree(options, tools, commit);
  refuseOtherBuilds(saved ?? [], digests, commit);

  const planFolder = savePlansIn === undefined ? undefined : createPlanFolder(savePlansIn, origin);
  const result = await settleInOrder(
    candidates.map(({ stack, why, plan }) => ({
      name: stack,
      why,
      plan,
      record: records.get(stack),
      digest: digests.get(stack) ?? '',
      terraform: tools.terraformOf(stack),
    })),
    { ...options, commit, planFolder },
    tools,
  );
  if (tools.interruption.signal === undefined) planFolder?.close();
  return result;
}

/** The commit that is recorded must be what was deployed. A plan that is only shown may be of anything. */
function checkWorkTree(
  { isPlanOnly, savePlansIn }: Pick<DeployOptions, 'isPlanOnly' | 'savePlansIn'>,
  { root, say }: Pick<DeployTools, 'root' | 'say'>,
  commit: string,
): void {
  if (headCommit(root) !== commit) throw new DeployError('Another commit was checked out during the build. Try again.');
  const files = uncommittedFiles(root).filter((file) => isBuilt(file) && file !== lockFile);
  if (files.length === 0) return;
  const isRecorded = !isPlanOnly || savePlansIn !== undefined;
  if (isRecorded)
    throw new DeployError(
      `Commit or stash first: ${summarize(files)} ${files.length === 1 ? 'is' : 'are'} not in the commit that would be recorded as deployed. --plan takes them as they are.`,
    );
  say(`With what is not committed: ${summarize(files)}.`);
}

/** @returns The stacks, each with the reason to look at it unless it turns out to be identical. */
function findCandidates(
  stacks: readonly string[],
  records: Records,
  { includesIdentical, stateBucket }: WithBucket<DeployOptions>,
  { root, say }: DeployTools,
): Candidate[] {
  for (const warning of otherBuckets(records, stateBucket)) say(warning);
  for (const commit of new Set([...records.values()].map((record) => record.commit))) {
    const known = findCommit(root, commit);
    if (known === undefined) say(`Note: ${short(commit)}, which is deployed, is no commit of this clone.`);
    else if (!contains(root, 'HEAD', known))
      say(`Note: ${short(known)} is deployed and this commit does not contain it: this may take it back.`);
  }
  const whyOf = (record: DeployedRecord | undefined): string => {
    if (record === undefined) return 'no deployment is recorded';
    const { commit, unfinished, stateBucket: recordedBucket = stateBucket } = record;
    if (recordedBucket !== stateBucket) return `its state is in ${recordedBucket}, not in ${stateBucket}`;
    if (unfinished) return `deploying ${short(unfinished.commit)} has begun and not ended`;
    if (includesIdentical) return 'asked for by --all';
    return `not what is deployed, ${short(commit)}`;
  };
  return stacks.map((stack) => ({ stack, why: whyOf(records.get(stack)) }));
}

/** @returns A warning for each other bucket: with an empty state Terraform wants to make anew all that there is. */
export function otherBuckets(records: Records, stateBucket: string): string[] {
  const stacksIn = Map.groupBy(records.keys(), (stack) => records.get(stack)?.stateBucket ?? stateBucket);
  stacksIn.delete(stateBucket);
  return [...stacksIn].map(
    ([bucket, stacks]) =>
      `Warning: ${stacks.join(', ')} ${stacks.length === 1 ? 'was' : 'were'} deployed with the state bucket ${bucket}, this is ${stateBucket}. Unless the state was moved there, stop and set STATE_BUCKET=${bucket}.`,
  );
}

async function buildAll(
  names: readonly string[],
  { say, build }: Pick<DeployTools, 'say' | 'build'>,
): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map();
  say(`Building and checking ${names.join(', ')}...`);
  return build(names);
}

function refuseOtherBuilds(saved: readonly SavedPlan[], digests: ReadonlyMap<string, string>, commit: string): void {
  const others = saved.filter(({ stack, digest }) => digests.get(stack) !== digest).map(({ stack }) => stack);
  if (others.length > 0)
    throw new DeployError(
      `The plan of ${others.join(', ')} is void: ${short(commit)} builds another stack than the one that was planned. Nothing was applied. Plan again; of one commit, with the same Node and lockfile.`,
    );
}

/** A plan says what is to be done to what was deployed then. One without changes would only be recorded, and belie that. */
function refuseOtherRecords(saved: readonly SavedPlan[], records: Records, folder: string | undefined): void {
  const isAsPlanned = ({ stack, digest, record }: SavedPlan): boolean => {
    const now = records.get(stack);
    // An earlier run of the same plans got as far as this stack, which is skipped.
    return isSameRecord(now, record) || (now?.digest === digest && now.unfinished === undefined);
  };
  const others = saved.filter((planned) => !isAsPlanned(planned)).map(({ stack }) => stack);
  if (others.length > 0)
    throw new DeployError(
      `Since the plans in ${folder} were made, another deploy or rollback has dealt with ${others.join(', ')}. Nothing was applied. Plan again.`,
    );
}
