import { DataAwsCallerIdentity } from '@cdktn/provider-aws/lib/data-aws-caller-identity';
import { DataAwsPartition } from '@cdktn/provider-aws/lib/data-aws-partition';
import { AwsProvider } from '@cdktn/provider-aws/lib/provider';
import { alertsTopicName, parameterName, resourceName } from '@pulso/contracts/envelope';
import { type StageSettings } from '@pulso/infra/stages';
import { LocalBackend, S3Backend, TerraformStack } from 'cdktn';
import { type Construct } from 'constructs';

import { NoStageError } from './errors';
import { type PulsoApp, oldestTerraform } from './pulso-app';

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
    new AwsProvider(this, 'aws', {
      region: settings.region,
      ...(settings.accountId === undefined ? {} : { allowedAccountIds: [settings.accountId] }),
      defaultTags: [{ tags: { project: 'pulso', stage: settings.stage, service } }],
    });
    this.addOverride('terraform.required_version', `>= ${oldestTerraform}`);
    this.keepState(stateBucket);
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

  /** @param kind - `identity` for a verified address or domain. */
  sesArn(kind: 'identity' | 'configuration-set', name: string): string {
    return this.arn('ses', `${kind}/${name}`);
  }

  /** The topic that every alarm of the stage notifies. */
  alertsTopicArn(): string {
    return this.arn('sns', this.nameOf(alertsTopicName));
  }

  /** The alarms of the stage, whichever stack has them: a pattern. */
  alarmArns(): string {
    return this.arn('cloudwatch', `alarm:${this.nameOf('*')}`);
  }

  scheduleGroupArn(): string {
    return this.arn('scheduler', 'schedule-group/default');
  }

  private arn(service: string, resource: string): string {
    return `arn:${this.partition.partition}:${service}:${this.settings.region}:${this.accountId}:${resource}`;
  }

  private keepState(bucket: string | undefined): void {
    const { stage, region } = this.settings;
    if (bucket) {
      const key = `pulso/${stage}/${this.service}.tfstate`;
      new S3Backend(this, { bucket, key, region, encrypt: true, useLockfile: true });
    } else {
      new LocalBackend(this, { path: 'terraform.tfstate' });
    }
  }
}

/** @throws {NoStageError} The construct is not inside a {@link PulsoStack}. Not retryable. */
export function stackOf(construct: Construct): PulsoStack {
  const stack = TerraformStack.of(construct);
  if (stack instanceof PulsoStack) return stack;
  throw new NoStageError(construct.node.path);
}
