import { DynamoDbError, validationException } from '../errors';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

const maxTags = 50;

/**
 * @param tags - All that a table would have.
 * @throws ValidationException
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Tag.html
 */
export function checkTags(tags: readonly Tag[]): void {
  if (tags.length > maxTags) {
    throw validationException(`A table has at most ${maxTags} tags, these are ${tags.length}.`);
  }
  if (tags.some(({ Key }) => /^aws:/i.test(Key))) {
    throw validationException('The key of a tag does not begin with aws:.');
  }
}

/** @returns The table's name. @throws ValidationException: the ARN is none of a table. */
export function tableOfArn(arn: string): string {
  const name = /^arn:aws:dynamodb:[^:]+:\d+:table\/([^/]{3,})$/.exec(arn)?.[1];
  if (name !== undefined) return name;
  throw validationException(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);
}

export const resourceOfArnNotFound = (arn: string): DynamoDbError =>
  new DynamoDbError('ResourceNotFoundException', `Requested resource not found: ResourcArn: ${arn} not found`);
