import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { DataAwsCallerIdentity } from '@cdktn/provider-aws/lib/data-aws-caller-identity';
import { DataAwsPartition } from '@cdktn/provider-aws/lib/data-aws-partition';
import { AwsProvider } from '@cdktn/provider-aws/lib/provider';
import { alertsTopicName, parameterName, resourceName } from '@pulso/contracts/envelope';
import { type StageSettings } from '@pulso/infra/stages';
import { App, LocalBackend, S3Backend, TerraformStack, type TerraformResourceLifecycle } from 'cdktn';
import { type Construct } from 'constructs';

/** The oldest Terraform that knows everything the stacks use. */
const oldestTerraform = '1.11.0';

/** What every stack needs to know about the stage it is deployed to. */
export type StackSettings = Pick<
  StageSettings,
  'stage' | 'region' | 'accountId' | 'logRetentionDays' | 'protectsData' | 'tracing'
>;

export interface PulsoStackProps {
  readonly settings: StackSettings;
  /** An existing S3 bucket in the stage's region that keeps the state. Absent: a file beside the stack, for what is not deployed. */
  readonly stateBucket?: string | undefined;
}

/**
 * The stack of one service.
 *
 * Names and addresses of resources are computed, never looked up: no stack needs another one's state, and a plan shows
 * every policy in full, also before what it names exists. What has to exist first is said with `dependsOn`.
 */
export class PulsoStack extends TerraformStack {
  readonly app: PulsoApp;
  readonly service: string;
  readonly settings: StackSettings;
  readonly accountId: string;
  private readonly partition: DataAwsPartition;

  constructor(app: PulsoApp, service: string, { settings, stateBucket }: PulsoStackProps) {
    super(app, service);
    this.app = app;
    this.service = service;
    this.settings = settings;
    const { stage, region } = settings;
    new AwsProvider(this, 'aws', {
      region,
      ...(settings.accountId === undefined ? {} : { allowedAccountIds: [settings.accountId] }),
      defaultTags: [{ tags: { project: 'pulso', stage, service } }],
    });
    this.addOverride('terraform.required_version', `>= ${oldestTerraform}`);
    const key = `pulso/${stage}/${service}.tfstate`;
    if (stateBucket) new S3Backend(this, { bucket: stateBucket, key, region, encrypt: true, useLockfile: true });
    else new LocalBackend(this, { path: 'terraform.tfstate' });
    this.accountId = settings.accountId ?? new DataAwsCallerIdentity(this, 'account').accountId;
    this.partition = new DataAwsPartition(this, 'partition');
  }

  /** The full name of a resource of this stage, whichever stack owns it. */
  nameOf(base: string): string {
    return resourceName(this.settings.stage, base);
  }

  queueUrl(base: string): string {
    return `https://sqs.${this.settings.region}.${this.partition.dnsSuffix}/${this.accountId}/${this.nameOf(base)}`;
  }

  queueArn(base: string): string {
    return this.arn('sqs', this.nameOf(base));
  }

  tableArn(base: string): string {
    return this.arn('dynamodb', `table/${this.nameOf(base)}`);
  }

  functionArn(base: string): string {
    return this.arn('lambda', `function:${this.nameOf(base)}`);
  }

  /** The form that policies want: with `:*` at its end. */
  logGroupPolicyArn(logGroupName: string): string {
    return this.arn('logs', `log-group:${logGroupName}:*`);
  }

  parameterArn(base: string): string {
    return this.arn('ssm', `parameter${parameterName(this.settings.stage, base)}`);
  }

  /** The topic that every alarm of the stage notifies. */
  alertsTopicArn(): string {
    return this.arn('sns', this.nameOf(alertsTopicName));
  }

  /** The ARN of anything else in the stage's account and region. */
  arn(service: string, resource: string): string {
    return `arn:${this.partition.partition}:${service}:${this.settings.region}:${this.accountId}:${resource}`;
  }
}

/** @throws {NoStageError} The construct is not inside a {@link PulsoStack}. Not retryable. */
export function stackOf(construct: Construct): PulsoStack {
  const stack = TerraformStack.of(construct);
  if (stack instanceof PulsoStack) return stack;
  throw new NoStageError(construct.node.path);
}

/** A construct stands in a stack that has no stage, so it can't be named. */
export class NoStageError extends Error {
  override readonly name = 'NoStageError';

  constructor(construct: string) {
    super(`"${construct}" must be placed inside a PulsoStack: its name comes from the stack's stage.`);
  }
}

/**
 * What a resource adds to its arguments whose content can't be made again: tables, queues, usage records, the pseudonym
 * key.
 *
 * Where the stage protects data, Terraform refuses every plan that would destroy or replace the resource, before AWS is
 * asked. Deletion protection, where the resource has it, refuses all others.
 *
 * @see https://developer.hashicorp.com/terraform/language/meta-arguments/prevent_destroy
 */
export const keptBy = ({ protectsData }: StackSettings): { readonly lifecycle?: TerraformResourceLifecycle } =>
  protectsData ? { lifecycle: { preventDestroy: true } } : {};

/** Where function packages are put together before they are zipped; gone after the synth. */
const stagingFolder = 'packages';

/** One service's program: one app, one stack, one state. */
export class PulsoApp extends App {
  /** An absolute path of this synth's own for the files of one function package. */
  stagingPath(name: string): string {
    return join(resolve(this.outdir), stagingFolder, name);
  }

  override synth(): void {
    try {
      super.synth();
    } finally {
      rmSync(join(resolve(this.outdir), stagingFolder), { recursive: true, force: true });
    }
  }
}

/**
 * Starts a program that writes Terraform JSON to `outdir`/stacks/<service>.
 *
 * @param outdir - Relative to the working directory, or absolute.
 */
export function createApp({ outdir }: { readonly outdir: string }): PulsoApp {
  // cdktn creates the last folder only.
  mkdirSync(outdir, { recursive: true });
  return new PulsoApp({
    outdir,
    stackTraces: false,
    context: {
      // The S3 backend's lock file and write-only arguments exist since 1.11; cdktn refuses them without this.
      targetVersions: { terraform: `>=${oldestTerraform}` },
      canonicalAssetHashes: 'true',
      failOnConstructsOutsideOfStacks: 'true',
    },
  });
}
