import { numberCases } from './cases/number';
import { checkCases } from './support/checkCases';

describe('Plivo Voice > Number sends what Plivo documents', () => checkCases(numberCases));
