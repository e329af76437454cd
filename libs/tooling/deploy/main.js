/** `npm run deploy` and `npm run rollback`: options, tools of this machine, and the table at the end. */
const { basename, join } = require('node:path');

const { stageSettings } = require('../known-stages');
const { affectedStacks } = require('./affected-stacks');
const { askYes } = require('./ask');
const { buildStacks } = require('./build-stacks');
const { checkOutCommit } = require('./commit-copy');
const { deploy } = require('./deploy');
const { DeployError } = require('./deploy-error');
const { createDeployedRecords } = require('./deployed-records');
const { stacksInOrder } = require('./deploy-order');
const { findStateBucket } = require('./find-state-bucket');
const { formatTable } = require('./format-table');
const { changeSince } = require('./git');
const { createInterruption } = require('./interruption');
const { readOptions } = require('./read-options');
const { readProjectGraph } = require('./read-project-graph');
const { rollBack } = require('./rollback');
const { createTerraform, findTerraform } = require('./terraform');

const root = join(__dirname, '../../..');

const say = (line) => process.stdout.write(`${line}\n`);

function createTools(options, { settings, interruption, terraform, records }) {
  const { stage, stateBucket, isPlanOnly = false } = options;
  const workFolder = (stack) => join(root, 'dist/deploy', stage, stack);
  const stackFolder = (stack) => join(workFolder(stack), 'stack');
  let graph;
  return {
    root,
    say,
    interruption,
    now: () => new Date().toISOString(),
    confirm: (question) => askYes(question, { input: process.stdin, output: process.stdout, interruption }),
    records,
    findAffected: (commit) => {
      graph ??= readProjectGraph(root);
      const affected = affectedStacks(graph, changeSince(root, commit), { stage, stages: Object.keys(settings) });
      return new Map([...affected].map(([project, causes]) => [basename(graph[project].root), causes]));
    },
    build: (stacks, from = root) => buildStacks({ root: from, stacks, stage, stateBucket, into: stackFolder, say }),
    checkOut: (commit) => checkOutCommit(root, commit),
    terraformOf: (stack, from = root) =>
      createTerraform({
        terraform,
        folder: stackFolder(stack),
        workFolder: workFolder(stack),
        cacheFolder: join(root, 'dist/deploy/providers'),
        lockFile: join(from, 'infra/.terraform.lock.hcl'),
        isOlderCommit: from !== root,
        isReadOnly: isPlanOnly,
        interruption,
        say,
      }),
  };
}

/** The plan says 2 for changes, so a wrong command line is a failure like others. */
function statusOf({ rows, failure }, signal) {
  if (signal !== undefined) return 130;
  if (failure !== undefined) return 1;
  return rows.some(({ outcome }) => outcome === 'would change') ? 2 : 0;
}

async function main([command, ...args]) {
  const settings = stageSettings(root);
  const known = { env: process.env, stages: Object.keys(settings), stacks: stacksInOrder(root) };
  const options = readOptions(command, args, known);
  if (options.help !== undefined) {
    process.stdout.write(options.help);
    return 0;
  }
  if (!options.isPlanOnly && !options.isConfirmed && !process.stdin.isTTY)
    throw new DeployError('There is no terminal to ask on: give --yes, or --plan to change nothing.');
  const terraform = findTerraform(process.env.TERRAFORM || 'terraform');
  const { stage } = options;
  const records = createDeployedRecords({ stage, region: settings[stage].region });
  const stateBucket = await findStateBucket(options.stateBucket, { stacks: known.stacks, records, say });
  const complete = { ...options, stateBucket };
  const interruption = createInterruption({ say });
  const run = { deploy, rollback: rollBack }[command];
  const result = await run(complete, createTools(complete, { settings, interruption, terraform, records }));
  const { rows, failure } = result;
  if (rows.length === 0) say('The plans hold nothing to do.');
  else
    say(
      `\n${formatTable(
        ['stack', 'outcome', 'why'],
        rows.map(({ stack, outcome, why }) => [stack, outcome, why]),
      )}`,
    );
  if (failure !== undefined && !(failure instanceof DeployError)) throw failure;
  return statusOf(result, interruption.signal);
}

// A terminal that is closed must not keep what has been applied from being recorded.
process.stdout.on('error', () => undefined);

main(process.argv.slice(2)).then(
  (status) => process.exit(status),
  (error) => {
    process.stderr.write(`${error instanceof DeployError ? error.message : error.stack}\n`);
    process.exit(error.name === 'InterruptedError' ? 130 : 1);
  },
);
