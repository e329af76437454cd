export { type SendMailOptions, createSendMail } from './create-send-mail';
