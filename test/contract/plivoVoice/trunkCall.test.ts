import { trunkCallCases } from './cases/trunkCall';
import { checkCases } from './support/checkCases';

describe('Plivo Voice > Trunk Call sends what Plivo documents', () => checkCases(trunkCallCases));
