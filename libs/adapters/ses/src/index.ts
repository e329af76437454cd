export { classifySesError, createSendMail } from './create-send-mail';
