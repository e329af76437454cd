import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const program = resolve(__dirname, '../tfcheck.js');

const goodStack = () => ({
  '//': { note: '${not.an.expression' },
  data: { aws_region: { here: {} }, aws_partition: { here: {} } },
  resource: {
    aws_sqs_queue: {
      'jobs-dlq': { name: 'jobs-dlq' },
      jobs: {
        name: 'jobs',
        redrive_policy: '{"deadLetterTargetArn":"${aws_sqs_queue.jobs-dlq.arn}","maxReceiveCount":5}',
      },
    },
    aws_iam_role: { worker: { name: 'worker', assume_role_policy: '{}' } },
    aws_lambda_function: {
      worker: {
        function_name: 'worker',
        role: '${aws_iam_role.worker.arn}',
        source_code_hash: '${filebase64sha256("assets/a.zip")}',
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

function check(contents: string | undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'pulso-tfcheck-'));
  folders.push(folder);
  if (contents !== undefined) {
    mkdirSync(join(folder, 'stacks', 'thing'), { recursive: true });
    writeFileSync(join(folder, 'stacks', 'thing', 'cdk.tf.json'), contents);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, folder], { encoding: 'utf8' });
  return { status, stdout, problems: stderr.trim().split('\n') };
}

function checkWith(spoil: (stack: Stack) => void) {
  const stack = goodStack();
  spoil(stack);
  return check(JSON.stringify(stack));
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe('tfcheck', () => {
  it('passes a sound stack', () => {
    const { status, stdout } = check(JSON.stringify(goodStack()));

    expect(status).toBe(0);
    expect(stdout).toBe('1 stack checked: sound\n');
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
      (stack) => (stack.resource.aws_iam_role.worker.assume_role_policy = '${aws_lambda_function.worker.arn}'),
      /depends on itself: .*aws_iam_role\.worker -> aws_lambda_function\.worker -> aws_iam_role\.worker|depends on itself: aws_lambda_function\.worker -> aws_iam_role\.worker -> aws_lambda_function\.worker/,
    ],
    [
      'a dependency on something that is not declared',
      (stack) => stack.resource.aws_lambda_function.worker.depends_on.push('aws_iam_role_policy.gone'),
      /aws_lambda_function\.worker: depends on aws_iam_role_policy\.gone, which is not declared/,
    ],
    [
      'a bot token',
      (stack) => (stack.resource.aws_iam_role.worker.name = `123456789:${'A'.repeat(35)}`),
      /aws_iam_role\.worker\.name: holds a Telegram bot token/,
    ],
    [
      'the value of a secret parameter',
      (stack) => Object.assign(stack.resource, { aws_ssm_parameter: { key: { type: 'SecureString', value: 'x' } } }),
      /aws_ssm_parameter\.key: "value" would put the secret into the state/,
    ],
  ])('stops at %s', (_case, spoil, problem) => {
    const { status, problems } = checkWith(spoil);

    expect(status).toBe(1);
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  it.each<[string, string | undefined, RegExp]>([
    ['no stack', undefined, /holds no synthesized stack/],
    ['half a file', '{"resource":{', /is no JSON/],
    ['something else', '[]', /declares no resource/],
  ])('stops at a folder with %s', (_case, contents, problem) => {
    const { status, problems } = check(contents);

    expect(status).toBe(1);
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  it('names all problems at once', () => {
    const { problems } = checkWith((stack) => {
      stack.output.url.value = '${aws_sqs_queue.gone.url}';
      stack.resource.aws_lambda_function.worker.role = '${aws_iam_role.gone.arn}';
    });

    expect(problems).toHaveLength(2);
  });
});
