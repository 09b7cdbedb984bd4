import { trunkCases } from './cases/trunk';
import { checkCases } from './support/checkCases';

describe('Plivo Voice > Trunk sends what Plivo documents', () => checkCases(trunkCases));
