import { AwsError } from '../../aws';

export const invalidParameter = (message: string): AwsError => new AwsError('InvalidParameterException', message);
