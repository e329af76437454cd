import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { TerraformStack } from 'cdktn';

import { NoStageError, PulsoStack, type StackSettings, createApp, stackOf } from './pulso-stack';
import { synthesizeForSpec } from './synthesize-for-spec';

const settings: StackSettings = {
  stage: 'test',
  region: 'eu-west-1',
  logRetentionDays: 30,
  protectsData: true,
  tracing: 'PassThrough',
};

const synthesize = (stateBucket?: string, overrides: Partial<StackSettings> = {}) =>
  synthesizeForSpec((app) => new PulsoStack(app, 'thing', { settings: { ...settings, ...overrides }, stateBucket }));

describe('PulsoStack', () => {
  it('keeps its state in a bucket with a lock file, if it has a bucket', () => {
    const { text } = synthesize('states');

    expect(JSON.parse(text)).toMatchObject({
      terraform: {
        required_version: '>= 1.11.0',
        backend: {
          s3: {
            bucket: 'states',
            key: 'pulso/test/thing.tfstate',
            region: 'eu-west-1',
            use_lockfile: true,
            encrypt: true,
          },
        },
      },
    });
  });

  it('has no bucket by default: then it is not deployed', () => {
    const { text } = synthesize();

    expect(JSON.parse(text)).toMatchObject({ terraform: { backend: { local: { path: 'terraform.tfstate' } } } });
  });

  it('tags everything with project, stage and service', () => {
    const { text } = synthesize();

    expect(JSON.parse(text)).toMatchObject({
      provider: {
        aws: [{ region: 'eu-west-1', default_tags: [{ tags: { project: 'pulso', stage: 'test', service: 'thing' } }] }],
      },
    });
  });

  it.each<[string, Partial<StackSettings>, object]>([
    ['the account that the stage names', { accountId: '210987654321' }, { allowed_account_ids: ['210987654321'] }],
    ['any account if the stage names none', {}, {}],
  ])('may change %s', (_case, overrides, expected) => {
    const [provider] = JSON.parse(synthesize('states', overrides).text).provider.aws;

    const { region: _region, default_tags: _tags, ...others } = provider;
    expect(others).toEqual(expected);
  });

  it("computes ARNs that plans show: with the stage's account, or that of the credentials", () => {
    const arns: string[] = [];
    const build = (accountId: string | undefined) =>
      synthesizeForSpec((app) => {
        const stack = new PulsoStack(app, 'thing', { settings: { ...settings, ...(accountId ? { accountId } : {}) } });
        arns.push(stack.tableArn('things'));
        return stack;
      });

    const [named, unnamed] = [build('210987654321'), build(undefined)];

    expect(arns[0]).toMatch(/:dynamodb:eu-west-1:210987654321:table\/pulso-test-things$/);
    expect(named.text).not.toContain('aws_caller_identity');
    expect(unnamed.text).toContain('aws_caller_identity');
  });

  it('rejects constructs in a stack without a stage', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pulso-stack-'));
    const plain = new TerraformStack(createApp({ outdir: folder }), 'plain');

    expect(() => stackOf(plain)).toThrow(NoStageError);

    rmSync(folder, { recursive: true });
  });
});
