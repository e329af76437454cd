const { DeployError } = require('./deploy-error');
const { isSameRecord, succeed } = require('./deployed-records');
const { InterruptedError } = require('./interruption');

const short = (commit) => commit.slice(0, 7);

/**
 * Brings one stack to what was built, or finds out what that would do.
 *
 * @param stack - `name`, `digest`, `why` it is looked at, `terraform`, the deployed `record` if there is one, and a `plan`
 *   if it was made and reviewed before.
 * @param how - `commit`; `stage`; `stateBucket`; `isPlanOnly`; `includesIdentical`; `isConfirmed`; `planFolder` that keeps plans.
 * @param tools - `say`, `confirm`, `records`, `now`.
 * @returns {Promise<{ stack: string, outcome: string, why: string }>} A row of the table.
 */
async function settleStack(stack, how, tools) {
  const { name, record, digest } = stack;
  const row = (outcome, why) => ({ stack: name, outcome, why });
  const isIdentical = record?.digest === digest && record.unfinished === undefined;
  if (isIdentical && !how.includesIdentical)
    return row('skipped', `identical to what is deployed, ${short(record.commit)}`);

  tools.say(`\n=== ${name}, stage ${how.stage}: ${stack.why}\n`);
  if (stack.plan?.hasChanges !== false) await stack.terraform.init(stack.plan);
  const plan = stack.plan ?? (await stack.terraform.plan());
  if (how.isPlanOnly) {
    const { terraform } = stack;
    const shown = () => ({ text: terraform.describe(plan), locks: terraform.readLocks() });
    how.planFolder?.add({ stack: name, digest, why: stack.why, record, plan, ...shown() });
    return row(plan.hasChanges ? 'would change' : 'unchanged', stack.why);
  }
  if (!plan.hasChanges) {
    await refuseOtherRecord(stack, tools);
    await recordDeployment(stack, how, tools);
    return row('unchanged', `Terraform finds nothing to do (${stack.why})`);
  }
  if (stack.plan !== undefined) await stack.terraform.show(plan);
  if (!how.isConfirmed && !(await tools.confirm(`\nApply this plan of ${name} to ${how.stage}? Only "yes" does: `)))
    return row('declined', 'not confirmed');
  await apply(stack, plan, how, tools);
  return row('applied', stack.why);
}

async function apply(stack, plan, how, tools) {
  const { commit } = how;
  const { name, record, digest, terraform } = stack;
  await refuseOtherRecord(stack, tools);
  // Half of it may be applied when it fails: what is recorded as deployed is then no longer what is there.
  if (record !== undefined)
    await tools.records.write(name, { ...record, unfinished: { commit, digest, startedAt: tools.now() } });
  try {
    await terraform.apply(plan);
  } catch (error) {
    if (error instanceof InterruptedError) throw error;
    error.message += '; it may be applied in part, and the next deploy looks at it again';
    throw error;
  }
  await recordDeployment(stack, how, tools);
}

/** A build and a question take minutes, in which another person may deploy: their record is not to be replaced. */
async function refuseOtherRecord({ name, record }, { records }) {
  const now = (await records.read([name])).get(name);
  if (isSameRecord(now, record)) return;
  const other = now?.unfinished ?? now;
  const what = `${now?.unfinished ? 'begun' : 'finished'} meanwhile${other ? ` (${short(other.commit)})` : ''}`;
  throw new DeployError(
    `another deploy has ${what}; nothing of ${name} was applied here. Look at what it did, and try again`,
  );
}

async function recordDeployment({ name, digest, record }, { commit, stateBucket }, { records, now }) {
  try {
    await records.write(name, succeed(record, { commit, digest, deployedAt: now(), stateBucket }));
  } catch (error) {
    error.message = `it is deployed, but not recorded: ${error.message}`;
    throw error;
  }
}

module.exports = { settleStack, short };
