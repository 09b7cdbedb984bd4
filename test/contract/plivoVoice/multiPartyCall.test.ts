import { multiPartyCallCases } from './cases/multiPartyCall';
import { checkCases } from './support/checkCases';

describe('Plivo Voice > Multi-Party Call sends what Plivo documents', () =>
	checkCases(multiPartyCallCases));
