import { sipRegistrationCases } from './cases/sipRegistration';
import { checkCases } from './support/checkCases';

describe("Ultravox > SIP Registration sends what the vendor's document says", () =>
	checkCases(sipRegistrationCases));
