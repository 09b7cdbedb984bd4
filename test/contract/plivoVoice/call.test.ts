import { callCases } from './cases/call';
import { checkCases } from './support/checkCases';

describe('Plivo Voice > Call sends what Plivo documents', () => checkCases(callCases));
