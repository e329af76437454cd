export { pathParametersOf } from './api/match-route';
export { type OperationOf } from './api/service-apis';
export { type AccessControl, createAccessControl, type Denial, logStreamAccess } from './access';
export {
  type CloudWatchService,
  type CloudWatchServiceOptions,
  createCloudWatchService,
} from './cloudwatch/create-cloudwatch-service';
export { createDynamoDbService, type DynamoDbService } from './dynamodb/create-dynamodb-service';
export { type CallFault } from './gateway/call-fault';
export { type Gateway, startGateway } from './gateway/start-gateway';
export { localAccountId } from './local-account';
export { createLogsService, type LogsService, type LogsServiceOptions } from './logs/create-logs-service';
export { type StoredLogEvent } from '@pulso/world/logs';
export { LogStore } from './logs/log-store';
export { queryLogGroups, type StartedQuery } from './logs/run-query';
export { type Page, pageOf } from './page-of';
export { AwsError, type LocalService, type ServiceAnswer, type ServiceCall } from './service';
export { createSesService } from './ses/create-ses-service';
export { createSqsService } from './sqs/create-sqs-service';
export { localQueueUrl } from './sqs/queue-urls';
export { type QueuedMessage, type SqsService } from './sqs/sqs-service';
export { createSsmService, type SsmService } from './ssm/create-ssm-service';
export { createStsService } from './sts/create-sts-service';
export { operationFor } from './unknown-operation';
