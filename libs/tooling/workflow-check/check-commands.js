const { readCommands } = require('./read-commands');
const { scriptsOf } = require('./read-workflow');

/** What npm does itself. */
const npmCommands = ['ci', 'audit signatures'];

const nxOptions = ['--output-style', '--skip-nx-cache', '-t', '-p'];

/** A tool that is fetched for one run. */
const pinnedTool = /^run \S+(?:@v|==)\d+\.\d+\.\d+(?: |$)/;

/** The part of an option before its value. */
const optionName = (text) => text.split('=')[0];

const isOption = (text) => /^--?[a-z]/.test(text);

/**
 * @typedef {object} Repository - What commands are held against.
 * @property {Record<string, string>} scripts - Those of package.json.
 * @property {(script: string) => string[] | undefined} sourcesOfScript - Text of the program behind `npm run SCRIPT`;
 * undefined where no entry here says which program that is.
 * @property {(path: string) => string[] | undefined} sourcesOfFile - Text of the program that starts in a file, which may
 * be one that a build writes; undefined when there is none.
 * @property {(project: string) => string[] | undefined} targetsOf - Undefined when there is no such project.
 * @property {string[]} targets - Those that some project has.
 */

/** An option is one of a program whose text declares it, to parseArgs or by its name. */
function declares(sources, option) {
  const name = option.replace(/^--/, '').replace(/[-]/g, '\\$&');
  const declaration = new RegExp(`['"\`\\s]--${name}(?![\\w-])|(?<![\\w-])'?${name}'?: \\{ type: `);
  return sources.some((text) => declaration.test(text));
}

function checkOptions(command, sources, args) {
  return args
    .filter(isOption)
    .map(optionName)
    .filter((option) => !declares(sources, option))
    .map((option) => `${command} takes no ${option}`);
}

function checkNpm(args, { scripts, sourcesOfScript }) {
  const words = args.filter((arg, index) => !(arg === '--silent' && index <= 1));
  const dashes = words.indexOf('--');
  const before = dashes < 0 ? words : words.slice(0, dashes);
  const after = dashes < 0 ? [] : words.slice(dashes + 1);
  const [verb, name] = before;
  if (verb !== 'run' && verb !== 'test') {
    const known = npmCommands.some((command) => before.filter((text) => !isOption(text)).join(' ') === command);
    return known ? [] : [`npm ${before.join(' ')} is not a command that this check knows`];
  }
  const script = verb === 'test' ? 'test' : name;
  if (scripts[script] === undefined) return [`package.json has no script "${script}"`];
  const sources = after.some(isOption) ? sourcesOfScript(script) : [];
  if (sources === undefined) return [`the check does not know which program npm run ${script} starts`];
  return checkOptions(`npm run ${script}`, sources, after);
}

function checkNx(args, { targets, targetsOf }) {
  const options = args.filter(isOption).map(optionName);
  const unknown = options.filter((option) => !nxOptions.includes(option)).map((option) => `nx takes no ${option}`);
  const [target, project] = args;
  if (target === 'run-many') {
    const wanted = args[args.indexOf('-t') + 1];
    return targets.includes(wanted) ? unknown : [...unknown, `no project has a target "${wanted}"`];
  }
  const own = targetsOf(project);
  if (own === undefined) return [...unknown, `there is no project "${project}"`];
  return own.includes(target) ? unknown : [...unknown, `${project} has no target "${target}"`];
}

function checkFile(args, { sourcesOfFile }) {
  const index = args.findIndex((arg) => !isOption(arg));
  const file = args[index];
  const sources = sourcesOfFile(file);
  if (sources === undefined) return [`there is no ${file}, and no build writes it`];
  return checkOptions(file, sources, args.slice(index + 1));
}

function checkCommand([program, ...args], repository) {
  switch (program) {
    case 'npm':
      return checkNpm(args, repository);
    case 'npx':
      return args[0] === 'nx' ? checkNx(args.slice(1), repository) : [`npx ${args[0]}: only nx is installed`];
    case 'node':
    case '/usr/bin/python3':
      return checkFile(args, repository);
    case 'go':
    case 'pipx':
      return pinnedTool.test(args.join(' ')) ? [] : [`${program} ${args.join(' ')} names no exact version`];
    default:
      return program.includes('/') ? [`${program} is no program that this check knows`] : [];
  }
}

/**
 * Holds each command of a workflow against what it calls: scripts of package.json, targets of Nx, files, and their
 * options.
 *
 * @param {import('./read-workflow').Workflow} workflow
 * @param {Repository} repository
 * @returns {string[]} Problems, each with the file and the job.
 */
const checkCommands = (workflow, repository) =>
  scriptsOf(workflow).flatMap(({ script, where }) =>
    readCommands(script).flatMap((command) =>
      checkCommand(command, repository).map((problem) => `${where}: ${problem}`),
    ),
  );

module.exports = { checkCommands };
