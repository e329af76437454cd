import { AwsLimitError } from './limits';
import { type StackSettings } from './pulso-stack';
import { ServiceFunction, type ServiceFunctionProps } from './service-function';
import { synthesizeConstructs } from './synthesize-for-spec';

const synthesize = (
  overrides: Partial<ServiceFunctionProps> = {},
  connect: (fn: ServiceFunction) => void = () => {},
  settings: Partial<StackSettings> = {},
) =>
  synthesizeConstructs((stack, packageFolder) => {
    connect(
      new ServiceFunction(stack, 'thing', {
        baseName: 'thing',
        packageFolder,
        timeoutSeconds: 10,
        environment: {},
        ...overrides,
      }),
    );
  }, settings);

const problemsOf = (overrides: Partial<ServiceFunctionProps>): readonly string[] => {
  try {
    synthesize(overrides);
    return [];
  } catch (error) {
    if (error instanceof AwsLimitError) return error.problems;
    throw error;
  }
};

describe('ServiceFunction', () => {
  it('runs the bundle on Node 24 and arm64, with 256 MB and without the cost of source maps', () => {
    const [fn] = synthesize({ environment: { COLOUR: 'red' } }).resources('aws_lambda_function');

    expect(fn).toMatchObject({
      function_name: 'pulso-test-thing',
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      handler: 'handler.handler',
      memory_size: 256,
      timeout: 10,
      environment: {
        variables: { COLOUR: 'red', NODE_OPTIONS: '--disable-warning=DEP0169' },
      },
    });
    expect(fn).not.toHaveProperty('reserved_concurrent_executions');
  });

  it('plans nothing for an unchanged bundle, and an update for one that a person uploaded', () => {
    const [fn] = synthesize().resources('aws_lambda_function');

    expect(fn?.['code_sha256']).toBe(`\${filebase64sha256("${String(fn?.['filename'])}")}`);
    // The provider would not compare it with Lambda's code.
    expect(fn).not.toHaveProperty('source_code_hash');
  });

  it('synthesizes the same text in every folder', () => {
    expect(synthesize().text).toBe(synthesize().text);
  });

  it('logs JSON at INFO into its own log group, with a retention', () => {
    const stack = synthesize();

    expect(stack.resources('aws_lambda_function')[0]).toMatchObject({
      logging_config: { log_format: 'JSON', application_log_level: 'INFO' },
    });
    expect(stack.resources('aws_cloudwatch_log_group')[0]).toMatchObject({
      name: '/aws/lambda/pulso-test-thing',
      retention_in_days: 30,
    });
  });

  it('has only permissions to write its logs and those that were added later', () => {
    const stack = synthesize({}, (fn) =>
      fn.allow({ sid: 'ReadSecrets', actions: ['ssm:GetParameters'], resources: ['arn:aws:ssm:::parameter/a'] }),
    );

    const policy: unknown = JSON.parse(String(stack.resources('aws_iam_role_policy')[0]?.['policy']));
    expect(policy).toMatchObject({
      Statement: [
        { Sid: 'WriteLogs', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'] },
        { Sid: 'ReadSecrets', Action: ['ssm:GetParameters'], Resource: ['arn:aws:ssm:::parameter/a'] },
      ],
    });
    expect(stack.resources('aws_lambda_function')[0]?.['depends_on']).toHaveLength(1);
  });

  it.each<[string, Partial<StackSettings>, string, readonly string[]]>([
    ['samples by itself and may write what it traces', { tracing: 'Active' }, 'Active', ['WriteLogs', 'WriteTraces']],
    ["follows its caller's sampling", { tracing: 'PassThrough' }, 'PassThrough', ['WriteLogs']],
    ["follows its caller's sampling where the stage says nothing", {}, 'PassThrough', ['WriteLogs']],
  ])('%s', (_case, stage, mode, sids) => {
    const stack = synthesize({}, () => {}, stage);

    expect(stack.resources('aws_lambda_function')[0]).toMatchObject({ tracing_config: { mode } });
    expect(stack.statements.map(({ Sid }) => Sid)).toEqual(sids);
  });

  it.each<[boolean, boolean, object | undefined]>([
    [true, true, { prevent_destroy: true }],
    [true, false, undefined],
    [false, true, undefined],
  ])(
    'protects a log when the stage protects data (%p) and the log is data (%p)',
    (protectsData, logIsData, lifecycle) => {
      const [group] = synthesize({ logIsData }, () => {}, { protectsData }).resources('aws_cloudwatch_log_group');

      expect(group?.['deletion_protection_enabled']).toBe(protectsData && logIsData);
      expect(group?.['lifecycle']).toEqual(lifecycle);
    },
  );

  it.each<[string, Partial<ServiceFunctionProps>, RegExp]>([
    ['a reserved concurrency of none', { reservedConcurrency: 0 }, /reserved concurrency is 0, .*from 1 to/],
    ['a timeout of 16 minutes', { timeoutSeconds: 960 }, /timeout is 960 s.*1 to 900 s/],
    ['no timeout', { timeoutSeconds: 0 }, /timeout is 0 s/],
    ['a name of 65 characters', { baseName: 'x'.repeat(54) }, /has 65 characters, at most 64/],
    ['a variable that Lambda refuses', { environment: { 'A-B': '1' } }, /variable "A-B"/],
    [
      'an environment of more than 4 KB',
      { environment: { LIST: 'x'.repeat(4_100) } },
      /takes 41\d\d bytes.*4096 fit: LIST alone takes 4104/,
    ],
  ])('refuses %s and states the numbers', (_case, overrides, problem) => {
    expect(problemsOf(overrides)).toEqual([expect.stringMatching(problem)]);
  });
});
