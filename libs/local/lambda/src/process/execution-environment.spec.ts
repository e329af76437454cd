import { type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { startEnvironment } from './execution-environment';
import { createWorkspace } from './workspace';

it('ends by itself in the middle of an event when the local cloud is gone', async () => {
  const workspace = createWorkspace();
  const taskRoot = workspace.taskRootOf('probe');
  mkdirSync(taskRoot, { recursive: true });
  writeFileSync(
    join(taskRoot, 'handler.js'),
    'exports.handler = () => new Promise((done) => setTimeout(done, 60_000));',
  );
  const children: ChildProcess[] = [];
  const environment = await startEnvironment({
    handler: 'handler.handler',
    taskRoot,
    shimPath: workspace.shimPath,
    runtimeInterfaceClientPath: require.resolve('aws-lambda-ric'),
    initTimeoutMs: 10_000,
    writeLog: () => undefined,
    onProcess: (child) => children.push(child),
    variables: (runtimeApi) => ({
      AWS_LAMBDA_RUNTIME_API: runtimeApi,
      AWS_LAMBDA_FUNCTION_NAME: 'probe',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_LAMBDA_LOG_GROUP_NAME: 'group',
      AWS_LAMBDA_LOG_STREAM_NAME: 'stream',
      LAMBDA_TASK_ROOT: taskRoot,
      _HANDLER: 'handler.handler',
    }),
  });

  const run = await environment.run({
    requestId: 'request',
    timeoutMs: 60_000,
    prepare: () => {
      // The pipe closes when the process at its other end dies; here only the pipe dies.
      setTimeout(() => children[0]?.stdio[3]?.destroy(), 50);
      return { requestId: 'request', payload: '{}', functionArn: 'arn', deadlineMs: 60_000, clockOffsetMs: 0 };
    },
  });

  expect(run.ending).toEqual({ kind: 'exit', code: 1, signal: null });
  expect(environment.isAlive()).toBe(false);
  await environment.stop();
  workspace.remove();
});
