import { applicationCases } from './cases/application';
import { checkCases } from './support/checkCases';

describe('Plivo Voice > Application sends what Plivo documents', () =>
	checkCases(applicationCases));
