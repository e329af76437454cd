import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { checkStack } from '../stack-check/check-stack';

const program = resolve(__dirname, '../stack-check/main.ts');

/** What may not be left out of a queue. */
const queue = { max_message_size: 1_048_576, sqs_managed_sse_enabled: true };

const goodStack = () => ({
  '//': { note: '${not.an.expression' },
  data: { aws_region: { here: { '//': {} } }, aws_partition: { here: {} } },
  resource: {
    aws_sqs_queue: {
      'jobs-dlq': { name: 'jobs-dlq', ...queue },
      jobs: {
        name: 'jobs',
        ...queue,
        redrive_policy:
          '{"deadLetterTargetArn":"arn:${data.aws_partition.here.partition}:sqs:eu-west-1:1:jobs-dlq","maxReceiveCount":5}',
        depends_on: ['aws_sqs_queue.jobs-dlq'],
      },
    },
    aws_iam_role: { worker: { name: 'worker', assume_role_policy: '{}' } },
    aws_lambda_function: {
      worker: {
        function_name: 'worker',
        role: '${aws_iam_role.worker.arn}',
        architectures: ['arm64'],
        logging_config: { log_format: 'JSON' },
        tracing_config: { mode: 'PassThrough' },
        code_sha256: '${filebase64sha256("assets/a.zip")}',
        environment: {
          variables: { URL: 'https://sqs.${data.aws_region.here.region}.${data.aws_partition.here.dns_suffix}' },
        },
        depends_on: ['aws_iam_role.worker'],
      },
    },
  },
  output: { url: { value: '${aws_sqs_queue.jobs.url}' } },
});

type Stack = ReturnType<typeof goodStack>;

const folders: string[] = [];

function check(contents: string | undefined, stageProblems?: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'pulso-stack-check-'));
  folders.push(folder);
  if (stageProblems) writeFileSync(join(folder, 'stage-problems.json'), JSON.stringify(stageProblems));
  if (contents !== undefined) {
    mkdirSync(join(folder, 'stacks', 'thing'), { recursive: true });
    writeFileSync(join(folder, 'stacks', 'thing', 'cdk.tf.json'), contents);
  }
  // Twice, as two stacks of one stage are checked together.
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, folder, folder], { encoding: 'utf8' });
  return { status, stdout, problems: stderr.trim().split('\n') };
}

