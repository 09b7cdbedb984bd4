import { telnyxConfigurationCases } from './cases/telnyxConfiguration';
import { checkCases } from './support/checkCases';

describe("Ultravox > Telnyx Configuration sends what the vendor's document says", () =>
	checkCases(telnyxConfigurationCases));
