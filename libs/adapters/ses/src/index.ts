export { classifySesError } from './classify-ses-error';
export { createSendMail } from './create-send-mail';
