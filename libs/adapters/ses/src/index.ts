export { classifySesError } from './classify-ses-error';
export { type SendMailOptions, createSendMail } from './create-send-mail';
