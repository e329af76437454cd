import { averageByCommand } from './average-by-command';
import { countErrorLines } from './count-error-lines';
import { countGroupRequests } from './count-group-requests';
import { type Question } from './question';
import { slowestReports } from './slowest-reports';

export { type Question, type Way } from './question';

export const questions: readonly Question[] = [countGroupRequests, averageByCommand, countErrorLines, slowestReports];
