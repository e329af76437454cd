export { type OperationOf, pathParametersOf } from './service-apis';
export { type AccessControl, createAccessControl, type Denial } from './access/create-access-control';
export { logStreamAccess } from './access/needed-access';
export { type Fault } from './bot-api/answer-request';
export { type BotApiServer, startBotApiServer } from './bot-api/bot-api-server';
export { createCloudWatchService } from './cloudwatch/create-cloudwatch-service';
export { createDynamoDbService, type DynamoDbService } from './dynamodb/create-dynamodb-service';
export { type CallFault } from './http/call-fault';
export { type Gateway, startGateway } from './http/start-gateway';
export {
  invocationHeader,
  isLoopbackHost,
  listenOnLoopback,
  type LoopbackListener,
  readRequestBody,
} from './http/serve-on-loopback';
export { createLogsService, type LogsService } from './logs/create-logs-service';
export { type LogsServiceOptions, type StartedQuery } from './logs/logs-context';
export { AwsError } from '@pulso/world/aws';
export { type LocalService, localAccountId, operationFor, type ServiceAnswer, type ServiceCall } from './service';
export { createSesService } from './ses/create-ses-service';
export { createSqsService } from './sqs/create-sqs-service';
export { localQueueUrl, type QueuedMessage, type SqsService } from './sqs/sqs-service';
export { createSsmService } from './ssm/create-ssm-service';
export { createIamService } from './sts/create-iam-service';
export { createStsService } from './sts/create-sts-service';
