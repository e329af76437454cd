export { type AwsPlace } from './client-settings';
export { createDoctorPorts } from './create-doctor-ports';
