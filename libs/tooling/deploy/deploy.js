const { DeployError } = require('./deploy-error');
const { isSameRecord } = require('./deployed-records');
const { contains, findCommit, headCommit, uncommittedFiles } = require('./git');
const { createPlanFolder, readPlanFolder } = require('./saved-plans');
const { settleStack, short } = require('./settle-stack');
const { summarize } = require('./summarize');

/** What builds read. Documents, and what a pipeline has put beside them, are no part of what is deployed. */
const isBuilt = (path) => /^((apps|infra|libs)\/|(nx|package|package-lock|tsconfig[^/]*)\.json$)/.test(path);

/** What a first deploy writes into the work tree itself; it changes nothing of what is deployed. */
const lockFile = 'infra/.terraform.lock.hcl';

/**
 * Deploys what could have changed since it was last deployed.
 *
 * @param options - What `readOptions` returns.
 * @param tools - `root`; `say`; `confirm`; `records`; `now`; `interruption`; `findAffected(commit)`: what has changed
 *   since a commit, by stack; `build(stacks)`: their digests; `terraformOf(stack)`.
 * @returns {Promise<{ rows: object[], failure?: Error }>} A row for each stack, in the order of deployment.
 * @throws {DeployError} Nothing was deployed, nor planned.
 */
async function deploy(options, tools) {
  const commit = headCommit(tools.root);
  checkWorkTree(options, tools, commit);
  const { stage, stateBucket, applyPlansOf, savePlansIn } = options;
  const saved = applyPlansOf === undefined ? undefined : readPlanFolder(applyPlansOf, { commit, stage, stateBucket });
  const names = saved === undefined ? options.stacks : saved.map(({ stack }) => stack);
  const records = await tools.records.read(names);
  refuseOtherRecords(saved ?? [], records, applyPlansOf);
  const candidates = saved === undefined ? await findCandidates(names, records, options, tools) : saved;
  const digests = await buildCandidates(candidates, tools);
  // A build takes a minute, in which the person may go on working.
  if (!options.isPlanOnly || savePlansIn !== undefined) checkWorkTree(options, tools, commit);
  refuseOtherBuilds(saved ?? [], digests, applyPlansOf);

  const planFolder =
    savePlansIn === undefined ? undefined : createPlanFolder(savePlansIn, { commit, stage, stateBucket });
  const result = await settleInOrder(
    candidates.map(({ stack, ...found }) => ({
      name: stack,
      ...found,
      ...stateOf(stack, { records, digests, tools }),
    })),
    { ...options, commit, planFolder },
    tools,
  );
  if (result.failure === undefined) planFolder?.close();
  return result;
}

const stateOf = (stack, { records, digests, tools }) => ({
  record: records.get(stack),
  digest: digests.get(stack),
  terraform: tools.terraformOf(stack),
});

/** The commit that is recorded must be what was deployed. A plan that is only shown may be of anything. */
function checkWorkTree({ isPlanOnly, savePlansIn }, { root, say }, commit) {
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

/** @returns Stacks with the reason why they are looked at; without one, they are not built. */
async function findCandidates(stacks, records, { includesIdentical, stateBucket }, { root, say, findAffected }) {
  for (const warning of otherBuckets(records, stateBucket)) say(warning);
  const affectedSince = new Map();
  const whyOf = (stack) => {
    const record = records.get(stack);
    if (record === undefined) return { why: 'no deployment is recorded' };
    const { commit, unfinished, stateBucket: recordedBucket = stateBucket } = record;
    if (recordedBucket !== stateBucket) return { why: `its state is in ${recordedBucket}, not in ${stateBucket}` };
    if (unfinished) return { why: `deploying ${short(unfinished.commit)} has begun and not ended` };
    if (includesIdentical) return { why: 'asked for by --all' };
    const known = findCommit(root, commit);
    if (known === undefined) return { why: `${short(commit)}, which is deployed, is no commit of this clone` };
    if (!affectedSince.has(known)) {
      if (!contains(root, 'HEAD', known))
        say(`Note: ${short(known)} is deployed and this commit does not contain it: this may take it back.`);
      affectedSince.set(known, findAffected(known));
    }
    const causes = affectedSince.get(known).get(stack);
    if (causes === undefined) return { skipped: `nothing that it uses has changed since ${short(known)}` };
    return { why: `changed since ${short(known)}: ${summarize(causes)}` };
  };
  return stacks.map((stack) => ({ stack, ...whyOf(stack) }));
}

/** @returns {string[]} A warning for each other bucket: with an empty state Terraform wants to make anew all that there is. */
function otherBuckets(records, stateBucket) {
  const stacksIn = Map.groupBy(records.keys(), (stack) => records.get(stack).stateBucket ?? stateBucket);
  stacksIn.delete(stateBucket);
  return [...stacksIn].map(
    ([bucket, stacks]) =>
      `Warning: ${stacks.join(', ')} ${stacks.length === 1 ? 'was' : 'were'} deployed with the state bucket ${bucket}, this is ${stateBucket}. Unless the state was moved there, stop and set STATE_BUCKET=${bucket}.`,
  );
}

async function buildCandidates(candidates, { say, build }) {
  const names = candidates.filter(({ skipped }) => skipped === undefined).map(({ stack }) => stack);
  if (names.length === 0) return new Map();
  say(`Building and checking ${names.join(', ')}...`);
  return build(names);
}

function refuseOtherBuilds(saved, digests, folder) {
  const others = saved.filter(({ stack, digest }) => digests.get(stack) !== digest).map(({ stack }) => stack);
  if (others.length > 0)
    throw new DeployError(
      `The plans in ${folder} are of other packages of ${others.join(', ')} than this commit builds here. Plan again, with the same Node and lockfile.`,
    );
}

/** A plan says what is to be done to what was deployed then. One without changes would only be recorded, and belie that. */
function refuseOtherRecords(saved, records, folder) {
  const isAsPlanned = ({ stack, digest, record }) => {
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

async function settleInOrder(stacks, how, tools) {
  const rows = [];
  let failure;
  for (const stack of stacks) {
    const row = (outcome, why) => rows.push({ stack: stack.name, outcome, why });
    if (stack.digest === undefined) {
      row('skipped', stack.skipped);
      continue;
    }
    if (failure !== undefined) {
      row('not reached', 'the deploy had stopped');
      continue;
    }
    try {
      tools.interruption.check();
      rows.push(await settleStack(stack, how, tools));
    } catch (error) {
      failure = error;
      row(tools.interruption.signal === undefined ? 'failed' : 'stopped', error.message);
    }
  }
  return { rows, failure };
}

module.exports = { deploy, otherBuckets, settleInOrder };
