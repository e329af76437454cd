import { AwsError } from '../service';

/**
 * The refusal of a call in the protocol that SQS spoke before November 2023: forms, answered in XML.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-json-faqs.html (the versions)
 */
export const oldProtocolOfSqs = (): AwsError =>
  new AwsError(
    'UnsupportedOperation',
    'The local cloud does not emulate the Query protocol of SQS (forms and XML). Use a client that speaks JSON: the AWS ' +
      'CLI from 1.29.82 or 2.14, boto3 from 1.28.82, the AWS SDK for JavaScript from 2.1492 or 3.447, for Go from ' +
      '1.47.7, for Java from 1.12.585 or 2.21.19.',
  );
