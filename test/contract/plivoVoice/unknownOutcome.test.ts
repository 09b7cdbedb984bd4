import { unknownOutcomeCases } from './cases/unknownOutcome';
import { checkCases } from './support/checkCases';

describe('Plivo Voice > nobody is invited to ring a phone twice', () =>
	checkCases(unknownOutcomeCases));
