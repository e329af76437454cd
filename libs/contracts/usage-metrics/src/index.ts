export { maxUserAgeDays, membershipFields, usageFields } from './usage-fields';
export {
  type MembershipRecord,
  type UsageRecord,
  readMembershipRecord,
  readUsageRecord,
  searchableFields,
  usageMetrics,
} from './usage-record';
