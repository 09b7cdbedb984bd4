import { ipAccessListCases } from './cases/ipAccessList';
import { checkCases } from './support/checkCases';

describe('Plivo Voice > IP Access List sends what Plivo documents', () =>
	checkCases(ipAccessListCases));
