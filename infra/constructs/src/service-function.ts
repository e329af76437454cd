import { CloudwatchLogGroup } from '@cdktn/provider-aws/lib/cloudwatch-log-group';
import { IamRole } from '@cdktn/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktn/provider-aws/lib/iam-role-policy';
import { LambdaFunction } from '@cdktn/provider-aws/lib/lambda-function';
import { Fn, type ITerraformDependable, Lazy } from 'cdktn';
import { Construct } from 'constructs';

import { logGroupName } from '@pulso/contracts/envelope';

import { createFunctionPackage, handlerName } from './function-package';
import { type Check, holds, named, requireLimits, within } from './limits';
import { type PolicyStatement, policyJson, trustPolicyJson } from './policy';
import { keptBy, stackOf } from './pulso-stack';

export interface ServiceFunctionProps {
  /** Base name; the stage's prefix is added. */
  readonly baseName: string;
  /** The built app's folder. */
  readonly packageFolder: string;
  /** Files of that folder that the handler loads later. Default: none. */
  readonly furtherFiles?: readonly string[];
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  /** True: its log can't be restored, as with usage records, so the stage protects it like a table. Default: no. */
  readonly logIsData?: boolean;
  /**
   * Concurrent invocations reserved for this function, also its maximum. Default: it shares the account's.
   *
   * Not for consumers of queues: a low number throttles mappings, which costs healthy messages their receives.
   */
  readonly reservedConcurrency?: number | undefined;
}

/** telegraf's HTTP client uses `url.parse`, which Node 24 reports on every cold start. */
const nodeOptions = '--disable-warning=DEP0169';

/** With 128 MB the first invocation takes three to four times as long. */
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

/** A Lambda function with its role, its log group and only the permissions that it was given. */
export class ServiceFunction extends Construct {
  /** A reference: what uses it is created after the function. */
  readonly name: string;
  /** Computed: a user of it must depend on {@link resource}. */
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
    requireLimits(this, [
      named('its name', name, /^[A-Za-z0-9_-]+$/, 64),
      within('its timeout', props.timeoutSeconds, { from: 1, to: 900, unit: ' s' }),
      props.reservedConcurrency === undefined
        ? undefined
        : within('its reserved concurrency', props.reservedConcurrency, { from: 1, to: 10_000 }),
      ...Object.keys(environment).map((key) => named('its variable', key, /^[A-Za-z][A-Za-z0-9_]+$/, 128)),
      environmentProblem(environment),
    ]);

    const groupName = logGroupName(settings.stage, props.baseName);
    const logGroup = new CloudwatchLogGroup(this, 'logs', {
      name: groupName,
      retentionInDays: settings.logRetentionDays,
      // Always set: leaving the argument out later would not switch the protection off.
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
    const bundle = createFunctionPackage(this, props.packageFolder, props.furtherFiles);
    const deployed = new LambdaFunction(this, 'function', {
      functionName: name,
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      handler: handlerName,
      filename: bundle.path,
      // An unchanged bundle plans to nothing. The provider does not compare `source_code_hash` with Lambda's code: a
      // bundle that a person uploaded would stay unnoticed.
      // https://registry.terraform.io/providers/hashicorp/aws/6.66.0/docs/resources/lambda_function
      codeSha256: Fn.filebase64sha256(bundle.path),
      role: role.arn,
      timeout: props.timeoutSeconds,
      memorySize: memoryMb,
      ...(props.reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: props.reservedConcurrency }),
      tracingConfig: { mode: settings.tracing },
      environment: { variables: environment },
      // Lines without a level count as INFO: a stricter application level would drop every EMF document.
      loggingConfig: { logFormat: 'JSON', applicationLogLevel: 'INFO', logGroup: logGroup.name },
      dependsOn: [policy],
    });
    this.name = deployed.functionName;
    this.arn = stack.functionArn(props.baseName);
    this.resource = deployed;
    this.logGroupName = logGroup.name;
  }

  /** Adds one statement to the function's policy. Constructs that use the function call this, too. */
  allow(statement: PolicyStatement): void {
    this.statements.push(statement);
  }
}

/** All variables together, names included. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const maxEnvironmentBytes = 4096;

/** The value of a reference is known only at plan time; no name, ARN or URL of the stacks is longer. */
const assumedReferenceBytes = 64;

/** @returns A problem if a function's variables are too large together, with the one to shorten. */
function environmentProblem(environment: Readonly<Record<string, string>>): Check {
  const sizes = Object.entries(environment).map(([name, value]) => {
    const text = value.replaceAll(/\$\{[^}]*\}/g, ' '.repeat(assumedReferenceBytes));
    return { name, bytes: Buffer.byteLength(name) + Buffer.byteLength(text) };
  });
  const bytes = sizes.reduce((sum, one) => sum + one.bytes, 0);
  const [largest] = sizes.sort((one, other) => other.bytes - one.bytes);
  return holds(
    bytes <= maxEnvironmentBytes,
    `its environment takes ${bytes} bytes (${assumedReferenceBytes} per reference), at most ${maxEnvironmentBytes} fit: ` +
      `${largest?.name} alone takes ${largest?.bytes}`,
  );
}
