/**
 * Stands in for Terraform: `node fake-terraform.js FOLDER ARG...`. It keeps states, and a list of its calls, in FOLDER.
 *
 * A plan is the stack's JSON beside the serial of the state that it was made from; applying it makes that JSON the state.
 * As the real one it refuses another backend than the last one, unless told to reconfigure, and a plan that is stale.
 * A stack whose JSON has a member "fails" fails in the command that this names, one with "waits" waits there for a
 * signal. With "locks", init writes a list of providers, as it does where there is none.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface State {
  readonly serial: number;
  readonly text: string;
}

interface Stack {
  readonly name?: string;
  readonly fails?: string;
  readonly waits?: string;
  readonly locks?: boolean;
  readonly terraform: {
    readonly backend: object;
    readonly required_providers: Readonly<Record<string, { readonly source: string; readonly version: string }>>;
  };
}

const [folder = '', ...args] = process.argv.slice(2);

function fail(message: string): never {
  process.stderr.write(`Error: ${message}\n`);
  process.exit(1);
}
const read = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
const optionOf = (name: string): string => args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';

if (args[0] === 'version') {
  process.stdout.write('Terraform v1.11.4\n');
  process.exit(0);
}

const stackFolder = optionOf('-chdir');
const [, command = '', ...rest] = args;
const planFile = rest.at(-1) ?? '';
const readPlan = (): State => JSON.parse(read(planFile) ?? '');
const text = read(join(stackFolder, 'cdk.tf.json')) ?? '{}';
const stack: Stack = JSON.parse(text);
const backend = JSON.stringify(stack.terraform.backend);
const dataFolder = process.env['TF_DATA_DIR'] ?? '';
const remembered = join(dataFolder, 'backend');
const stateFile = join(folder, `state-${createHash('sha1').update(backend).digest('hex')}.json`);
const state: State = JSON.parse(read(stateFile) ?? '{"serial":0,"text":""}');

const shown = rest.map((arg) => arg.replace(/(^|=)\/.*\//, '$1'));
appendFileSync(join(folder, 'calls.log'), `${stack.name ?? 'stack'}: ${[command, ...shown].join(' ')}\n`);

if (stack.fails === command) fail(`${command} of ${stack.name}`);
const commands: Record<string, () => void> = {
  init() {
    const last = read(remembered);
    if (last !== undefined && last !== backend && !rest.includes('-reconfigure')) fail('Backend configuration changed');
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(remembered, backend);
    if (stack.locks) lockProviders();
  },
  providers: lockProviders,
  plan() {
    if (read(remembered) !== backend) fail('Backend initialization required');
    writeFileSync(optionOf('-out'), JSON.stringify({ serial: state.serial, text }));
    process.stdout.write(`Plan of ${stack.name}\n`);
    process.exitCode = state.text === text ? 0 : 2;
  },
  show() {
    process.stdout.write(`Plan of ${JSON.parse(readPlan().text).name}\n`);
  },
  apply() {
    const plan = readPlan();
    if (plan.serial !== state.serial) fail('Saved plan is stale');
    writeFileSync(stateFile, JSON.stringify({ serial: state.serial + 1, text: plan.text }));
  },
};
function lockProviders(): void {
  const entries = Object.values(stack.terraform.required_providers).map(
    ({ source, version }) => `provider "registry.terraform.io/${source}" {\n  version     = "${version}"\n}\n`,
  );
  writeFileSync(join(stackFolder, '.terraform.lock.hcl'), entries.join('\n'));
}

// As a real apply, it finishes what it has begun after one signal and drops everything at a second one.
if (stack.waits === command) {
  let signals = 0;
  process.on('SIGINT', () => {
    signals += 1;
    appendFileSync(join(folder, 'calls.log'), `${stack.name}: SIGINT ${signals}\n`);
    if (signals === 1) setTimeout(() => (commands[command]?.(), process.exit()), 500);
    else process.exit(1);
  });
  process.stdout.write('waiting\n');
  setInterval(() => undefined, 1_000);
} else commands[command]?.();
