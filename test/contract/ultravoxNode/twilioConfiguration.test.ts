import { twilioConfigurationCases } from './cases/twilioConfiguration';
import { checkCases } from './support/checkCases';

describe("Ultravox > Twilio Configuration sends what the vendor's document says", () =>
	checkCases(twilioConfigurationCases));
