/**
 * Stands in for Terraform: a program that TERRAFORM names. It keeps a state beside the repository's folder, in
 * `state.json`, and its calls in `calls.log`.
 *
 * A plan is the stack's JSON beside the serial of the state that it was made from; applying it makes that JSON the state.
 * A stack whose JSON has a member "fails" fails in the command that this names. With "waits", apply waits for signals.
 */
export const fakeTerraform = `#!${process.execPath}
const { appendFileSync, existsSync, readFileSync, writeFileSync } = require('node:fs');
const [chdir, command, ...args] = process.argv.slice(2);
process.chdir(chdir.slice('-chdir='.length));
const root = process.cwd().replace(/\\/dist\\/.*/, '');
const log = (line) => appendFileSync(root + '/calls.log', line + '\\n');
const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);
const fail = (message) => {
  process.stderr.write('Error: ' + message + '\\n');
  process.exit(1);
};
const stateFile = root + '/state.json';
const state = read(stateFile) ?? { serial: 0, stack: {} };
const stack = read('cdk.tf.json');
log([command, ...args].join(' '));
if (stack.fails === command) fail(command);
const commands = {
  init: () => {},
  plan() {
    writeFileSync('plan.tfplan', JSON.stringify({ serial: state.serial, stack }));
    process.exitCode = JSON.stringify(stack) === JSON.stringify(state.stack) ? 0 : 2;
  },
  show() {
    const deleted = (state.stack.secrets ?? []).filter((name) => !(stack.secrets ?? []).includes(name));
    const changes = deleted.map((name) => ({ change: { actions: ['delete'], before: { name, type: 'SecureString' } } }));
    process.stdout.write(args.includes('-json') ? JSON.stringify({ resource_changes: changes }) : 'the plan\\n');
  },
  apply() {
    const plan = read(args.at(-1));
    if (plan.serial !== state.serial) fail('Saved plan is stale');
    const save = () => writeFileSync(stateFile, JSON.stringify({ serial: state.serial + 1, stack: plan.stack }));
    if (!plan.stack.waits) return save();
    let signals = 0;
    const end = () => {
      log('signal');
      signals += 1;
      // A second signal would come before this, and the state would not be saved.
      if (signals === 1) setTimeout(() => (save(), process.exit(1)), 100);
      else process.exit(1);
    };
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, end);
    setInterval(() => {}, 1000);
    process.stdout.write('waiting\\n');
  },
};
commands[command]();
`;
