/** The command lines of `npm run deploy` and `npm run rollback`. */
const { parseArgs } = require('node:util');

const { furtherStageAdvice } = require('../known-stages');
const { DeployError } = require('./deploy-error');

const environment = `STATE_BUCKET        the S3 bucket in the stage's region that keeps Terraform's state; or --state-bucket;
                    default: that of the last deploy
TERRAFORM           the program, if it is not "terraform" (1.11 or newer): tofu
AWS credentials as usual: AWS_PROFILE, or variables.`;

const deployHelp = `Usage: npm run deploy -- --stage STAGE [OPTION]...

Brings what this commit holds to a stage: builds the stacks that could be others than those deployed, leaves out what
is identical, and for each of the rest makes a plan, shows it, asks, and applies that plan.

--stage STAGE        which settings of infra/stages
--service NAME       this stack only; may be repeated
--plan               shows what would be done and changes nothing; exit status 0: nothing to do, 2: changes, 1: failure
--all                plans also what is identical to what was deployed, to find what was changed by hand
--yes                applies without asking
--save-plans DIR     as --plan, and keeps the plans in a folder
--apply-plans DIR    applies the plans of such a folder and no others, if commit, stage, packages and what is
                     deployed are the same
--state-bucket NAME  as STATE_BUCKET

${environment}

Exit status 1 if anything failed; what had been deployed by then stands in the table at the end.
`;

const rollbackHelp = `Usage: npm run rollback -- --stage STAGE --service NAME [OPTION]...

Brings a stack back to what was deployed before: builds it from its commit in a folder beside this one, makes a plan,
shows it, asks, and applies that plan. The settings of that commit come back with it. The next deploy goes forward
again, so revert the change on the branch that is deployed.

--stage STAGE        which settings of infra/stages
--service NAME       the stack
--to COMMIT          another commit than the one that was deployed before
--plan               shows what would be done and changes nothing; exit status as for a deploy
--yes                applies without asking
--state-bucket NAME  as STATE_BUCKET

${environment}
`;

const common = {
  stage: { type: 'string' },
  yes: { type: 'boolean' },
  'state-bucket': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
};

const commands = {
  deploy: {
    help: deployHelp,
    options: {
      ...common,
      service: { type: 'string', multiple: true },
      plan: { type: 'boolean' },
      all: { type: 'boolean' },
      'save-plans': { type: 'string' },
      'apply-plans': { type: 'string' },
    },
  },
  rollback: {
    help: rollbackHelp,
    options: { ...common, service: { type: 'string' }, to: { type: 'string' }, plan: { type: 'boolean' } },
  },
};

const fail = (command, problem) => {
  throw new DeployError(`${problem} Try: npm run ${command} -- --help`);
};

/**
 * @param {'deploy' | 'rollback'} command
 * @param {string[]} args - What stands behind it.
 * @param {{ env: object, stages: string[], stacks: string[] }} known - `stacks`: in the order of their deployment.
 * @returns Options with their defaults; `{ help }` with the text to show when that was asked for.
 * @throws {DeployError} One line that says what is wrong, and what there is.
 */
function readOptions(command, args, { env, stages, stacks }) {
  const { help, options } = commands[command];
  let values;
  try {
    values = parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    fail(command, error.message.split('\n')[0].replace(/[.]?$/, '.'));
  }
  if (values.help) return { help };
  const named = [values.service ?? []].flat();
  checkStage(command, values.stage, stages);
  for (const name of named)
    if (!stacks.includes(name)) fail(command, `There is no service "${name}". Known are ${stacks.join(', ')}.`);
  const read = {
    stage: values.stage,
    // What is absent is looked up: findStateBucket.
    stateBucket: values['state-bucket'] || env.STATE_BUCKET || undefined,
    isConfirmed: values.yes ?? false,
    stacks: named.length === 0 ? stacks : stacks.filter((stack) => named.includes(stack)),
  };
  return command === 'deploy' ? readDeployOptions(values, read, named) : readRollbackOptions(values, read, named);
}

function checkStage(command, stage, stages) {
  const deployed = stages.filter((name) => name !== 'local');
  if (!stage) fail(command, `Which stage? Give --stage, one of ${deployed.join(', ')}.`);
  if (stage === 'local') fail(command, 'The stage "local" runs on this machine only: npm start.');
  if (!stages.includes(stage)) {
    const known = `Known are ${deployed.join(', ')}; ${furtherStageAdvice}`;
    fail(command, `There is no stage "${stage}". ${known}`);
  }
}

function readDeployOptions(values, read, named) {
  const { 'save-plans': savePlansIn, 'apply-plans': applyPlansOf, plan = false, all = false } = values;
  if (applyPlansOf !== undefined && (plan || all || savePlansIn !== undefined || named.length > 0))
    fail('deploy', '--apply-plans takes what the plans say: neither --service nor --plan, --all or --save-plans.');
  refuseToConfirm('deploy', plan, read);
  return { ...read, isPlanOnly: plan || savePlansIn !== undefined, includesIdentical: all, savePlansIn, applyPlansOf };
}

function readRollbackOptions(values, read, named) {
  if (named.length === 0) fail('rollback', `Which service? Give --service, one of ${read.stacks.join(', ')}.`);
  const { to, plan = false } = values;
  refuseToConfirm('rollback', plan, read);
  return { ...read, to, isPlanOnly: plan };
}

function refuseToConfirm(command, isPlan, { isConfirmed }) {
  if (isPlan && isConfirmed) fail(command, '--plan applies nothing, so there is nothing for --yes to confirm.');
}

module.exports = { readOptions };
