import { logGroupName } from '@pulso/contracts/envelope';
import { queryJobsDelivery } from '@pulso/contracts/query-jobs';
import { runEventsDelivery } from '@pulso/contracts/run-events';
import {
  MessageQueue,
  type PulsoApp,
  PulsoStack,
  QueueTrigger,
  ServiceFunction,
  type ServiceStackProps,
  watchFunction,
} from '@pulso/infra/constructs';

const missingAnswers = 'Reports lack answers, or come late.';

/** Runs one Logs Insights query per message. Owns the queue of jobs. */
export class QueryWorkerStack extends PulsoStack {
  constructor(app: PulsoApp, props: ServiceStackProps) {
    super(app, 'query-worker', props);
    const { stage, foreignLogGroups } = props.settings;
    const jobs = new MessageQueue(this, 'jobs', { delivery: queryJobsDelivery, harm: missingAnswers });
    const worker = new ServiceFunction(this, 'query-worker', {
      baseName: 'query-worker',
      packageFolder: props.packageFolder,
      timeoutSeconds: queryJobsDelivery.functionTimeoutSeconds,
      environment: {
        QUERY_JOBS_QUEUE_URL: jobs.url,
        RUN_EVENTS_QUEUE_URL: this.queueUrl(runEventsDelivery.queueName),
      },
    });
    new QueueTrigger(this, 'jobs-trigger', { queue: jobs, consumer: worker });
    watchFunction(worker, missingAnswers);

    worker.allow({
      sid: 'StartQueries',
      actions: ['logs:StartQuery'],
      resources: [
        this.logGroupPolicyArn(logGroupName(stage, 'bot')),
        ...foreignLogGroups.map((name) => this.logGroupPolicyArn(name)),
      ],
    });
    // The API lists log groups by a prefix, so it needs the permission for the whole region.
    worker.allow({
      sid: 'ReadRetention',
      actions: ['logs:DescribeLogGroups'],
      resources: [this.logGroupPolicyArn('*')],
    });
    worker.allow({
      sid: 'FollowQueries',
      // "*": StopQuery takes no resource, and GetQueryResults carries only a query id. IAM's policy simulator accepts a
      // log group for the latter (https://github.com/alchemy-run/alchemy, StopQueryHttp.ts); whether a call does is
      // unverified.
      actions: ['logs:GetQueryResults', 'logs:StopQuery'],
      resources: ['*'],
    });
    worker.allow({ sid: 'ReEnqueueJobs', actions: ['sqs:SendMessage'], resources: [jobs.arn] });
    worker.allow({
      sid: 'PublishOutcomes',
      actions: ['sqs:SendMessage'],
      resources: [this.queueArn(runEventsDelivery.queueName)],
    });
  }
}
