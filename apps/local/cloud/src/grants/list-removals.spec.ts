import { listRemovals, type StackJson } from './list-removals';

const json = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });

const stack: StackJson = {
  resource: {
    aws_iam_role: {
      role_1: { name: 'pulso-bot', assume_role_policy: json({ Effect: 'Allow', Action: 'sts:AssumeRole' }) },
    },
    aws_iam_role_policy: {
      policy_1: {
        role: '${aws_iam_role.role_1.name}',
        policy: json(
          { Sid: 'Keep', Action: ['dynamodb:GetItem', 'dynamodb:PutItem'], Resource: ['${aws_dynamodb_table.t.arn}'] },
          { Sid: 'Send', Action: ['sqs:SendMessage'], Resource: ['*'] },
        ),
      },
    },
    aws_lambda_function: { function_1: { function_name: 'pulso-bot' } },
    aws_lambda_permission: {
      url: {
        statement_id: 'Url',
        action: 'lambda:InvokeFunctionUrl',
        function_name: '${aws_lambda_function.function_1.function_name}',
      },
    },
    aws_sqs_queue: { queue_1: { name: 'jobs' } },
    aws_sqs_queue_policy: {
      queue_policy_1: {
        queue_url: '${aws_sqs_queue.queue_1.url}',
        policy: json({ Sid: 'In', Action: 'sqs:SendMessage' }),
      },
    },
  },
};

describe('listRemovals', () => {
  const removals = listRemovals(stack);
  const find = (name: string) => {
    const found = removals.find(({ where, sid, action }) => `${where}, ${sid}, ${action}` === name);
    if (!found) throw new Error(`There is no ${name}`);
    return found.without();
  };

  it('finds every action of every kind of policy, by the names of what has them', () => {
    expect(removals.map(({ where, sid, action }) => `${where}, ${sid}, ${action}`)).toEqual([
      'role pulso-bot, Keep, dynamodb:GetItem',
      'role pulso-bot, Keep, dynamodb:PutItem',
      'role pulso-bot, Send, sqs:SendMessage',
      'trust of role pulso-bot, #1, sts:AssumeRole',
      'queue jobs, In, sqs:SendMessage',
      'function pulso-bot, Url, lambda:InvokeFunctionUrl',
    ]);
  });

  it('takes one action out and leaves the rest of its statement', () => {
    const policy = String(
      find('role pulso-bot, Keep, dynamodb:GetItem').resource?.['aws_iam_role_policy']?.['policy_1']?.['policy'],
    );

    expect(JSON.parse(policy)).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'Keep', Action: ['dynamodb:PutItem'], Resource: ['${aws_dynamodb_table.t.arn}'] },
        { Sid: 'Send', Action: ['sqs:SendMessage'], Resource: ['*'] },
      ],
    });
  });

  it('takes a statement out with its last action, and a permission as a whole', () => {
    const policy = String(
      find('role pulso-bot, Send, sqs:SendMessage').resource?.['aws_iam_role_policy']?.['policy_1']?.['policy'],
    );

    expect(policy).not.toContain('Send');
    expect(find('function pulso-bot, Url, lambda:InvokeFunctionUrl').resource?.['aws_lambda_permission']).toEqual({});
  });

  it('leaves the stack as it was', () => {
    const before = JSON.stringify(stack);

    for (const removal of removals) removal.without();

    expect(JSON.stringify(stack)).toBe(before);
  });
});
