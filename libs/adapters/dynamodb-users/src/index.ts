export { createForgetUser } from './create-forget-user';
export { createMeetUser } from './create-meet-user';
export { createUpdateClaims } from './create-update-claims';
export { type StoredUser, toPeopleItem, toUserItem } from './user-key';
