import { originationUriCases } from './cases/originationUri';
import { checkCases } from './support/checkCases';

describe('Plivo Voice > Origination URI sends what Plivo documents', () =>
	checkCases(originationUriCases));
