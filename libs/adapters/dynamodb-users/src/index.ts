export { createCommandStates } from './create-command-states';
export { createForgetUser } from './create-forget-user';
export { createMeetUser } from './create-meet-user';
export { createUpdateClaims } from './create-update-claims';
export { countedMark, toPeopleItem } from './people-count';
export { usersTableItems } from './stored-items';
export { type StoredUser, toUserItem } from './user-key';
