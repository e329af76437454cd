import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { DeployError } from '../deploy/deploy-error';
import type { Interruption } from '../deploy/interruption';
import { NothingAppliedError } from '../deploy/run-terraform';
import { createTerraform, findTerraform, type TerraformOptions } from '../deploy/terraform';

const notInterrupted: Interruption = {
  signal: undefined,
  check: () => undefined,
  during: (_stop, step) => step(),
  throughout: (_abort, step) => step(),
  end: () => undefined,
};
const aws = (version: string) => ({ aws: { source: 'hashicorp/aws', version } });

describe('terraform', () => {
  let folder: string;
  let program: string;
  let said: string[];
  const started: ChildProcess[] = [];

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'pulso-terraform-')));
    program = join(folder, 'terraform');
    said = [];
    const fake = resolve(__dirname, 'testing/fake-terraform.ts');
    // What a person would see goes nowhere.
    const script = `exec "${process.execPath}" "${fake}" "${folder}" "$@"`;
    writeFileSync(program, `#!/bin/sh\n[ "$1" = version ] || exec >>"${folder}/output" 2>&1\n${script}\n`, {
      mode: 0o755,
    });
    mkdirSync(join(folder, 'infra'));
    mkdirSync(join(folder, 'stack'));
  });

  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  function write({
    bucket = 'states',
    requires = {},
    ...content
  }: {
    bucket?: string;
    requires?: object;
    [more: string]: unknown;
  }) {
    const terraform = { backend: { s3: { bucket } }, required_providers: requires };
    writeFileSync(join(folder, 'stack/cdk.tf.json'), JSON.stringify({ name: 'bot', ...content, terraform }));
  }

  const options = (more: Partial<TerraformOptions> = {}): TerraformOptions => ({
    terraform: { program, registry: 'registry.terraform.io' },
    folder: join(folder, 'stack'),
    workFolder: join(folder, 'prod'),
    cacheFolder: join(folder, 'providers'),
    lockFile: join(folder, 'infra/.terraform.lock.hcl'),
    isReadOnly: false,
    interruption: notInterrupted,
    say: (line: string) => void said.push(line),
    ...more,
  });

  function takeCalls(): string[] {
    const file = join(folder, 'calls.log');
    const calls = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    rmSync(file, { force: true });
    return calls.map((call) => call.replace('bot: ', ''));
  }

  it('applies exactly the plan that it has made', async () => {
    write({ version: 1 });
    const terraform = createTerraform(options());
    await terraform.init();
    const plan = await terraform.plan();

    await terraform.apply(plan);

    expect(takeCalls()).toEqual([
      'init -input=false',
      'plan -input=false -detailed-exitcode -out=plan.tfplan',
      'apply -input=false plan.tfplan',
    ]);
    expect([plan.hasChanges, (await terraform.plan()).hasChanges]).toEqual([true, false]);
  });

  it('applies no plan that has taken the place of its own', async () => {
    write({ version: 1 });
    const terraform = createTerraform(options());
    await terraform.init();
    const plan = await terraform.plan();
    writeFileSync(plan.file, '{}');
    takeCalls();

    await expect(terraform.apply(plan)).rejects.toThrow(/is not the plan that was shown/);
    expect(takeCalls()).toEqual([]);
  });

  it('says that nothing was applied where the state is another one than that of the plan', async () => {
    write({ version: 1 });
    const terraform = createTerraform(options());
    await terraform.init();
    const plan = await terraform.plan();
    await terraform.apply(plan);
    // What it says comes through this process.
    writeFileSync(program, readFileSync(program, 'utf8').replace(`>>"${folder}/output" 2>&1`, '>/dev/null'));
    const shown = jest.spyOn(process.stderr, 'write').mockReturnValue(true);

    const again = terraform.apply(plan);

    await expect(again).rejects.toThrow(NothingAppliedError);
    expect(shown.mock.calls.map(([text]) => String(text)).join('')).toBe('Error: Saved plan is stale\n');
    shown.mockRestore();
  });

  /** @returns The error of an apply that fails with words of Terraform. */
  async function failToApply(words: string) {
    write({ fails: 'apply', says: words });
    writeFileSync(program, readFileSync(program, 'utf8').replace(`>>"${folder}/output" 2>&1`, '>/dev/null'));
    const shown = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const terraform = createTerraform(options());
    await terraform.init();
    const error: unknown = await terraform.apply(await terraform.plan()).catch((thrown: unknown) => thrown);
    shown.mockRestore();
    return error;
  }

  it.each([
    'Saved plan does not match the given state',
    'Inconsistent dependency lock file',
    'Required plugins are not installed',
    'Invalid plan file',
    'Cannot apply incomplete plan',
    'Failed to load "plan.tfplan" as a plan file',
    'Failed to read plan from plan file',
    'error loading state: operation error S3: GetObject, AccessDenied',
    'Error acquiring the state lock',
  ])('knows that nothing was applied where Terraform says: %s', async (words) => {
    expect(await failToApply(words)).toBeInstanceOf(NothingAppliedError);
  });

  it.each([
    'creating Lambda Function (pulso-prod-bot): Invalid plan file',
    'Failed to save state',
    'Error releasing the state lock',
  ])('takes something for applied where Terraform says: %s', async (words) => {
    const error = await failToApply(words);

    expect(error).toBeInstanceOf(DeployError);
    expect(error).not.toBeInstanceOf(NothingAppliedError);
  });

  it('finds the secrets that a plan deletes', async () => {
    const change = (type: string, actions: string[], before: object | null) => ({ type, change: { actions, before } });
    write({
      changes: [
        change('aws_ssm_parameter', ['delete'], { name: '/pulso/prod/webhook-a', type: 'SecureString' }),
        change('aws_ssm_parameter', ['delete', 'create'], { name: '/pulso/prod/webhook-b', type: 'SecureString' }),
        change('aws_ssm_parameter', ['create'], null),
        change('aws_ssm_parameter', ['update'], { name: '/pulso/prod/bot-token', type: 'SecureString' }),
        change('aws_ssm_parameter', ['delete'], { name: '/pulso/prod/settings', type: 'String' }),
        change('aws_sqs_queue', ['delete'], { name: 'pulso-prod-jobs' }),
      ],
    });
    const terraform = createTerraform(options());
    await terraform.init();
    // What it prints is what is read.
    writeFileSync(program, readFileSync(program, 'utf8').replace(`>>"${folder}/output" 2>&1`, ''));

    const deleted = terraform.deletedSecrets({ file: 'any', hash: '', hasChanges: true });

    expect(deleted).toEqual(['/pulso/prod/webhook-a', '/pulso/prod/webhook-b']);
  });

  it('takes no lock on the state when it only plans', async () => {
    write({ version: 1, requires: aws('6.66.0') });
    const terraform = createTerraform(options({ isReadOnly: true }));
    await terraform.init();

    await terraform.plan();

    expect(takeCalls()).toEqual([
      'init -input=false',
      'plan -input=false -detailed-exitcode -out=plan.tfplan -lock=false',
    ]);
    expect(existsSync(join(folder, 'infra/.terraform.lock.hcl'))).toBe(false);
  });

  it('connects anew to another bucket, once, and moves no state there', async () => {
    write({});
    await createTerraform(options()).init();
    write({ bucket: 'other' });
    await createTerraform(options()).init();
    await createTerraform(options()).init();

    expect(takeCalls()).toEqual(['init -input=false', 'init -input=false -reconfigure', 'init -input=false']);
  });

  it('connects anew when Terraform and OpenTofu take turns in one clone', async () => {
    const tofu = join(folder, 'tofu');
    writeFileSync(tofu, `#!/bin/sh\nREGISTRY=registry.opentofu.org exec "${program}" "$@"\n`, { mode: 0o755 });
    const ofTofu = options({ terraform: { program: tofu, registry: 'registry.opentofu.org' } });
    write({});
    await createTerraform(options()).init();
    await createTerraform(ofTofu).init();
    await createTerraform(ofTofu).init();
    await createTerraform(options()).init();

    expect(takeCalls()).toEqual([
      'init -input=false',
      'init -input=false -reconfigure',
      'init -input=false',
      'init -input=false -reconfigure',
    ]);
  });

  it('keeps apart what it remembers about two stages', async () => {
    write({});
    await createTerraform(options()).init();
    write({ bucket: 'other' });
    await createTerraform(options({ workFolder: join(folder, 'staging') })).init();
    await createTerraform(options({ workFolder: join(folder, 'staging') })).plan();

    expect(takeCalls().filter((call) => call.includes('-reconfigure'))).toEqual([]);
  });

  it.each(['init', 'plan', 'apply'])('says which step failed: %s', async (step) => {
    write({ fails: step });
    const terraform = createTerraform(options());

    const deployed = terraform.init().then(async () => terraform.apply(await terraform.plan()));

    await expect(deployed).rejects.toThrow(`terraform ${step} failed`);
  });

  it('says how to get the program where it is missing, and knows OpenTofu', () => {
    const tofu = join(folder, 'tofu');
    writeFileSync(tofu, '#!/bin/sh\necho OpenTofu v1.11.0\n', { mode: 0o755 });

    expect(() => findTerraform(join(folder, 'none'))).toThrow(
      /^Cannot run .*none: .*ENOENT.*\. Install Terraform 1\.11/,
    );
    expect(findTerraform(program).registry).toBe('registry.terraform.io');
    expect(findTerraform(tofu).registry).toBe('registry.opentofu.org');
  });

  describe('with a provider', () => {
    const lockFile = () => join(folder, 'infra/.terraform.lock.hcl');
    const locks = () => takeCalls().filter((call) => call.includes('providers lock'));

    it('writes down its checksums for all platforms, and asks to commit them', async () => {
      write({ requires: aws('6.66.0') });

      await createTerraform(options()).init();

      expect(locks()).toEqual([
        'providers lock -platform=linux_amd64 -platform=linux_arm64 -platform=darwin_amd64 -platform=darwin_arm64',
      ]);
      expect(readFileSync(lockFile(), 'utf8')).toContain('version     = "6.66.0"');
      expect(said.at(-1)).toMatch(/\.terraform\.lock\.hcl has changed: commit it/);
    });

    it('looks them up again for another version alone', async () => {
      write({ requires: aws('6.66.0') });
      await createTerraform(options()).init();
      takeCalls();
      await createTerraform(options({ workFolder: join(folder, 'other') })).init();
      const again = locks();
      write({ requires: aws('6.67.0') });

      await createTerraform(options()).init();

      expect(again).toEqual([]);
      expect(locks()).toHaveLength(1);
      expect(readFileSync(lockFile(), 'utf8')).toContain('version     = "6.67.0"');
    });

    it('looks them up again where the list has fewer platforms, such as one that init wrote', async () => {
      write({ requires: aws('6.66.0'), locks: true });
      await createTerraform(options({ isReadOnly: true })).init();
      writeFileSync(lockFile(), readFileSync(join(folder, 'stack/.terraform.lock.hcl')));
      takeCalls();

      await createTerraform(options()).init();

      expect(locks()).toHaveLength(1);
      expect(readFileSync(lockFile(), 'utf8').match(/"h1:/g)).toHaveLength(5);
      expect(said.at(-1)).toMatch(/has changed: commit it/);
    });

    it('keeps the entry of the other program, which removes it', async () => {
      const other =
        'provider "registry.opentofu.org/hashicorp/aws" {\n  version     = "6.66.0"\n  hashes = [\n  ]\n}\n';
      write({ requires: aws('6.66.0') });
      writeFileSync(lockFile(), other);

      await createTerraform(options()).init();
      const first = readFileSync(lockFile(), 'utf8');
      said = [];
      await createTerraform(options()).init();

      expect(first).toContain('provider "registry.terraform.io/hashicorp/aws" {');
      expect(first).toContain(other);
      expect(readFileSync(lockFile(), 'utf8')).toBe(first);
      expect(said).toEqual([]);
    });

    it('keeps to itself, for the next stack, what it has learned while it only plans', async () => {
      write({ requires: aws('6.66.0'), locks: true });
      await createTerraform(options({ isReadOnly: true })).init();
      rmSync(join(folder, 'stack/.terraform.lock.hcl'));
      write({ requires: aws('6.66.0') });

      await createTerraform(options({ isReadOnly: true })).init();

      expect(locks()).toEqual([]);
      expect(existsSync(lockFile())).toBe(false);
      expect(readFileSync(join(folder, 'stack/.terraform.lock.hcl'), 'utf8')).toContain('version     = "6.66.0"');
    });

    it.each([
      ['uses the list of an older commit that names its provider', '6.66.0', true],
      ['goes without a list of an older commit that names another version', '6.65.0', false],
      ['goes without a list where an older commit has none', undefined, false],
    ])('%s, and leaves it as it is', async (_what, listed, isUsed) => {
      write({ requires: aws('6.66.0') });
      const list = listed && `provider "registry.terraform.io/hashicorp/aws" {\n  version     = "${listed}"\n}\n`;
      if (list !== undefined) writeFileSync(lockFile(), list);

      await createTerraform(options({ isOlderCommit: true })).init();

      const text = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
      expect(takeCalls()).toEqual(['init -input=false']);
      expect(text(join(folder, 'stack/.terraform.lock.hcl'))).toBe(isUsed ? list : undefined);
      expect(text(lockFile())).toBe(list);
      expect(said).toEqual([]);
    });

    it('applies a saved plan with the list that the plan was made with', async () => {
      write({ requires: aws('6.66.0'), locks: true });
      const planner = createTerraform(options({ isReadOnly: true }));
      await planner.init();
      const locks = join(folder, 'bot.lock.hcl');
      writeFileSync(locks, planner.readLocks());
      rmSync(join(folder, 'stack/.terraform.lock.hcl'));
      write({ requires: aws('6.66.0') });

      await createTerraform(options()).init({ file: '', hash: '', hasChanges: true, locks });

      expect(readFileSync(join(folder, 'stack/.terraform.lock.hcl'), 'utf8')).toBe(readFileSync(locks, 'utf8'));
      expect(existsSync(lockFile())).toBe(false);
      expect(takeCalls().filter((call) => call.startsWith('providers'))).toEqual([]);
    });

    it('goes on with the checksums of one platform where the others can not be had', async () => {
      write({ requires: aws('6.66.0'), fails: 'providers' });

      await createTerraform(options()).init();

      expect(said).toContain(
        'That failed. The lock file will lack checksums of some platforms; the next deploy tries again.',
      );
      expect(takeCalls().at(-1)).toBe('init -input=false');

      await createTerraform(options({ workFolder: join(folder, 'other') })).init();

      // The next stack does not try again.
      expect(takeCalls()).toEqual(['init -input=false']);
    });
  });

  const installed = ['terraform', 'tofu'].find((name) => spawnSync(name, ['version']).status === 0);
  const describeReal = installed === undefined ? describe.skip : describe;

  describeReal('where terraform or tofu is installed', () => {
    it('takes every step on a stack that needs no provider, and another state when told so', async () => {
      const write = (path: string) => {
        const resource = { terraform_data: { one: { input: path } } };
        const stack = { terraform: { backend: { local: { path: join(folder, path) } } }, resource };
        writeFileSync(join(folder, 'stack/cdk.tf.json'), JSON.stringify(stack));
      };
      // In a process of its own: what it prints is for people.
      const steps = `
        const { createTerraform, findTerraform } = require(${JSON.stringify(resolve(__dirname, '../deploy/terraform.ts'))});
        const runs = (_, step) => step();
        const interruption = { check: () => undefined, during: runs, throughout: runs };
        const options = ${JSON.stringify(options())};
        const terraform = createTerraform({ ...options, terraform: findTerraform('${installed}'), interruption, say: console.log });
        (async () => {
          await terraform.init();
          const plan = await terraform.plan();
          console.log(terraform.describe(plan).includes('will be created') ? 'described' : 'not described');
          console.log('deleted secrets:', terraform.deletedSecrets(plan).length);
          if (plan.hasChanges) await terraform.apply(plan);
          console.log('then', (await terraform.plan()).hasChanges);
        })();`;
      const run = () =>
        spawnSync(process.execPath, ['-e', steps], {
          encoding: 'utf8',
          // Whoever runs the tests may want colours.
          env: { ...process.env, CHECKPOINT_DISABLE: '1', FORCE_COLOR: '0' },
        });
      write('first');
      const first = run();
      write('second');
      const second = run();

      expect([first.status, second.status]).toEqual([0, 0]);
      expect(first.stdout).toMatch(
        /described\ndeleted secrets: 0\n[^]*Apply complete! Resources: 1 added[^]*then false\n$/,
      );
      expect(second.stdout).toMatch(/Successfully configured the backend[^]*then false\n$/);
      expect(readFileSync(join(folder, 'first'), 'utf8')).toContain('"value": "first"');
      expect(readFileSync(join(folder, 'second'), 'utf8')).toContain('"value": "second"');
    });
  });

  describe('when the person stops it', () => {
    const tooling = resolve(__dirname, '../deploy');
    const pressMs = 300;

    /** A deploy of one stack in a process of its own. */
    const deployProgram = (own: object) => `
      const { createInterruption } = require(${JSON.stringify(`${tooling}/interruption.ts`)});
      const { createTerraform } = require(${JSON.stringify(`${tooling}/terraform.ts`)});
      const say = (line) => console.log(line);
      const interruption = createInterruption({ say, samePressMs: ${pressMs} });
      const terraform = createTerraform({ ...${JSON.stringify(own)}, interruption, say });
      (async () => {
        await terraform.init();
        const plan = await terraform.plan();
        await terraform.apply(plan);
        say('applied');
        await terraform.plan();
      })().catch((error) => { say(error.name + ': ' + error.message); process.exit(130); });`;

    /** Starts the deploy and waits until Terraform waits. */
    async function deploying(waits: string) {
      write({ waits });
      const child = spawn(process.execPath, ['-e', deployProgram(options())], {
        stdio: ['ignore', 'pipe', 'inherit'],
        detached: true,
      });
      started.push(child);
      let output = '';
      child.stdout.on('data', (chunk) => {
        output += String(chunk);
      });
      const ended = new Promise((done) => child.once('close', done));
      const until = async (isSo: () => boolean) => {
        while (!isSo()) await new Promise((next) => setTimeout(next, 20));
      };
      const file = join(folder, 'output');
      await until(() => existsSync(file) && readFileSync(file, 'utf8').includes('waiting'));
      return {
        // As from a terminal: to the whole group.
        press: () => process.kill(-Number(child.pid), 'SIGINT'),
        send: (signal: NodeJS.Signals) => process.kill(Number(child.pid), signal),
        says: (text: string) => until(() => output.includes(text)),
        end: async () => ({ status: await ended, output }),
      };
    }

    const pressIsOver = () => new Promise((next) => setTimeout(next, pressMs + 200));

    it('lets an apply come to its end, although the signal of one press comes twice, and begins nothing after it', async () => {
      const deploy = await deploying('apply');

      deploy.press();
      await deploy.says('Stopping after this stack');
      deploy.press();
      await pressIsOver();
      writeFileSync(join(folder, 'go'), '');

      const { status, output } = await deploy.end();
      expect(status).toBe(130);
      expect(output).toMatch(/a second Ctrl-C aborts it.*\napplied\nInterruptedError: stopped by SIGINT\n$/);
      expect(takeCalls().slice(2)).toEqual(['apply -input=false plan.tfplan']);
    });

    it('aborts an apply at a second press', async () => {
      const deploy = await deploying('apply');

      deploy.press();
      await deploy.says('Stopping after this stack');
      await pressIsOver();
      deploy.press();

      expect((await deploy.end()).output).toMatch(/\nAborting\.\nDeployError: terraform apply failed\n$/);
      expect(takeCalls().slice(2)).toEqual(['apply -input=false plan.tfplan', 'SIGINT']);
    });

    it.each<[string, NodeJS.Signals, NodeJS.Signals]>([
      ['a cancelled job of GitHub, which terminates after it has interrupted,', 'SIGINT', 'SIGTERM'],
      ['a terminal that is closed after a Ctrl-C', 'SIGINT', 'SIGHUP'],
      ['a first Ctrl-C after another signal', 'SIGTERM', 'SIGINT'],
    ])('lets %s abort no apply', async (_what, first, second) => {
      const deploy = await deploying('apply');

      deploy.send(first);
      await deploy.says('Stopping after this stack');
      await pressIsOver();
      deploy.send(second);
      await pressIsOver();
      writeFileSync(join(folder, 'go'), '');

      expect((await deploy.end()).output).toMatch(new RegExp(`applied\nInterruptedError: stopped by ${first}\n$`));
      expect(takeCalls().slice(2)).toEqual(['apply -input=false plan.tfplan']);
    });

    it.each(['init', 'plan'])('ends %s at once', async (command) => {
      const deploy = await deploying(command);

      deploy.press();

      expect((await deploy.end()).output).toContain('Stopping: nothing else is started.');
      expect(takeCalls().at(-1)).toBe('SIGINT');
    });
  });
});
