import { type ServiceAccess } from './service-access';

const schedulePath = /^\/schedules\/(?<name>[^/]+)$/;

/**
 * There is one group here, the default.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html
 */
export const schedulerAccess: ServiceAccess = ({ operation, path }, { region, accountId }) => {
  const action = `scheduler:${operation}`;
  const name = schedulePath.exec(path)?.groups?.['name'];
  return [
    {
      action,
      resource: name === undefined ? '*' : `arn:aws:scheduler:${region}:${accountId}:schedule/default/${name}`,
    },
  ];
};
