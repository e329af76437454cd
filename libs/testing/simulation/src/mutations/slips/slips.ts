import { type Mutation } from '../mutation';
import { conversationSlips } from './conversation-slips';
import { deliverySlips } from './delivery-slips';
import { fanInSlips } from './fan-in-slips';
import { fanOutSlips } from './fan-out-slips';
import { queryExecutionSlips } from './query-execution-slips';

/** Bugs that no rule of the protocol names, in the library of each service: one for each check of the simulation. */
export const slips: readonly Mutation[] = [
  ...conversationSlips,
  ...fanOutSlips,
  ...queryExecutionSlips,
  ...fanInSlips,
  ...deliverySlips,
];
