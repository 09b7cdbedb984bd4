import { sipCases } from './cases/sip';
import { checkCases } from './support/checkCases';

describe("Ultravox > SIP sends what the vendor's document says", () => checkCases(sipCases));
