import { CloudwatchLogGroup } from '@cdktn/provider-aws/lib/cloudwatch-log-group';
import { IamRole } from '@cdktn/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktn/provider-aws/lib/iam-role-policy';
import { LambdaFunction } from '@cdktn/provider-aws/lib/lambda-function';
import { Fn, type ITerraformDependable, Lazy, type TerraformAsset } from 'cdktn';
import { Construct } from 'constructs';

import { logGroupName } from '@pulso/contracts/envelope';

import { type PolicyStatement, policyJson, trustPolicyJson } from '../stack/policy';
import { keptBy } from '../stack/kept-by';
import { stackOf } from '../stack/pulso-stack';
import { checkFunction } from './function-limits';
import { createFunctionPackage, handlerName } from './function-package';

export interface ServiceFunctionProps {
  /** Base name; the stage's prefix is added. */
  readonly baseName: string;
  /** The built app's folder. */
  readonly packageFolder: string;
  /** Files of that folder that the handler loads when it needs them. Default: none. */
  readonly furtherFiles?: readonly string[];
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Whether its log can't be made again, as usage records can't: the stage protects it like a table. Default: no. */
  readonly logIsData?: boolean;
  /**
   * Invocations at a time that are kept for this function, and the most that it gets. Default: it shares the account's.
   *
   * Not for consumers of queues: a low number throttles mappings, which spends receives of healthy messages.
   */
  readonly reservedConcurrency?: number | undefined;
}

/** telegraf's HTTP client uses `url.parse`, which Node 24 reports on every cold start. */
const nodeOptions = '--disable-warning=DEP0169';

/** 128 MB takes three to four times as long for the first invocation. */
const memoryMb = 256;

/**
 * "*": these actions take no resource.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
 */
const tracesStatement: PolicyStatement = {
  sid: 'WriteTraces',
  actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
  resources: ['*'],
};

/** A Lambda function with its role, its log group and exactly the permissions that were asked for. */
export class ServiceFunction extends Construct {
  /** A reference: what uses it is created after the function. */
  readonly name: string;
  /** Computed: what uses it names {@link resource} among what it depends on. */
  readonly arn: string;
  readonly resource: ITerraformDependable;
  /** A reference, too. */
  readonly logGroupName: string;
  readonly timeoutSeconds: number;
  private readonly statements: PolicyStatement[] = [];

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const stack = stackOf(this);
    const { settings } = stack;
    const name = stack.nameOf(props.baseName);
    this.timeoutSeconds = props.timeoutSeconds;
    const environment = { NODE_OPTIONS: nodeOptions, ...props.environment };
    checkFunction(this, { ...props, name, environment });

    const groupName = logGroupName(settings.stage, props.baseName);
    const logGroup = new CloudwatchLogGroup(this, 'logs', {
      name: groupName,
      retentionInDays: settings.logRetentionDays,
      // Said in either case: leaving the argument out later would not switch the protection off.
      deletionProtectionEnabled: settings.protectsData && (props.logIsData ?? false),
      ...(props.logIsData ? keptBy(settings) : {}),
    });
    this.allow({
      sid: 'WriteLogs',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [stack.logGroupPolicyArn(groupName)],
    });
    if (settings.tracing === 'Active') this.allow(tracesStatement);
    const role = new IamRole(this, 'role', {
      name,
      assumeRolePolicy: trustPolicyJson('lambda.amazonaws.com'),
    });
    const policy = new IamRolePolicy(this, 'policy', {
      name: 'needs',
      role: role.name,
      policy: Lazy.stringValue({ produce: () => policyJson(this.statements) }),
    });
    const deployed = this.deploy(props, { name, environment, logGroup, role, policy });
    this.name = deployed.functionName;
    this.arn = stack.functionArn(props.baseName);
    this.resource = deployed;
    this.logGroupName = logGroup.name;
  }

  /** Adds one statement to the function's policy. Constructs that connect the function call this too. */
  allow(statement: PolicyStatement): void {
    this.statements.push(statement);
  }

  private deploy(props: ServiceFunctionProps, parts: Parts): LambdaFunction {
    const bundle: TerraformAsset = createFunctionPackage(this, props.packageFolder, props.furtherFiles);
    return new LambdaFunction(this, 'function', {
      functionName: parts.name,
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      handler: handlerName,
      filename: bundle.path,
      // An unchanged bundle plans to nothing. `source_code_hash` would not be compared with what Lambda runs: a bundle that a
      // person has uploaded by hand would be no difference.
      // https://registry.terraform.io/providers/hashicorp/aws/6.66.0/docs/resources/lambda_function
      codeSha256: Fn.filebase64sha256(bundle.path),
      role: parts.role.arn,
      timeout: props.timeoutSeconds,
      memorySize: memoryMb,
      ...(props.reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: props.reservedConcurrency }),
      tracingConfig: { mode: stackOf(this).settings.tracing },
      environment: { variables: parts.environment },
      // Lines without a level count as INFO: a stricter application level would drop every EMF document.
      loggingConfig: { logFormat: 'JSON', applicationLogLevel: 'INFO', logGroup: parts.logGroup.name },
      dependsOn: [parts.policy],
    });
  }
}

interface Parts {
  readonly name: string;
  readonly environment: Record<string, string>;
  readonly logGroup: CloudwatchLogGroup;
  readonly role: IamRole;
  readonly policy: IamRolePolicy;
}
