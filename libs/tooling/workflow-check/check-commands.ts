import { readCommands } from './read-commands.ts';
import { scriptsOf, type Workflow } from './read-workflow.ts';

/** What npm does itself. */
const npmCommands = ['ci', 'audit signatures'];

const nxOptions = ['--output-style', '--skip-nx-cache', '-t', '-p'];

/** A tool that is fetched for one run. */
const pinnedTool = /^run \S+(?:@v|==)\d+\.\d+\.\d+(?: |$)/;

/** The part of an option before its value. */
const optionName = (text: string): string => text.replace(/=.*$/s, '');

const isOption = (text: string): boolean => /^--?[a-z]/.test(text);

/** What commands are held against. */
export interface Repository {
  /** Those of package.json. */
  readonly scripts: Readonly<Record<string, string>>;
  /**
   * Text of the program behind `npm run SCRIPT`; undefined where `openRepository` does not say which program that is.
   */
  readonly sourcesOfScript: (script: string) => readonly string[] | undefined;
  /** Text of the program that starts in a file, which may be one that a build writes; undefined when there is none. */
  readonly sourcesOfFile: (path: string) => readonly string[] | undefined;
  /** Undefined when there is no such project. */
  readonly targetsOf: (project: string) => readonly string[] | undefined;
  /** Those that some project has. */
  readonly targets: readonly string[];
}

/** An option is one of a program whose text declares it, to parseArgs or by its name. */
function declares(sources: readonly string[], option: string): boolean {
  const name = option.replace(/^--/, '').replace(/[-]/g, '\\$&');
  const declaration = new RegExp(`['"\`\\s]--${name}(?![\\w-])|(?<![\\w-])'?${name}'?: \\{ type: `);
  return sources.some((text) => declaration.test(text));
}

function checkOptions(command: string, sources: readonly string[], args: readonly string[]): string[] {
  return args
    .filter(isOption)
    .map(optionName)
    .filter((option) => !declares(sources, option))
    .map((option) => `${command} takes no ${option}`);
}

function checkNpm(args: readonly string[], { scripts, sourcesOfScript }: Repository): string[] {
  const words = args.filter((arg, index) => !(arg === '--silent' && index <= 1));
  const dashes = words.indexOf('--');
  const before = dashes < 0 ? words : words.slice(0, dashes);
  const after = dashes < 0 ? [] : words.slice(dashes + 1);
  const [verb, name = ''] = before;
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

function checkNx(args: readonly string[], { targets, targetsOf }: Repository): string[] {
  const options = args.filter(isOption).map(optionName);
  const unknown = options.filter((option) => !nxOptions.includes(option)).map((option) => `nx takes no ${option}`);
  const [target = '', project = ''] = args;
  if (target === 'run-many') {
    const wanted = args[args.indexOf('-t') + 1] ?? '';
    return targets.includes(wanted) ? unknown : [...unknown, `no project has a target "${wanted}"`];
  }
  const own = targetsOf(project);
  if (own === undefined) return [...unknown, `there is no project "${project}"`];
  return own.includes(target) ? unknown : [...unknown, `${project} has no target "${target}"`];
}

function checkFile(args: readonly string[], { sourcesOfFile }: Repository): string[] {
  const index = args.findIndex((arg) => !isOption(arg));
  const file = args[index] ?? '';
  const sources = sourcesOfFile(file);
  if (sources === undefined) return [`there is no ${file}, and no build writes it`];
  return checkOptions(file, sources, args.slice(index + 1));
}

function checkCommand([program = '', ...args]: readonly string[], repository: Repository): string[] {
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
 * @returns Problems, each with the file and the job.
 */
export const checkCommands = (workflow: Workflow, repository: Repository): string[] =>
  scriptsOf(workflow).flatMap(({ script, where }) =>
    readCommands(script).flatMap((command) =>
      checkCommand(command, repository).map((problem) => `${where}: ${problem}`),
    ),
  );
