export { matchRoute, type PathParameters } from './api/match-route';
export { type OperationEntry, type RestRoute, type ServiceApi } from './api/service-api';
export { type OperationOf, serviceApiOf, serviceApis, type ServiceName } from './api/service-apis';
export {
  type AccessControl,
  type AccessControlOptions,
  createAccessControl,
  type Denial,
  logStreamAccess,
  type NeededAccess,
} from './access';
export {
  createDynamoDbService,
  type DynamoDbService,
  type DynamoDbServiceOptions,
} from './dynamodb/create-dynamodb-service';
export { type CallFault } from './gateway/call-fault';
export { type CallRecord } from './gateway/call-record';
export { type Gateway, type GatewayOptions, startGateway } from './gateway/start-gateway';
export { localAccountId } from './local-account';
export {
  type CallRates,
  createLogsService,
  type LogEventInput,
  type LogGroup,
  type LogsService,
  type LogsServiceOptions,
  LogStore,
  type QueryEnd,
  type QueryLatency,
  type StartedQuery,
  type StoredLogEvent,
} from './logs';
export { type Page, pageOf } from './page-of';
export { readJsonBody } from './read-json-body';
export { AwsError, type LocalService, type ServiceAnswer, type ServiceCall } from './service';
export { createSesService, type SesService, type SesServiceOptions } from './ses/create-ses-service';
export { createSqsService, type SqsServiceOptions } from './sqs/create-sqs-service';
export { type DeliveryFault } from './sqs/inject-delivery-faults';
export { localQueueUrl } from './sqs/queue-urls';
export {
  type MessageAttribute,
  type OutgoingMessage,
  type QueueDepths,
  type ReceivedMessage,
  type ReceiveOptions,
  type SqsService,
} from './sqs/sqs-service';
export { createSsmService, type SsmService, type SsmServiceOptions } from './ssm/create-ssm-service';
export {
  type CallerIdentity,
  createStsService,
  defaultIdentityOf,
  type StsServiceOptions,
} from './sts/create-sts-service';
export { unknownOperation } from './unknown-operation';
