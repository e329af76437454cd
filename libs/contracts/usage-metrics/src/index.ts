export { maxUserAgeDays, membershipFields, searchableFields, usageFields, usageMetrics } from './usage-fields';
export { type MembershipRecord, type UsageRecord, readMembershipRecord, readUsageRecord } from './usage-record';
