import { type Item, toItem } from '@pulso/adapters/dynamodb-items';

export const userKey = (userPseudonym: string): Item => toItem({ pk: `user#${userPseudonym}` });
