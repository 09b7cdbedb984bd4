import { unknownOutcomeCases } from './cases/unknownOutcome';
import { checkCases } from './support/checkCases';

describe('Ultravox > nobody is invited to do a thing twice', () => checkCases(unknownOutcomeCases));
