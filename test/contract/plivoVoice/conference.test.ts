import { conferenceCases } from './cases/conference';
import { checkCases } from './support/checkCases';

describe('Plivo Voice > Conference sends what Plivo documents', () => checkCases(conferenceCases));
