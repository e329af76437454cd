import { consumers, logGroupName, resourceName, schedulesDeadLetterQueue, services } from '@pulso/contracts/envelope';
import { catalogue } from '@pulso/domain/reports';
import { knownStages } from '@pulso/infra/stages';
import { expectedAlarms, tables } from '@pulso/operator/deployed-stage';

import { synthesizeStacks } from './testing/stacks';

const stacks = synthesizeStacks(knownStages.local);

/** Names of all stacks' resources of a type, sorted. */
const namesOf = (type: string, argument = 'name') =>
  stacks.flatMap((stack) => stack.resources(type).map((resource) => String(resource[argument]))).sort();

const inStage = (baseNames: readonly string[]) => baseNames.map((base) => resourceName('local', base)).sort();

describe('the doctor expects of a stage', () => {
  it('in expected-alarms.ts the alarms that the stacks have, no more and no fewer', () => {
    const expected = expectedAlarms(catalogue);

    expect(inStage(expected.map(({ baseName }) => baseName))).toEqual(
      namesOf('aws_cloudwatch_metric_alarm', 'alarm_name'),
    );
  });

  it('each alarm of the stack that has it, so that its advice deploys the right one', () => {
    for (const { baseName, stack: expected } of expectedAlarms(catalogue)) {
      const owner = stacks.find(({ text }) => text.includes(`"alarm_name": "${resourceName('local', baseName)}"`));

      expect([baseName, owner?.text]).toEqual([baseName, expect.stringContaining(`"service": "${expected}"`)]);
    }
  });

  it('the functions, tables, log groups and queues that the stacks have', () => {
    const queues = consumers.flatMap(({ queue }) => [queue, `${queue}-dlq`]);

    expect(namesOf('aws_lambda_function', 'function_name')).toEqual(inStage(services));
    expect(namesOf('aws_dynamodb_table')).toEqual(inStage(tables.map(({ base }) => base)));
    expect(namesOf('aws_cloudwatch_log_group')).toEqual(services.map((name) => logGroupName('local', name)).sort());
    expect(namesOf('aws_sqs_queue')).toEqual(inStage([...queues, schedulesDeadLetterQueue]));
  });
});
