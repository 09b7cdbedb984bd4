import { accountCases } from './cases/account';
import { checkCases } from './support/checkCases';

describe('Plivo Voice > Account sends what Plivo documents', () => checkCases(accountCases));
