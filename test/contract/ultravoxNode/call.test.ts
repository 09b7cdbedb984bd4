import { callCases } from './cases/call';
import { checkCases } from './support/checkCases';

describe("Ultravox > Call sends what the vendor's document says", () => checkCases(callCases));
