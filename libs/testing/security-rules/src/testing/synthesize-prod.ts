import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Body } from '../rule';

const root = join(__dirname, '../../../../..');

/** A resource as it stands in a stack. */
export interface Resource {
  readonly type: string;
  /** A function's own, otherwise the resource's place in the stack. */
  readonly name: string;
  readonly body: Body;
}

interface StackFile {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Body>>>>;
  readonly provider: { readonly aws: readonly Body[] };
}

/** Constructs and settings are none, nor are the policies of the roles that deploy. */
const isStack = (name: string): boolean => existsSync(join(root, 'infra', name, 'project.json'));

/**
 * All programs in one process: what they load is most of the time that they need. One after the other, since they read
 * the environment, and one of them only after it has loaded the catalogue.
 */
const program = `
  (async () => {
    for (const stack of process.argv.slice(1)) {
      process.env.CDKTF_OUTDIR = require('node:path').join(process.env.OUT, stack);
      require(require('node:path').resolve('dist/infra', stack, 'main.js'));
      await new Promise(setImmediate);
    }
  })();`;

/**
 * Synthesizes every stack for the stage `prod`, with the programs that are built.
 *
 * @throws {Error} They are not built, or a synth fails.
 */
export function synthesizeProd(): readonly Resource[] {
  const stacks = readdirSync(join(root, 'infra')).filter(isStack);
  const missing = stacks.filter((name) => !existsSync(join(root, 'dist/infra', name, 'main.js')));
  if (missing.length > 0) throw new Error(`Build ${missing.join(', ')} first: npx nx test security-rules does it.`);
  const out = mkdtempSync(join(tmpdir(), 'pulso-security-rules-'));
  try {
    execFileSync(process.execPath, ['-e', program, ...stacks], {
      cwd: root,
      env: { PATH: process.env['PATH'], STAGE: 'prod', OUT: out },
    });
    return stacks.flatMap((stack) =>
      readdirSync(join(out, stack, 'stacks')).flatMap((name) =>
        resourcesOf(readFileSync(join(out, stack, 'stacks', name, 'cdk.tf.json'), 'utf8')),
      ),
    );
  } finally {
    rmSync(out, { recursive: true });
  }
}

function resourcesOf(text: string): Resource[] {
  const { resource, provider } = JSON.parse(text) as StackFile;
  const resources = Object.entries(resource).flatMap(([type, bodies]) =>
    Object.entries(bodies).map(([place, body]) => ({ type, name: nameOf(body) ?? place, body })),
  );
  return [...resources, ...provider.aws.map((body) => ({ type: 'provider', name: 'aws', body }))];
}

/** Others refer to their function by this argument. */
const nameOf = ({ function_name: name }: Body): string | undefined =>
  typeof name === 'string' && !name.includes('${') ? name : undefined;
