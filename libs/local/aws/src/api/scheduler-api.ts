import { type ServiceApi } from './service-api';

export const schedulerApi = {
  title: 'Amazon EventBridge Scheduler',
  documentation: 'https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html',
  protocol: 'rest-json',
  operations: {
    GetSchedule: {},
    ListSchedules: {},
  },
  routes: {
    CreateSchedule: 'POST /schedules/{Name}',
    CreateScheduleGroup: 'POST /schedule-groups/{Name}',
    DeleteSchedule: 'DELETE /schedules/{Name}',
    DeleteScheduleGroup: 'DELETE /schedule-groups/{Name}',
    GetSchedule: 'GET /schedules/{Name}',
    GetScheduleGroup: 'GET /schedule-groups/{Name}',
    ListScheduleGroups: 'GET /schedule-groups',
    ListSchedules: 'GET /schedules',
    ListTagsForResource: 'GET /tags/{ResourceArn}',
    TagResource: 'POST /tags/{ResourceArn}',
    UntagResource: 'DELETE /tags/{ResourceArn}',
    UpdateSchedule: 'PUT /schedules/{Name}',
  },
} as const satisfies ServiceApi;
