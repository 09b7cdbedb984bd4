import { confirmationCases } from './cases/confirmation';
import { checkCases } from './support/checkCases';

describe('Ultravox > a success that nobody confirmed is none', () => checkCases(confirmationCases));
