import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { DataAwsCallerIdentity } from '@cdktn/provider-aws/lib/data-aws-caller-identity';
import { DataAwsPartition } from '@cdktn/provider-aws/lib/data-aws-partition';
import { AwsProvider } from '@cdktn/provider-aws/lib/provider';
import { alertsTopicName, parameterName, resourceName } from '@pulso/contracts/envelope';
import { type StageSettings } from '@pulso/infra/stages';
import { App, LocalBackend, S3Backend, TerraformStack, type TerraformResourceLifecycle } from 'cdktn';
import { type Construct } from 'constructs';

/** The oldest Terraform that supports the stacks. */
const oldestTerraform = '1.11.0';

/** The settings of its stage that every stack needs. */
export type StackSettings = Pick<
  StageSettings,
  'stage' | 'region' | 'accountId' | 'logRetentionDays' | 'protectsData' | 'tracing'
>;

export interface PulsoStackProps {
  readonly settings: StackSettings;
  /** An existing S3 bucket in the stage's region for the state. Absent: a file beside the stack, which is not deployed. */
  readonly stateBucket?: string | undefined;
}

/**
 * The stack of one service.
 *
 * Names and addresses of resources are computed, never looked up: no stack needs another one's state, and a plan shows
 * every policy in full, even before its resources exist. `dependsOn` names resources that must exist first.
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

  /** The form for policies, which ends in `:*`. */
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

/** A construct's stack has no stage, so it can't be named. */
export class NoStageError extends Error {
  override readonly name = 'NoStageError';

  constructor(construct: string) {
    super(`"${construct}" must be placed inside a PulsoStack: its name comes from the stack's stage.`);
  }
}

/**
 * Further arguments of a resource whose content can't be restored: tables, queues, usage records, the pseudonym key.
 *
 * If the stage protects data, Terraform refuses every plan that would destroy or replace the resource. Deletion
 * protection, if the resource has it, stops everybody else.
 *
 * @see https://developer.hashicorp.com/terraform/language/meta-arguments/prevent_destroy
 */
export const keptBy = ({ protectsData }: StackSettings): { readonly lifecycle?: TerraformResourceLifecycle } =>
  protectsData ? { lifecycle: { preventDestroy: true } } : {};

/** The folder for files of function packages before they are zipped; removed after the synth. */
const stagingFolder = 'packages';

/** One service's program: one app, one stack, one state. */
export class PulsoApp extends App {
  /** An absolute path in this synth's output for the files of one function package. */
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
      // The S3 backend's lock file and write-only arguments need 1.11; cdktn refuses them without this.
      targetVersions: { terraform: `>=${oldestTerraform}` },
      canonicalAssetHashes: 'true',
      failOnConstructsOutsideOfStacks: 'true',
    },
  });
}
