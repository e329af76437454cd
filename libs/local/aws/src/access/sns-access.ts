import { type ServiceAccess } from './service-access';

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html */
export const snsAccess: ServiceAccess = ({ operation, body }) => {
  const topicArn = new URLSearchParams(body.toString('utf8')).get('TopicArn');
  return [{ action: `sns:${operation}`, resource: topicArn ?? '*' }];
};
