import { verifiedCallerIdCases } from './cases/verifiedCallerId';
import { checkCases } from './support/checkCases';

describe('Plivo Voice > Verified Caller ID sends what Plivo documents', () =>
	checkCases(verifiedCallerIdCases));
