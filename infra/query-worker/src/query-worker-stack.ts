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
    // The API lists log groups by a prefix, and is allowed for all of the region.
    worker.allow({
      sid: 'ReadRetention',
      actions: ['logs:DescribeLogGroups'],
      resources: [this.logGroupPolicyArn('*')],
    });
    worker.allow({
      sid: 'FollowQueries',
      // "*": StopQuery takes no resource, and GetQueryResults carries a query id only. IAM's policy simulator lets the
      // latter pass with a log group (https://github.com/alchemy-run/alchemy, StopQueryHttp.ts); that a call does, too,
      // is unverified.
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
