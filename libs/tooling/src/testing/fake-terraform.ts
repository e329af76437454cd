/**
 * Stands in for Terraform: `node fake-terraform.js FOLDER ARG...`. It keeps states, and a list of its calls, in FOLDER.
 *
 * A plan is the stack's JSON beside the serial of the state that it was made from; applying it makes that JSON the state.
 * As the real one it refuses another backend than the last one, unless told to reconfigure, and a plan that is stale.
 * A stack whose JSON has a member "fails" fails in the command that this names, with the words of "says"; one with "waits"
 * waits there. With
 * "locks", init writes a list of providers, as it does where there is none. OpenTofu is REGISTRY=registry.opentofu.org.
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
  readonly says?: string;
  readonly waits?: string;
  readonly locks?: boolean;
  /** What a plan says as JSON. */
  readonly changes?: readonly object[];
  readonly terraform: {
    readonly backend: object;
    readonly required_providers: Readonly<Record<string, { readonly source: string; readonly version: string }>>;
  };
}

const registry = process.env['REGISTRY'] ?? 'registry.terraform.io';
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
const backend = JSON.stringify({ registry, backend: stack.terraform.backend });
const dataFolder = process.env['TF_DATA_DIR'] ?? '';
const remembered = join(dataFolder, 'backend');
const stateFile = join(
  folder,
  `state-${createHash('sha1').update(JSON.stringify(stack.terraform.backend)).digest('hex')}.json`,
);
const state: State = JSON.parse(read(stateFile) ?? '{"serial":0,"text":""}');

const shown = rest.map((arg) => arg.replace(/(^|=)\/.*\//, '$1'));
appendFileSync(join(folder, 'calls.log'), `${stack.name ?? 'stack'}: ${[command, ...shown].join(' ')}\n`);

if (stack.fails === command) fail(stack.says ?? `${command} of ${stack.name}`);
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
    if (rest.includes('-json')) process.stdout.write(JSON.stringify({ resource_changes: stack.changes ?? [] }));
    else process.stdout.write(`Plan of ${JSON.parse(readPlan().text).name}\n`);
  },
  apply() {
    const plan = readPlan();
    if (plan.serial !== state.serial) fail('Saved plan is stale');
    writeFileSync(stateFile, JSON.stringify({ serial: state.serial + 1, text: plan.text }));
  },
};
/** As the real one, it drops the entries of other registries. Of a platform without another name it knows one build. */
function lockProviders(): void {
  const platforms = rest.filter((arg) => arg.startsWith('-platform='));
  const builds = platforms.length === 0 ? ['here'] : platforms.map((arg) => arg.slice('-platform='.length));
  const file = join(stackFolder, '.terraform.lock.hcl');
  const before = read(file) ?? '';
  const entries = Object.values(stack.terraform.required_providers).map(({ source, version }) => {
    const head = `provider "${registry}/${source}" {\n  version     = "${version}"\n`;
    const known = before.includes(head) ? (before.match(/(?<="h1:)[^"]+/g) ?? []) : [];
    const hashes = [...new Set([...known, ...builds])].map((name) => `    "h1:${name}",\n`);
    return `${head}  hashes = [\n${hashes.join('')}  ]\n}\n`;
  });
  writeFileSync(file, entries.join('\n'));
}

// Waits for a file "go", or for a signal, which makes it fail as a cancelled request does.
if (stack.waits === command) {
  process.on('SIGINT', () => {
    appendFileSync(join(folder, 'calls.log'), `${stack.name}: SIGINT\n`);
    fail('context canceled');
  });
  process.stdout.write('waiting\n');
  setInterval(() => {
    if (!existsSync(join(folder, 'go'))) return;
    commands[command]?.();
    process.exit();
  }, 20);
} else commands[command]?.();
