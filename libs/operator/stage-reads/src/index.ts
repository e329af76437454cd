export { createDoctorPorts } from './create-doctor-ports';
