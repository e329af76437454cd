export { maxUserAgeDays, membershipFields, usageFields } from './usage-fields';
export { searchableFields, usageMetrics } from './usage-metrics';
export { type MembershipRecord, type UsageRecord, readMembershipRecord, readUsageRecord } from './usage-record';