function problemsWith(spoil: (stack: Stack) => void): Promise<string[]> {
  const stack = goodStack();
  spoil(stack);
  return checkStack(JSON.stringify(stack));
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe('stack-check', () => {
  it('passes a sound stack', () => {
    const { status, stdout } = check(JSON.stringify(goodStack()));

    expect(status).toBe(0);
    expect(stdout).toBe('2 stacks checked: sound\n');
  });

  it.each<[string, (stack: Stack) => void, RegExp]>([
    [
      'a reference to something that is not declared',
      (stack) => (stack.resource.aws_lambda_function.worker.role = '${aws_iam_role.nobody.arn}'),
      /aws_lambda_function\.worker\.role: refers to aws_iam_role\.nobody, which is not declared/,
    ],
    [
      'an attribute that the type does not have',
      (stack) => (stack.output.url.value = '${aws_sqs_queue.jobs.adress}'),
      /output\.url\.value: .*adress, an attribute that aws_sqs_queue does not have/,
    ],
    [
      'an expression that does not parse',
      (stack) => (stack.output.url.value = '${join(",", [aws_sqs_queue.jobs.url)}'),
      /output\.url\.value: is no valid expression/,
    ],
    [
      'a resource that depends on itself by way of another one',
      (stack) => (stack.resource.aws_iam_role.worker.name = '${aws_lambda_function.worker.arn}'),
      /depends on itself: .*aws_iam_role\.worker -> aws_lambda_function\.worker -> aws_iam_role\.worker|depends on itself: aws_lambda_function\.worker -> aws_iam_role\.worker -> aws_lambda_function\.worker/,
    ],
    [
      'a dependency on something that is not declared',
      (stack) => stack.resource.aws_lambda_function.worker.depends_on.push('aws_iam_role_policy.gone'),
      /aws_lambda_function\.worker: depends on aws_iam_role_policy\.gone, which is not declared/,
    ],
    [
      'a policy that a first plan would not show',
      (stack) => (stack.resource.aws_iam_role.worker.assume_role_policy = '{"Resource":"${aws_sqs_queue.jobs.arn}"}'),
      /aws_iam_role\.worker: "assume_role_policy" refers to aws_sqs_queue\.jobs\.arn, so a plan may not show the policy/,
    ],
    [
      'a policy that waits for a data source with arguments',
      (stack) => {
        Object.assign(stack.data.aws_region.here, { depends_on: ['aws_sqs_queue.jobs'] });
        stack.resource.aws_iam_role.worker.assume_role_policy = '{"Region":"${data.aws_region.here.region}"}';
      },
      /aws_iam_role\.worker: "assume_role_policy" refers to data\.aws_region\.here\.region, so a plan may not/,
    ],
    [
      'a bot token',
      (stack) => (stack.resource.aws_iam_role.worker.name = `123456789:${'A'.repeat(35)}`),
      /aws_iam_role\.worker\.name: holds a Telegram bot token/,
    ],
    [
      'a bot token that ends in a hyphen',
      (stack) => (stack.resource.aws_iam_role.worker.name = `(123456789:${'A'.repeat(34)}-)`),
      /aws_iam_role\.worker\.name: holds a Telegram bot token/,
    ],
    [
      'the address of a webhook',
      (stack) => (stack.resource.aws_iam_role.worker.name = 'https://hooks.slack.com/services/T0/B0/x'),
      /aws_iam_role\.worker\.name: holds the address of a webhook/,
    ],
    [
      'the value of a secret parameter',
      (stack) =>
        Object.assign(stack.resource, {
          aws_ssm_parameter: { key: { tier: 'Standard', type: 'SecureString', value: 'x' } },
        }),
      /aws_ssm_parameter\.key: "value" would put the secret into the state/,
    ],
    [
      'a size that the provider would quarter',
      (stack) => Reflect.deleteProperty(stack.resource.aws_sqs_queue.jobs, 'max_message_size'),
      /aws_sqs_queue\.jobs: leaves out "max_message_size", which means 1,048,576 bytes to AWS, 262,144 bytes to the provider/,
    ],
    [
      'a null, which is how Terraform leaves something out',
      (stack) => Object.assign(stack.resource.aws_iam_role.worker, { name: null }),
      /aws_iam_role\.worker: leaves out "name", which means required to AWS, a random name to the provider/,
    ],
    [
      'a type whose defaults have not been looked up',
      (stack) => Object.assign(stack.resource, { aws_kms_key: { key: {} } }),
      /aws_kms_key\.key: look up the defaults of aws_kms_key and add it to .*differing-defaults\.ts/,
    ],
  ])('stops at %s', async (_case, spoil, problem) => {
    await expect(problemsWith(spoil)).resolves.toEqual([expect.stringMatching(problem)]);
  });

  it.each<[string, string, RegExp]>([
    ['half a file', '{"resource":{', /is no JSON/],
    ['something else', '[]', /declares no resource/],
  ])('stops at %s', async (_case, text, problem) => {
    await expect(checkStack(text)).resolves.toEqual([expect.stringMatching(problem)]);
  });

  it('stops at a folder without a stack', () => {
    const { status, problems } = check(undefined);

    expect(status).toBe(1);
    expect(problems).toEqual([expect.stringMatching(/holds no synthesized stack/)]);
  });

  it("stops at what the stack's program has found in the settings of its stage, and says it once", () => {
    const problem = 'infra/stages/src/prod.ts: bot.botInfo.id is still 1: write the id of your bot.';

    const { status, problems } = check(JSON.stringify(goodStack()), [problem]);

    expect(status).toBe(1);
    expect(problems).toEqual([problem]);
  });

  it('waits for the questions of the catalogue, so that a broken one is not deployed', () => {
    const { targets } = JSON.parse(readFileSync(resolve(__dirname, '../../../infra/dispatcher/project.json'), 'utf8'));
    const { targetDefaults } = JSON.parse(readFileSync(resolve(__dirname, '../../../nx.json'), 'utf8'));

    expect(targets.check.dependsOn).toContainEqual({ projects: ['catalogue-checks'], target: 'test' });
    expect(targets.check.dependsOn).toEqual(expect.arrayContaining(targetDefaults.check.dependsOn));
  });

  it('names all problems at once', async () => {
    const problems = await problemsWith((stack) => {
      stack.output.url.value = '${aws_sqs_queue.gone.url}';
      stack.resource.aws_lambda_function.worker.role = '${aws_iam_role.gone.arn}';
    });

    expect(problems).toHaveLength(2);
  });
});
